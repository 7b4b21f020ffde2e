package hanshu.bench.serving;

import hanshu.data.table.Table;
import hanshu.learn.supervised.FunctionKind;
import hanshu.learn.supervised.TabularFunction;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.workbench.serve.Batching;
import hanshu.workbench.serve.Served;
import hanshu.workbench.serve.ServedTable;
import hanshu.workbench.serve.ServedTask;
import hanshu.workbench.serve.Serving;
import hanshu.workbench.serve.Telemetry;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves a model, and measures it: alone, with twenty clients, in batches and without.
 *
 * @param words what the model is
 * @param served by batches, whose rows are told
 * @param rows that it is asked for, each by itself
 */
record ServingStudy(String words, BiFunction<Batching, IntConsumer, Served> served, List<ObjectNode> rows) {
    static final int CLIENTS = 20;
    private static final int ROWS = 100;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Batching SINGLE = new Batching(1, Duration.ZERO);

    /** Prints what was measured: {@code MODEL_FILE ROWS REQUESTS}. */
    public static void main(String... args) throws IOException, InterruptedException {
        var study = of(Path.of(args[0]), Path.of(args[1]));
        int requests = Integer.parseInt(args[2]);
        System.out.println(study.words);
        System.out.printf(
                "one answer of 1 row: %.3f ms; of %d rows: %.3f ms%n",
                study.ownTime(1), CLIENTS, study.ownTime(CLIENTS));
        double alone = study.measure("1 client, each request by itself", SINGLE, 1, requests / 20);
        study.measure("20 clients, each request by itself", SINGLE, CLIENTS, requests / 20);
        double batches = study.measure("20 clients, in batches", Batching.DEFAULT, CLIENTS, requests);
        System.out.printf("batches give %.1f times the throughput of one client alone%n", batches / alone);
    }

    /** @param rows a table, or a file of texts, one a line, for what reads one text */
    static ServingStudy of(Path model, Path rows) throws IOException {
        if (FunctionKind.in(model).equals("task")) {
            var function = TaskFunction.load(model);
            var column = function.config().inputs().getFirst().column();
            return new ServingStudy(
                    function.describe(),
                    (batching, told) -> new ServedTask(function, Optional.empty(), batching, told),
                    Files.readAllLines(rows).stream()
                            .limit(ROWS)
                            .map(line -> JSON.createObjectNode().put(column, line))
                            .toList());
        }
        return of(TabularFunction.load(model), Table.read(rows));
    }

    static ServingStudy of(TabularFunction function, Table table) {
        var rows = IntStream.range(0, Math.min(ROWS, table.rows()))
                .mapToObj(row -> {
                    var body = JSON.createObjectNode();
                    function.preprocessing()
                            .inputs()
                            .forEach(column ->
                                    body.put(column, table.cells(column).text(row)));
                    return body;
                })
                .toList();
        return new ServingStudy(
                function.describe() + ", " + function.parameters() + " parameters",
                (batching, told) -> new ServedTable(function, false, batching, told),
                rows);
    }

    /** Milliseconds from rows to answers, without a server: the median of many. */
    private double ownTime(int count) {
        var nanos = new long[300];
        try (var model = served.apply(Batching.DEFAULT, told -> {})) {
            for (int i = 0; i < nanos.length; i++) {
                var some = rows.subList(i % (rows.size() - count), i % (rows.size() - count) + count);
                long before = System.nanoTime();
                model.answer(some);
                nanos[i] = System.nanoTime() - before;
            }
        }
        var later = Arrays.copyOfRange(nanos, nanos.length / 3, nanos.length); // the rest warms up
        Arrays.sort(later);
        return later[later.length / 2] / 1e6;
    }

    /** How many requests are answered in a second. */
    private double measure(String what, Batching batching, int clients, int requests) throws InterruptedException {
        run(batching, clients, Math.min(requests, 2000)); // warms up
        var result = run(batching, clients, requests);
        System.out.println(what + ": " + result);
        return result.perSecond();
    }

    /** Serves the model, and asks it for its rows. */
    Load.Result run(Batching batching, int clients, int requests) throws InterruptedException {
        var telemetry = new Telemetry();
        try (var model = served.apply(batching, telemetry::batch);
                var server = Server.start(
                        Binding.local(0), new Serving("model", "study", model, telemetry).routes(), Limits.DEFAULT)) {
            var bodies = new ArrayList<String>();
            var expected = new ArrayList<String>();
            for (var row : rows) {
                var answer = model.answer(List.of(row)).getFirst().firstEntry();
                bodies.add(JSON.writeValueAsString(row));
                expected.add("\"%s\":%s".formatted(answer.getKey(), JSON.writeValueAsString(answer.getValue())));
            }
            return new Load(server.port(), "/predict", bodies, expected).run(clients, requests);
        }
    }
}
