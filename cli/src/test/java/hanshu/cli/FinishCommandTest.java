package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.Event;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishCommandTest {
    @TempDir
    private Path runs;

    /** As it was before its first step. */
    private static void turnBack(RunFolder run) throws IOException {
        try (var files = Files.walk(run.checkpoints())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        for (var file : new Path[] {run.metrics(), run.result(), run.model(), run.report()}) {
            Files.delete(file);
        }
    }

    @Test
    void aRunThatWasStoppedEndsWithTheNetworkItHas() throws IOException {
        var run = new RunFolder(Penguins.run(runs, "species"));
        turnBack(run);
        var text = Session.of("finish", run.path().toString(), "--quiet").result();
        assertThat(text).contains("hanshu predict");
        assertThat(run.report()).exists();
        assertThat(EventLog.read(run.metrics()))
                .filteredOn(Event.RunEnded.class::isInstance)
                .hasSize(1) // no second network was begun
                .allSatisfy(event -> assertThat(event.step()).isEqualTo(1));
        assertThat(Session.of("predict", run.path().toString(), Penguins.FILE).result())
                .contains("Adelie,");
    }

    private void endsEarly(String... words) throws IOException {
        var command = new ArrayList<>(List.of("train"));
        command.addAll(List.of(words));
        command.addAll(List.of("--runs", runs.toString(), "--quiet"));
        assertThat(Session.of(command.toArray(String[]::new)).code()).isZero();
        var run = new RunFolder(Penguins.only(runs));
        turnBack(run);
        assertThat(Session.of("finish", run.path().toString(), "--quiet").result())
                .contains("Next ");
        assertThat(run.report()).exists();
        assertThat(EventLog.read(run.metrics()))
                .filteredOn(Event.RunEnded.class::isInstance)
                .isNotEmpty()
                .first()
                .satisfies(event -> assertThat(event.step()).isEqualTo(1));
    }

    @Test
    void soDoPictures(@TempDir Path data) throws IOException {
        Samples.in(data);
        endsEarly(data.resolve("shapes").toString(), "--set", "training.epochs=2");
    }

    @Test
    void soDoTextsThatAreWritten(@TempDir Path data) throws IOException {
        Samples.in(data);
        endsEarly(
                data.resolve("train.en").toString(), data.resolve("train.de").toString(), "--set", "training.epochs=2");
    }

    @Test
    void soDoForecasts() throws IOException {
        endsEarly(
                "../examples/data/seattle-weather.csv",
                "-t",
                "temp_max",
                "--horizon",
                "3",
                "--set",
                "training.epochs=2");
    }

    @Test
    void soDoLanguages(@TempDir Path data) throws IOException {
        var text = IntStream.range(0, 100).mapToObj(Samples::opinion).collect(Collectors.joining(".\n"));
        var file = Files.writeString(data.resolve("said.txt"), text);
        endsEarly(file.toString(), "--set", "steps=16", "--set", "width=16", "--set", "layers=1");
    }

    @Test
    void whatCannotGoOnWasNeverAskedToFinish(@TempDir Path data) throws IOException {
        var file = Files.copy(Path.of(Penguins.FILE), data.resolve("penguins.csv"));
        assertThat(Session.of(
                                "train",
                                file.toString(),
                                "-t",
                                "species",
                                "--runs",
                                runs.toString(),
                                "--quiet",
                                "--set",
                                "training.epochs=1",
                                "--set",
                                "training.folds=1")
                        .code())
                .isZero();
        var run = new RunFolder(Penguins.only(runs));
        turnBack(run);
        Files.writeString(file, Files.readString(file).lines().limit(200).collect(Collectors.joining("\n")));
        assertThat(Session.of("finish", run.path().toString()).refusal()).contains("has changed since it began");
        assertThat(run.path().resolve("finish")).doesNotExist();
    }

    @Test
    void oneThatHasEndedIsLeftAsItIs() throws IOException {
        var run = new RunFolder(Penguins.run(runs, "species"));
        var before = Files.readAllBytes(run.result());
        assertThat(Session.of("finish", run.path().toString()).refusal())
                .isEqualTo("%s has ended already; what it achieved: %s".formatted(run.path(), run.report()));
        assertThat(Files.readAllBytes(run.result())).isEqualTo(before);
        assertThat(run.path().resolve("finish")).doesNotExist();
    }

    @Test
    void whatIsNoRunIsRefused() {
        assertThat(Session.of("finish", runs.resolve("none").toString()).refusal())
                .startsWith("there is no folder ");
        assertThat(Session.of("finish").refusal()).contains("RUN");
    }
}
