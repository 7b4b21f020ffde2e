package hanshu.cli;

import hanshu.workbench.page.Program;
import hanshu.workbench.page.Workbench;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import hanshu.workbench.server.Token;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu workbench}: the page on which learning is seen, until it is told to stop. */
@Command(
        name = "workbench",
        header = "Opens a page to look at data, train, watch, compare, examine and try models.",
        description = {
            "  hanshu workbench",
            "        prints a link to open in a browser; runs are those of $HANSHU_RUNS, else of ./runs",
            "  hanshu workbench measurements --runs experiments",
            "        to learn from the files in one folder, into the runs of another",
            "  hanshu workbench --host 0.0.0.0 --token-file token.txt",
            "        for other machines too: who has the token may train here"
        },
        customSynopsis = "hanshu workbench [FOLDER] [OPTIONS]")
final class WorkbenchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Whose files may be looked at and learned from: the current one unless given.")
    private String folder = "";

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Where runs are kept: else $HANSHU_RUNS, else ./runs.")
    private String runs = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where it listens: 127.0.0.1 (the default) is this machine alone, 0.0.0.0 all its addresses.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "8090 unless given; 0 takes a free one.")
    private int port = 8090;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that opens the page; one is made and printed unless a file holds it.")
    private String tokenFile = "";

    @Option(
            names = "--known-as",
            paramLabel = "NAME",
            description = "A host name by which browsers know it, such as that of a proxy; may come several times.")
    private List<String> names = List.of();

    WorkbenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var data = Path.of(folder).toAbsolutePath().normalize();
        if (!Files.isDirectory(data)) {
            throw new UsageException(
                    "there is no folder %s; name one whose files are to be learned from".formatted(folder));
        }
        var binding = binding();
        var workbench = new Workbench(
                Path.of(runs.isEmpty() ? console.variable("HANSHU_RUNS").orElse("runs") : runs), data, program());
        var server = Server.start(binding, workbench.routes(), Limits.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, workbench), "stop"));
        console.say("The workbench is open at");
        console.say("  " + server.link());
        console.say("Ctrl-C closes it; trainings that it started go on.");
        new CountDownLatch(1).await(); // the process is told to stop
        return 0;
    }

    private void stop(Server server, Workbench workbench) {
        server.close();
        workbench.close();
        console.err().println("hanshu: the workbench is closed");
        console.err().flush();
    }

    private Binding binding() {
        try {
            var token = tokenFile.isEmpty() ? Token.random() : Token.read(Path.of(tokenFile));
            return new Binding(host, port, Optional.of(token), Set.copyOf(names));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** This program again, with the same options of the JVM but for those that belong to the terminal of this process. */
    private Program program() {
        var words = new ArrayList<String>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Dhanshu.std") && !option.startsWith("-agentlib"))
                .forEach(words::add);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return new Program(words, arguments -> console.command(arguments.toArray(String[]::new)));
    }
}
