package hanshu.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hanshu report RUN}: makes the page of a run again. */
@Command(
        name = "report",
        header = "Writes report.html of a run again.",
        description = {
            "  hanshu report runs/penguins-20260131-093000",
            "        learns nothing anew; the rows must still be where they were"
        },
        customSynopsis = "hanshu report RUN")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private String run = "";

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Run.resume(console, Path.of(run), new Run.Show(false, false, false, false))
                .report();
        return 0;
    }
}
