package hanshu.cli;

import hanshu.train.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanshu train FILE}: learns the function of a table, of pictures, texts, recordings or series. */
@Command(
        name = "train",
        header = "Learns to answer from tables, pictures, texts, sounds or series, and says how well it can.",
        description = {
            "  hanshu train examples/data/penguins.csv --target species",
            "        the species of a penguin from its measures: all else is found by looking",
            "  hanshu train examples/data/seattle-weather.csv --target temp_max --lags 3 --time date",
            "        tomorrow's highest temperature from the weather of three days, as a table",
            "  hanshu train examples/data/seattle-weather.csv --target temp_max --time date --horizon 7",
            "        a forecast of the week that follows, with intervals, tested from every day of the last fifth",
            "  hanshu train leaves",
            "        pictures, or recordings (.wav), in a folder for each class; IDX files as of MNIST",
            "  hanshu train reviews.csv --target opinion",
            "        texts of a column; also lines LABEL TEXT, or a file of texts (.txt) for each class",
            "  hanshu train train.en train.de",
            "        to translate: two texts that say the same line by line, or two columns of a table",
            "  hanshu train JapaneseVowels_TRAIN.ts",
            "        series, of unequal lengths too; tested on the file that is called _TEST",
            "  hanshu train list.csv --config task.yaml",
            "        several inputs and outputs, as inputs: and outputs: in task.yaml name the columns",
            "  hanshu train patients.csv -t outcome --split group --by patient --ignore name",
            "        tested on patients of whom it never saw a row, and not by their names",
            "  hanshu train shakespeare.txt",
            "        the language of a text without labels; hanshu generate writes more of it",
            "  hanshu train --resume runs/penguins-20260131-093000",
            "        goes on where an interrupted run stopped",
            "  hanshu train sales.csv -t amount --profile",
            "        shows which operations take the time, and how far from the machine's limit they are"
        },
        customSynopsis = {"hanshu train FILE [ANSWERS] [--target COLUMN] [OPTIONS]", "       hanshu train --resume RUN"
        })
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Source source = new Source();

    @ArgGroup(validate = false, heading = LearningOptions.HEADING, order = 1)
    private LearningOptions learning = new LearningOptions();

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Where runs are kept: else $HANSHU_RUNS, else ./runs.")
    private String runs = "";

    @Option(names = "--resume", paramLabel = "RUN", description = "Goes on with an interrupted run, as it began.")
    private String resume = "";

    @Option(
            names = "--profile",
            description =
                    "Shows at the end where the time went: each operation beside what this machine can do. Kept in"
                            + " the run as profile.txt and profile.json.")
    private boolean profile;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress.")
    private boolean quiet;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (resume.isEmpty()) {
            if (source.isEmpty()) {
                throw new UsageException("name what to learn from, as in %s"
                        .formatted(console.command("train", "examples/data/penguins.csv", "--target", "species")));
            }
            learning.kind(console, source).begin(console, source, learning, runs(), how());
        } else {
            if (!source.isEmpty()) {
                throw new UsageException(
                        "--resume takes the file and all else from the run; leave out %s".formatted(source.file()));
            }
            var folder = RunFolder.open(Path.of(resume));
            Source.kind(folder).resume(console, folder, how());
        }
        return 0;
    }

    private Run.Show how() {
        return new Run.Show(!json, json, !quiet, profile);
    }

    private Path runs() {
        return Path.of(runs.isEmpty() ? console.variable("HANSHU_RUNS").orElse("runs") : runs);
    }
}
