package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    private static final String[] CLASSES = {"accuracy", "balanced_accuracy", "f1", "auroc", "log_loss", "ece"};

    @TempDir
    private Path folder;

    private Session train(String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of(
                "train",
                Penguins.FILE,
                "--runs",
                folder.toString(),
                "--set",
                "network.members=4",
                "--set",
                "network.width=16",
                "--set",
                "training.epochs=3",
                "--set",
                "training.folds=2"));
        words.addAll(java.util.List.of(more));
        return Session.of(words.toArray(String[]::new));
    }

    private static JsonNode json(Session session) {
        assertThat(session.code()).describedAs(session.err()).isZero();
        return JsonMapper.shared().readTree(session.out());
    }

    @Test
    void tellsWhatItUnderstoodWhatSimpleAnswersAchieveAndWhatItLearned() {
        var session = train("--target", "species");
        assertThat(session.code()).isZero();
        var run = Penguins.only(folder);
        assertThat(session.out())
                .startsWith("penguins.csv: 344 rows, 7 columns")
                .contains("category, target")
                .contains("Task         predict one of 3 classes. species holds 3 distinct names, so they are classes.")
                .contains("Rows         220 to learn from, 55 to decide when to stop, 69 kept back for the test")
                .contains("Naive        accuracy 0.43")
                .contains("y = b + w·x  accuracy ")
                .contains("On 69 rows that it never saw:")
                .containsPattern("log_loss +[0-9.]+ +[0-9.]+ +[0-9.]+")
                .contains("Each answer  comes with the probability of each class")
                .contains("Finding      ")
                .contains("Report       " + run.resolve("report.html"))
                .endsWith("Next         hanshu predict " + run + " " + Penguins.FILE + System.lineSeparator());
        assertThat(session.out().lines()).allMatch(line -> Text.width(line) <= Text.WIDTH || line.startsWith("Next"));
        assertThat(session.err()).contains("Epoch 3/3");
    }

    @Test
    void aRunKeepsEverything() {
        train("--target", "species", "--quiet").result();
        var run = Penguins.only(folder);
        assertThat(run.getFileName().toString()).startsWith("penguins-");
        assertThat(run)
                .isDirectoryContaining("glob:**config.yaml")
                .isDirectoryContaining("glob:**environment.json")
                .isDirectoryContaining("glob:**source.json")
                .isDirectoryContaining("glob:**metrics.jsonl")
                .isDirectoryContaining("glob:**model.safetensors")
                .isDirectoryContaining("glob:**result.json")
                .isDirectoryContaining("glob:**report.html");
        assertThat(run).isDirectoryNotContaining("glob:**.tmp");
        assertThat(run.resolve("report.html")).content().startsWith("<!").contains("species");
    }

    @Test
    void aClassAsOneObjectForPrograms() {
        var json = json(train("--target", "species", "--json"));
        assertThat(json.propertyNames().stream().limit(10))
                .containsExactly(
                        "task",
                        "target",
                        "rows",
                        "run",
                        "model",
                        "parameters",
                        "seconds",
                        "seed",
                        "baselines",
                        "metrics");
        assertThat(json.at("/task").asString()).isEqualTo("classification");
        assertThat(json.at("/target").asString()).isEqualTo("species");
        assertThat(json.at("/rows").asInt()).isEqualTo(344);
        assertThat(Path.of(json.at("/model").asString())).isRegularFile();
        assertThat(json.at("/baselines").propertyNames()).containsExactly("naive", "linear");
        assertThat(json.at("/baselines/naive").propertyNames()).containsExactly(CLASSES);
        assertThat(json.at("/metrics").propertyNames()).containsExactly("train", "validation", "test");
        assertThat(json.at("/metrics/test").propertyNames()).containsExactly(CLASSES);
        assertThat(json.at("/metrics/test/accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(json.at("/intervals").propertyNames()).containsExactly(CLASSES);
    }

    @Test
    void aNumberAsOneObjectForPrograms() {
        var json = json(train("--target", "body_mass_g", "--json", "--seed", "7"));
        assertThat(json.at("/task").asString()).isEqualTo("regression");
        assertThat(json.at("/seed").asInt()).isEqualTo(7);
        assertThat(json.at("/metrics/test").propertyNames()).containsExactly("rmse", "mae", "r2");
        assertThat(json.at("/baselines/naive/r2").asDouble()).isLessThan(0.1);
        assertThat(json.at("/metrics/test/r2").asDouble()).isGreaterThan(0.5);
        assertThat(json.at("/notices").toString()).contains("2 rows are left out because body_mass_g is missing");
    }

    @Test
    void aProfileComesLastAndIsKept() throws IOException {
        var plain = train("--target", "species", "--quiet");
        assertThat(plain.code()).isZero();
        var model = Files.readAllBytes(Penguins.only(folder).resolve("model.safetensors"));
        var session = train("--target", "species", "--quiet", "--profile");
        assertThat(session.code()).isZero();
        var run = Penguins.list(folder).getLast();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
        assertThat(session.err())
                .startsWith("Profile  ")
                .containsPattern("matMul, forward .*layers[.]0 Linear [0-9]+ → 16")
                .contains("outside operations, optimiser")
                .isEqualTo(Files.readString(run.resolve("profile.txt")));
        var json = JsonMapper.shared().readTree(Files.readString(run.resolve("profile.json")));
        assertThat(json.propertyNames())
                .containsExactly(
                        "steps", "warm_up_steps", "seconds", "profiler_seconds", "limit", "operations", "outside");
        assertThat(json.at("/steps").asInt()).isPositive();
        assertThat(json.at("/limit/flops_per_second").asDouble()).isPositive();
        assertThat(json.at("/operations/0/seconds").asDouble()).isPositive();
        assertThat(json.at("/operations/0").propertyNames())
                .contains("operation", "stage", "place", "shapes", "calls", "limit_seconds", "bound_by");
    }

    @Test
    void withoutANetworkThereIsNothingToProfile() {
        var session = train("--target", "species", "--quiet", "--profile", "--set", "model=linear");
        assertThat(session.err().strip()).isEqualTo("profile: no network took a step, so there is nothing to see");
        assertThat(Penguins.only(folder)).isDirectoryNotContaining("glob:**profile.txt");
    }

    @Test
    void theLogarithmOfANumberCanBeLearned() {
        var json = json(train("--target", "body_mass_g", "--json", "--set", "model=linear", "--log-target"));
        assertThat(json.at("/metrics/test/r2").asDouble()).isGreaterThan(0.5);
        assertThat(train("--target", "species", "--log-target").refusal())
                .isEqualTo("logTarget: expected a target that is a number, but species is a class");
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        train("--target", "species", "--quiet").result();
        train("--target", "species", "--quiet").result();
        var runs = Penguins.list(folder);
        assertThat(runs).hasSize(2);
        assertThat(Files.readAllBytes(runs.get(0).resolve("model.safetensors")))
                .isEqualTo(Files.readAllBytes(runs.get(1).resolve("model.safetensors")));
    }

    @Test
    void rowsToBeTestedOnMayComeFromElsewhere() throws IOException {
        var lines = Files.readAllLines(Path.of(Penguins.FILE));
        var data = Files.createDirectory(folder.resolve("data"));
        var test = data.resolve("test.csv");
        Files.write(
                test,
                java.util.stream.IntStream.range(0, lines.size())
                        .filter(i -> i % 10 == 0)
                        .mapToObj(lines::get)
                        .toList());
        var json = json(train("--target", "1", "--json", "--test", test.toString()));
        assertThat(json.at("/split/test").asInt()).isEqualTo(34);
        assertThat(json.at("/split/train").asInt()
                        + json.at("/split/validation").asInt())
                .isEqualTo(344);
    }

    @Test
    void withoutTestRowsTheMetricsOfTheTestAreNull() {
        var json = json(train("--target", "species", "--json", "--set", "split.test=0"));
        assertThat(json.at("/metrics/test").isNull()).isTrue();
        assertThat(json.at("/metrics/validation/accuracy").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void runsGoWhereTheEnvironmentSays() {
        var session = Session.in(
                Map.of("HANSHU_RUNS", folder.resolve("mine").toString()),
                false,
                "",
                "train",
                Penguins.FILE,
                "-t",
                "species",
                "--set",
                "model=linear",
                "-q");
        session.result();
        assertThat(Penguins.only(folder.resolve("mine"))).isDirectory();
    }

    @Test
    void aRunThatHasEndedGivesTheSameAgain() throws IOException {
        var run = Penguins.run(folder, "species");
        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        Files.delete(run.resolve("model.safetensors"));
        assertThat(Session.of("report", run.toString()).refusal())
                .isEqualTo("%s has not ended yet; hanshu train --resume %s goes on with it".formatted(run, run));
        assertThat(Session.of("predict", run.toString(), Penguins.FILE).refusal())
                .isEqualTo("%s holds no model yet; hanshu train --resume %s goes on with its training"
                        .formatted(run, run));
        Session.of("train", "--resume", run.toString(), "--quiet").result();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
        Files.delete(run.resolve("report.html"));
        Session.of("report", run.toString()).result();
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void aRunDoesNotGoOnWithOtherRows() throws IOException {
        var data = folder.resolve("data.csv");
        Files.copy(Path.of(Penguins.FILE), data);
        Session.of(
                        "train",
                        data.toString(),
                        "-t",
                        "species",
                        "--runs",
                        folder.resolve("r").toString(),
                        "--set",
                        "model=linear",
                        "-q")
                .result();
        var run = Penguins.only(folder.resolve("r"));
        Files.writeString(data, Files.readString(data).replace("39.1", "39.2"));
        assertThat(Session.of("train", "--resume", run.toString()).refusal())
                .isEqualTo("%s can't go on: %s has changed since it began; train anew".formatted(run, data));
        assertThat(Session.of("train", data.toString(), "--resume", run.toString())
                        .refusal())
                .isEqualTo("--resume takes the file and all else from the run; leave out " + data);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no named pipes in folders
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsReadOnce() throws IOException, InterruptedException {
        var pipe = Samples.pipe(folder, Files.readString(Path.of(Penguins.FILE)));
        var runs = folder.resolve("r");
        Session.of("train", pipe.toString(), "-t", "species", "--runs", runs.toString(), "--set", "model=linear", "-q")
                .result();
        var run = Penguins.only(runs);
        assertThat(Session.of("train", "--resume", run.toString()).refusal())
                .isEqualTo("%s can't go on: its rows came from the pipe %s, which gives them only once"
                        .formatted(run, pipe));
    }

    @Test
    void runsAreListed() {
        assertThat(Session.of("runs", folder.toString()).result())
                .startsWith("There are no runs in " + folder + " yet; hanshu train FILE --target COLUMN makes one.");
        var run = Penguins.run(folder, "species");
        assertThat(Session.of("runs", folder.toString()).result())
                .containsPattern(java.util.regex.Pattern.quote(run.toString()) + " +species +network +accuracy [01]");
        var json = json(Session.of("runs", folder.toString(), "--json"));
        assertThat(json.at("/runs/0/metric").asString()).isEqualTo("accuracy");
        assertThat(json.at("/runs/0/ended").asBoolean()).isTrue();
    }
}
