package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.tune.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TuneCommandTest {
    private static final List<String> SMALL = List.of(
            "--set",
            "network.members=2",
            "--set",
            "network.width=8",
            "--set",
            "network.layers=1",
            "--set",
            "training.epochs=9",
            "--set",
            "training.folds=1");
    private static final List<String> KEYS =
            List.of("--search", "training.rate=0.0001..0.1:log", "--search", "training.batch=16,32,64");

    @TempDir
    private Path folder;

    private Session tune(String... more) {
        var words = new ArrayList<>(
                List.of("tune", Penguins.FILE, "-t", "species", "--runs", folder.toString(), "--quiet"));
        words.addAll(SMALL);
        words.addAll(KEYS);
        words.addAll(Arrays.asList(more));
        return Session.of(words.toArray(String[]::new));
    }

    @Test
    void whatWasFoundIsTrainedByTheCommandItNames() throws IOException {
        var text = tune("--trials", "12").result();
        assertThat(text)
                .contains("Rate", "Batch", "the best of 12 trials", ", as set", "rate", "batch")
                .contains("hanshu train " + Penguins.FILE + " --config ");
        assertThat(text.lines().filter(line -> !line.startsWith("Next") && !line.startsWith("Page")))
                .allMatch(line -> Text.width(line) <= Text.WIDTH);
        var run = Penguins.only(folder);
        assertThat(run.resolve("report.html")).exists();
        var best = new TrialLog(run.resolve("trials.jsonl"))
                .read().stream()
                        .min(java.util.Comparator.comparingDouble(trial -> trial.loss()))
                        .orElseThrow();
        assertThat(Files.readString(run.resolve("best.yaml")))
                .contains("target: species", "batch: " + best.values().get("training.batch"))
                .contains("epochs: 9");
        var trained = Session.of(
                        "train",
                        Penguins.FILE,
                        "--config",
                        run.resolve("best.yaml").toString(),
                        "--runs",
                        folder.resolve("trained").toString(),
                        "--quiet")
                .result();
        assertThat(trained).contains("species");
    }

    @Test
    void aSearchGoesOnToTheSameTrialsAsOneThatWasNotStopped() {
        var whole =
                JsonMapper.shared().readTree(tune("--trials", "10", "--json").result());
        var part = JsonMapper.shared().readTree(tune("--trials", "4", "--json").result());
        assertThat(part.at("/trials").asInt()).isEqualTo(4);
        var on = JsonMapper.shared()
                .readTree(Session.of(
                                "tune",
                                "--resume",
                                part.at("/folder").asString(),
                                "--trials",
                                "10",
                                "--json",
                                "--quiet")
                        .result());
        assertThat(on.at("/tried")).isEqualTo(whole.at("/tried"));
        assertThat(on.at("/best")).isEqualTo(whole.at("/best"));
        assertThat(on.at("/loss").asDouble()).isPositive();
    }

    @Test
    void randomSearchAndOtherSeedsTryOtherValues() {
        var random = JsonMapper.shared()
                .readTree(tune("--trials", "3", "--method", "random", "--no-halving", "--json")
                        .result());
        assertThat(random.at("/tried/0/epochs").asInt()).isGreaterThan(3);
        var other = JsonMapper.shared()
                .readTree(tune("--trials", "3", "--method", "random", "--no-halving", "--json", "--seed", "5")
                        .result());
        assertThat(random.at("/tried")).isNotEqualTo(other.at("/tried"));
    }

    @Test
    void thePageSpeaksChinese() throws IOException {
        tune("--trials", "3", "--language", "zh").result();
        assertThat(Files.readString(Penguins.only(folder).resolve("report.html")))
                .contains("<html lang=\"zh-CN\">", "设置搜索", "哪些设置要紧", "学习率");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsTried() {
        assertThat(tune("--minutes", "-1").refusal()).isEqualTo("--minutes: expected more than 0, got -1.0");
        assertThat(tune("--trials", "-2").refusal()).isEqualTo("--trials: expected 1 or more, got -2");
        assertThat(tune("--method", "grid").refusal()).isEqualTo("--method: expected tpe or random, got \"grid\"");
        assertThat(tune("--language", "fr").refusal()).isEqualTo("--language: expected en or zh, got \"fr\"");
        assertThat(tune("--search", "seed=1..5").refusal()).startsWith("seed can't be searched");
        assertThat(tune("--search", "network.width=8,wide").refusal()).contains("expected a whole number", "wide");
        assertThat(Session.of("tune", Penguins.FILE).refusal()).startsWith("name the column to predict with --target");
        assertThat(Session.of("tune").refusal()).startsWith("name what to learn from");
        assertThat(Session.of("tune", "--resume", folder.toString()).refusal()).contains("is not the folder of a");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Timeout(120)
    void aSearchThatIsToldToEndSaysHowToGoOnAndDoes() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "hanshu.cli.Main",
                "tune",
                Penguins.FILE,
                "-t",
                "species",
                "--runs",
                folder.toString(),
                "--trials",
                "1000000"));
        command.addAll(SMALL);
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var heard = new ArrayList<String>();
        try (var err = process.errorReader()) {
            String line = err.readLine();
            while (line != null) {
                heard.add(line);
                if (line.startsWith("trial 3")) {
                    process.toHandle().destroy();
                }
                line = err.readLine();
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var run = Penguins.only(folder);
        assertThat(heard)
                .last()
                .isEqualTo("hanshu: stopped; to go on: hanshu tune --resume " + run + " --trials 1000000");
        var known = new TrialLog(run.resolve("trials.jsonl")).read();
        var on = JsonMapper.shared()
                .readTree(Session.of("tune", "--resume", run.toString(), "--trials", "5", "--json", "--quiet")
                        .result());
        assertThat(new TrialLog(run.resolve("trials.jsonl")).read())
                .startsWith(known.toArray(hanshu.train.tune.Trial[]::new));
        assertThat(on.at("/trials").asInt()).isGreaterThanOrEqualTo(5);
    }
}
