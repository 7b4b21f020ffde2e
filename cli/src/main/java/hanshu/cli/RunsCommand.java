package hanshu.cli;

import hanshu.nn.io.FileException;
import hanshu.train.metric.Digits;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu runs}: what was learned so far. */
@Command(
        name = "runs",
        header = "Lists runs: what each learned, and how well.",
        description = {
            "  hanshu runs",
            "        all in $HANSHU_RUNS, else in ./runs",
            "  hanshu runs experiments --json",
            "        all in another folder, for a program"
        },
        customSynopsis = "hanshu runs [FOLDER] [OPTIONS]")
final class RunsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Else $HANSHU_RUNS, else ./runs.")
    private String runs = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    /** What one line says of a run. */
    private record Line(String run, String target, String kept, String metric, double score, double seconds) {
        static final Line OPEN = new Line("", "", "", "", Double.NaN, 0);
    }

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var folder = Path.of(runs.isEmpty() ? console.variable("HANSHU_RUNS").orElse("runs") : runs);
        var lines = new LinkedHashMap<String, Line>();
        for (var path : folders(folder)) {
            lines.put(path.toString(), line(new RunFolder(path)));
        }
        if (json) {
            Json.print(
                    console,
                    Map.of(
                            "runs",
                            lines.entrySet().stream().map(RunsCommand::asMap).toList()));
        } else if (lines.isEmpty()) {
            console.say("There are no runs in %s yet; %s makes one."
                    .formatted(folder, console.command("train", "FILE", "--target", "COLUMN")));
        } else {
            show(lines);
        }
        return 0;
    }

    private void show(Map<String, Line> lines) {
        var style = console.style();
        var text = TextTable.of("lllrr").row(style::dim, List.of("run", "target", "kept", "score", "took"));
        lines.forEach((run, line) -> {
            if (line.equals(Line.OPEN)) {
                text.row(run, "not ended");
            } else {
                text.row(
                        run,
                        Text.cut(line.target, 24),
                        line.kept,
                        line.metric + " " + Digits.of(line.score),
                        Digits.duration(line.seconds));
            }
        });
        text.lines(0).forEach(console::say);
    }

    /** Folders of runs, the latest last, as their names sort. */
    private static List<Path> folders(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("%s is a file; name the folder in which runs are kept".formatted(folder));
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(path -> Files.isRegularFile(new RunFolder(path).config()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileException.of("read", folder, e);
        }
    }

    private static Line line(RunFolder folder) {
        if (!Files.exists(folder.result())) {
            return Line.OPEN;
        }
        var result = LearningJson.read(folder);
        var metric = result.path("main").asString("");
        var metrics = result.path("metrics");
        var unseen = metrics.path("test").isObject() ? metrics.path("test") : metrics.path("validation");
        return new Line(
                folder.path().toString(),
                result.path("target").asString(""),
                result.path("kept").asString(""),
                metric,
                unseen.path(metric).asDouble(Double.NaN),
                result.path("seconds").asDouble(0));
    }

    private static Map<String, @Nullable Object> asMap(Map.Entry<String, Line> entry) {
        var line = entry.getValue();
        boolean ended = !line.equals(Line.OPEN);
        return LearningJson.parts(
                "run", entry.getKey(),
                "ended", ended,
                "target", ended ? line.target : null,
                "kept", ended ? line.kept : null,
                "metric", ended ? line.metric : null,
                "score", ended ? line.score : null);
    }
}
