package hanshu.bench.serving;

import hanshu.data.table.Table;
import hanshu.learn.Hanshu;
import hanshu.learn.supervised.NamedAnswers;
import hanshu.learn.supervised.TabularFunction;
import hanshu.workbench.serve.Batching;
import hanshu.workbench.serve.ServedTable;
import hanshu.workbench.serve.Serving;
import hanshu.workbench.serve.Telemetry;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Learns a table, serves the function, and measures it: alone, with twenty clients, in batches and without. */
public final class ServingStudy {
    static final int CLIENTS = 20;
    private static final int ROWS = 100;

    private ServingStudy() {}

    /** Prints what was measured: {@code MODEL_FILE CSV_FILE TARGET REQUESTS}; a model that is not there is learned. */
    public static void main(String... args) throws InterruptedException {
        var table = Table.read(Path.of(args[1]));
        var function = function(Path.of(args[0]), table, args[2]);
        int requests = Integer.parseInt(args[3]);
        System.out.println(function.describe() + ", " + function.parameters() + " parameters");
        System.out.printf(
                "one forward of 1 row: %.3f ms; of %d rows: %.3f ms%n",
                ownTime(function, table, 1), CLIENTS, ownTime(function, table, CLIENTS));
        var single = new Batching(1, Duration.ZERO);
        measure("1 client, each request by itself", function, table, single, 1, requests / 20);
        measure("20 clients, each request by itself", function, table, single, CLIENTS, requests / 20);
        measure("20 clients, in batches", function, table, Batching.DEFAULT, CLIENTS, requests);
    }

    private static TabularFunction function(Path file, Table table, String target) {
        if (!Files.exists(file)) {
            Hanshu.learn(table, target).save(file);
        }
        return TabularFunction.load(file);
    }

    /** Milliseconds, the median of many. */
    private static double ownTime(TabularFunction function, Table table, int rows) {
        var features =
                function.preprocessing().apply(table, IntStream.range(0, rows).toArray());
        var nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            function.predict(features);
            nanos[i] = System.nanoTime() - before;
        }
        var later = Arrays.copyOfRange(nanos, nanos.length / 3, nanos.length); // the rest warms up
        Arrays.sort(later);
        return later[later.length / 2] / 1e6;
    }

    private static void measure(
            String what, TabularFunction function, Table table, Batching batching, int clients, int requests)
            throws InterruptedException {
        run(function, table, batching, clients, Math.min(requests, 2000)); // warms up
        System.out.println(what + ": " + run(function, table, batching, clients, requests));
    }

    /** Serves the function, and asks it for rows of its table. */
    static Load.Result run(TabularFunction function, Table table, Batching batching, int clients, int requests)
            throws InterruptedException {
        var telemetry = new Telemetry();
        try (var served = new ServedTable(function, false, batching, telemetry::batch);
                var server = Server.start(
                        Binding.local(0), new Serving("model", "study", served, telemetry).routes(), Limits.DEFAULT)) {
            var rows = table.select(
                    IntStream.range(0, Math.min(ROWS, table.rows())).toArray());
            var expected = function.predict(rows).stream()
                    .map(NamedAnswers::of)
                    .map(named -> "\"prediction\":" + JsonMapper.shared().writeValueAsString(named.get("prediction")))
                    .toList();
            return new Load(server.port(), "/predict", bodies(function, rows), expected).run(clients, requests);
        }
    }

    private static List<String> bodies(TabularFunction function, Table rows) {
        var bodies = new ArrayList<String>();
        for (int row = 0; row < rows.rows(); row++) {
            var body = new LinkedHashMap<String, String>();
            for (var column : function.preprocessing().inputs()) {
                body.put(column, rows.cells(column).text(row));
            }
            bodies.add(JsonMapper.shared().writeValueAsString(body));
        }
        return bodies;
    }
}
