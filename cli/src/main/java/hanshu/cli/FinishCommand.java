package hanshu.cli;

import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu finish RUN}: ends a training early, with what it has. */
@Command(
        name = "finish",
        header = "Ends a training early and keeps the best network so far.",
        description = {
            "  hanshu finish runs/penguins-20260131-093000",
            "        a run under way, in whatever terminal, ends at its next step, and is judged as ever;",
            "        one that was stopped is ended and judged here"
        },
        customSynopsis = "hanshu finish RUN [OPTIONS]")
final class FinishCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of a run that has not ended.")
    private String run = "";

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    FinishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var folder = RunFolder.open(Path.of(run));
        if (Files.exists(folder.result())) {
            throw new UsageException(
                    "%s has ended already; what it achieved: %s".formatted(folder.path(), folder.report()));
        }
        Logbook.finish(folder);
        if (Worker.of(folder).isPresent()) {
            console.say("%s ends at its next step, with the best network so far.".formatted(folder.path()));
        } else {
            resume(folder);
        }
        return 0;
    }

    /** Where that can't be, as its data have changed for one, it was never asked to finish. */
    private void resume(RunFolder folder) {
        boolean hasEnded = false;
        try {
            Source.kind(folder).resume(console, folder, new Run.Show(true, false, !quiet, false));
            hasEnded = true;
        } finally {
            if (!hasEnded) {
                Logbook.goOn(folder);
            }
        }
    }
}
