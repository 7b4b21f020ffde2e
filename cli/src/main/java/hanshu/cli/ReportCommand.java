package hanshu.cli;

import hanshu.train.run.RunFolder;
import java.nio.file.Files;
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
        var folder = RunFolder.open(Path.of(run));
        if (!Files.exists(folder.model())) {
            throw new UsageException("%s has not ended yet; %s goes on with it"
                    .formatted(
                            folder.path(),
                            console.command("train", "--resume", folder.path().toString())));
        }
        Source.kind(folder).report(console, folder);
        return 0;
    }
}
