package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.tune.Trial;
import hanshu.train.tune.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings are searched for every kind of data, and what was found is trained by the command that is named. */
class TuneKindsTest {
    private static final String WEATHER = "../examples/data/seattle-weather.csv";

    @TempDir
    private static Path folder;

    @TempDir
    private Path runs;

    @BeforeAll
    static void write() throws IOException {
        Samples.in(folder);
        Files.writeString(
                folder.resolve("said.txt"),
                IntStream.range(0, 300).mapToObj(Samples::opinion).collect(Collectors.joining(".\n")));
    }

    private static String data(String name) {
        return folder.resolve(name).toString();
    }

    private Session tune(List<String> what, String... more) {
        var words = new ArrayList<>(List.of("tune"));
        words.addAll(what);
        words.addAll(List.of("--runs", runs.resolve("tune").toString(), "--quiet"));
        words.addAll(List.of(more));
        return Session.of(words.toArray(String[]::new));
    }

    /** Tries some settings, and trains with the best. */
    private String found(List<String> what, String... more) {
        var session = tune(what, more);
        var text = session.result();
        var run = Penguins.only(runs.resolve("tune"));
        var tried = new TrialLog(run.resolve("trials.jsonl")).read();
        assertThat(tried).hasSizeGreaterThanOrEqualTo(4).anyMatch(trial -> Double.isFinite(trial.loss()));
        assertThat(tried.stream().map(Trial::values).distinct().count()).isEqualTo(4);
        assertThat(run.resolve("report.html")).exists();
        var next = text.lines()
                .dropWhile(line -> !line.startsWith("Next"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
        assertThat(next).contains("hanshu train " + what.getFirst()).contains("best.yaml");
        var command =
                new ArrayList<>(List.of(next.replaceFirst("Next +hanshu ", "").split(" +")));
        command.addAll(List.of("--runs", runs.resolve("train").toString(), "--quiet"));
        assertThat(Session.of(command.toArray(String[]::new)).result()).isNotEmpty();
        var settings = Penguins.only(runs.resolve("train")).resolve("config.yaml");
        var best = tried.stream()
                .min(java.util.Comparator.comparingDouble(Trial::loss))
                .orElseThrow();
        best.values()
                .forEach((key, value) -> assertThat(settings)
                        .content()
                        .contains(key.substring(key.lastIndexOf('.') + 1) + ": " + value));
        return text;
    }

    @Test
    void pictures() {
        var text = found(
                List.of(data("shapes"), "--set", "training.epochs=2"),
                "--trials",
                "4",
                "--search",
                "training.batch=4..12",
                "--search",
                "inputs.picture.encoder.width=4,6,8",
                "--search",
                "inputs.picture.encoder.dropout=0.1,0.2");
        assertThat(text).contains("Rate", "Batch", "the best of 4 trials", "width", "epochs");
    }

    @Test
    void theKeysOfATaskThatAreSearchedUnlessOthersAreNamed() {
        var result = tune(List.of(data("Waves_TRAIN.ts"), "--set", "training.epochs=2"), "--trials", "2", "--json")
                .result();
        assertThat(result)
                .contains("training.rate", "training.decay", "inputs.series.encoder.width")
                .contains("inputs.series.encoder.dropout");
    }

    @Test
    void severalInputsAndAnswers() {
        var yaml = data("task.yaml");
        found(
                List.of(data("list.csv"), "--config", yaml, "--set", "training.epochs=2"),
                "--trials",
                "4",
                "--search",
                "inputs.review.encoder.width=4..12",
                "--search",
                "combiner.width=8..64:log");
    }

    @Test
    void textsThatAreWritten() {
        var text = found(
                List.of(data("train.en"), data("train.de"), "--set", "training.epochs=2"),
                "--trials",
                "4",
                "--search",
                "training.rate=0.0001..0.01:log",
                "--search",
                "training.batch=200..600");
        assertThat(text).contains("Rate ").doesNotContain("Batch ");
    }

    @Test
    void aForecast() {
        var text = found(
                List.of(WEATHER, "--target", "temp_max", "--horizon", "7", "--set", "training.epochs=2"),
                "--trials",
                "4");
        assertThat(text).contains("lookBack", "rate", "batch");
    }

    @Test
    void aLanguage() {
        var text = found(
                List.of(data("said.txt"), "--set", "steps=40", "--set", "width=16", "--set", "layers=1"),
                "--trials",
                "4",
                "--search",
                "rate=0.001..0.01:log",
                "--search",
                "width=16,32,48");
        assertThat(text).contains("eighths");
    }

    @Test
    void valuesThatDoNotGoTogetherAreATrialWithoutALoss() {
        var result = tune(
                        List.of(data("said.txt"), "--set", "steps=16", "--set", "width=16", "--set", "layers=1"),
                        "--trials",
                        "6",
                        "--method",
                        "random",
                        "--search",
                        "width=16,20,28",
                        "--search",
                        "heads=4,8,16")
                .result();
        var tried = new TrialLog(Penguins.only(runs.resolve("tune")).resolve("trials.jsonl")).read();
        assertThat(tried).anyMatch(trial -> trial.end() == Trial.End.CLASH && Double.isInfinite(trial.loss()));
        assertThat(tried).anyMatch(trial -> Double.isFinite(trial.loss()));
        assertThat(result).contains("has values that do not go together");
    }

    @Test
    void whatChangesWhatIsComparedIsRefused() {
        assertThat(tune(List.of(data("shapes")), "--search", "split.test=0.1..0.5")
                        .refusal())
                .isEqualTo(
                        "split.test can't be searched: it changes what is compared; keys of training (but for minutes),"
                                + " augmentation, combiner and encoders, such as inputs.picture.encoder.width, can");
        assertThat(tune(List.of(data("shapes")), "--search", "inputs.image.encoder.width=4..8")
                        .refusal())
                .isEqualTo("inputs.image.encoder.width: there is no image; known here are picture");
        assertThat(tune(List.of(data("said.txt")), "--search", "tokenizer=bpe,character")
                        .refusal())
                .startsWith("tokenizer can't be searched");
        assertThat(tune(List.of(WEATHER, "--horizon", "2"), "--search", "coverage=0.5..0.9")
                        .refusal())
                .startsWith("coverage can't be searched: it changes what is compared; keys of training");
        assertThat(tune(List.of(data("shapes"), "--set", "model=linear")).refusal())
                .startsWith("model: linear is solved");
        assertThat(runs).isEmptyDirectory();
    }
}
