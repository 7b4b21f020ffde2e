package hanshu.cli;

import hanshu.workbench.serve.Batching;
import hanshu.workbench.serve.Served;
import hanshu.workbench.serve.ServedSeries;
import hanshu.workbench.serve.ServedTable;
import hanshu.workbench.serve.ServedTask;
import hanshu.workbench.serve.Serving;
import hanshu.workbench.serve.Telemetry;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import hanshu.workbench.server.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu serve MODEL}: answers over HTTP until it is told to stop. */
@Command(
        name = "serve",
        header = "Answers over HTTP with a model: /predict, the Open Inference Protocol, /metrics.",
        description = {
            "  hanshu serve runs/penguins-20260131-093000",
            "        on http://127.0.0.1:8080/, for this machine alone",
            "  curl -s localhost:8080/predict -H 'Content-Type: application/json' -d '{\"island\": \"Biscoe\", …}'",
            "        asks it: the columns that were learned from, in one object or in a list of them",
            "  hanshu serve model.safetensors --host 0.0.0.0 --token-file token.txt",
            "        for other machines, which send Authorization: Bearer TOKEN"
        },
        customSynopsis = "hanshu serve MODEL [OPTIONS]")
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Model.DESCRIPTION)
    private String model = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where it listens: 127.0.0.1 (the default) is this machine alone, 0.0.0.0 all its addresses."
                    + " Beyond this machine each request shows a token, which is printed unless a file holds it.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "8080 unless given; 0 takes a free one.")
    private int port = 8080;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the token that each request shows.")
    private String tokenFile = "";

    @Option(
            names = "--known-as",
            paramLabel = "NAME",
            description = "A host name by which clients know it, such as that of a proxy; may come several times.")
    private List<String> names = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the model is called in paths: model unless given.")
    private String name = "model";

    @Option(
            names = "--files",
            paramLabel = "FOLDER",
            description = "Whose pictures and recordings a request may name; others are sent within it.")
    private String files = "";

    @Option(
            names = "--batch",
            paramLabel = "ROWS",
            description = "Answered together at most: 64 unless given; 1 is each by itself.")
    private int batch = Batching.DEFAULT.rows();

    @Option(
            names = "--wait",
            paramLabel = "MS",
            description = "How long the first of a batch waits for others: 0 unless given, since what comes while a"
                    + " batch is answered is the next one anyway.")
    private int wait;

    @Option(names = "--ignore-extra", description = "Leaves out columns that the model does not know.")
    private boolean ignoreExtra;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var binding = binding();
        var telemetry = new Telemetry();
        var served = served(telemetry);
        var serving = serving(served, telemetry);
        var server = Server.start(binding, serving.routes(), Limits.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, served), "stop"));
        console.say("Serving %s as %s on %s".formatted(model, name, server.address()));
        if (tokenFile.isEmpty()) {
            binding.token().ifPresent(token -> console.say("Each request shows Authorization: Bearer " + token.text()));
        }
        console.say("Ctrl-C stops it.");
        console.out().flush();
        new CountDownLatch(1).await(); // the process is told to stop
        return 0;
    }

    private void stop(Server server, Served served) {
        server.close();
        served.close();
        console.err().println("hanshu: stopped; what was under way is answered");
        console.err().flush();
    }

    private Binding binding() {
        try {
            if (!tokenFile.isEmpty()) {
                return new Binding(host, port, Optional.of(Token.read(Path.of(tokenFile))), Set.copyOf(names));
            }
            boolean isLocal = new Binding(host, port, Optional.of(Token.random()), Set.of()).isLocal();
            return new Binding(host, port, isLocal ? Optional.empty() : Optional.of(Token.random()), Set.copyOf(names));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Serving serving(Served served, Telemetry telemetry) {
        try {
            return new Serving(name, Version.number(), served, telemetry);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--name: " + e.getMessage());
        }
    }

    private Served served(Telemetry telemetry) {
        if (batch < 1 || wait < 0) {
            throw new UsageException(
                    "--batch is 1 or more rows and --wait 0 or more ms, got %d and %d".formatted(batch, wait));
        }
        var batching = new Batching(batch, Duration.ofMillis(wait));
        return switch (Model.load(console, model)) {
            case TableModelFile table ->
                table.lags()
                        .<Served>map(lags -> ServedSeries.of(table.function(), lags, telemetry::batch))
                        .orElseGet(() -> new ServedTable(table.function(), ignoreExtra, batching, telemetry::batch));
            case Model.OfTask task -> new ServedTask(task.function(), folder(), batching, telemetry::batch);
            case Model.OfForecast forecast -> ServedSeries.of(forecast.function(), telemetry::batch);
            case Model.OfLanguage _ ->
                throw new UsageException("%s is a language model, which is not served: %s goes on with a text"
                        .formatted(model, console.command("generate", model)));
        };
    }

    private Optional<Folder> folder() {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isDirectory(Path.of(files))) {
            throw new UsageException("--files: there is no folder %s".formatted(files));
        }
        return Optional.of(Folder.of(Path.of(files)));
    }
}
