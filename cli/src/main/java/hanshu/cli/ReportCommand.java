package hanshu.cli;

import hanshu.train.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanshu report RUN}: makes the page of a run again. */
@Command(
        name = "report",
        header = "Writes the report of a run again, in English or Chinese.",
        description = {
            "  hanshu report runs/penguins-20260131-093000",
            "        writes report.html; learns nothing anew; the rows must still be where they were",
            "  hanshu report runs/penguins-20260131-093000 --language zh",
            "        writes report.zh-CN.html beside it, in Chinese"
        },
        customSynopsis = "hanshu report RUN [OPTIONS]")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    private String run = "";

    @Mixin
    private InLanguage written = new InLanguage();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var language = written.language();
        var folder = RunFolder.open(Path.of(run));
        if (!Files.exists(folder.model())) {
            throw new UsageException("%s has not ended yet; %s goes on with it"
                    .formatted(
                            folder.path(),
                            console.command("train", "--resume", folder.path().toString())));
        }
        Source.kind(folder).report(console, folder, language);
        return 0;
    }
}
