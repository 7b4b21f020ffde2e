package hanshu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import hanshu.train.run.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that was interrupted ends in the same bits as one that was not. */
class ResumeTest {
    private static final long SEED = System.nanoTime();
    private static final Training<?, ?> UNDISTURBED = Exercise.training().run();

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    /** What tells about the training itself: not when, nor that it was interrupted. */
    private static List<String> story(List<Event> events) {
        return events.stream()
                .filter(e -> !(e instanceof Event.RunResumed || e instanceof Event.StepEnded))
                .map(e -> e.toString().replaceFirst("seconds=[^,]*", ""))
                .toList();
    }

    private static List<String> undisturbedStory() {
        var events = new ArrayList<Event>();
        Exercise.training().listen(events::add).run();
        return story(events);
    }

    @Test
    void theExerciseStopsEarlyOrWouldNotShowMuch() {
        assertThat(UNDISTURBED.rounds().size()).isBetween(4, 12);
        assertThat(UNDISTURBED.bestEpoch()).isGreaterThan(1);
    }

    @Test
    void interruptedBetweenAnyTwoStepsItEndsInTheSameBits() {
        boolean ended = false;
        for (int run = 0; !ended; run++) {
            try (var log = EventLog.append(folder.resolve("metrics.jsonl"))) {
                var training = Exercise.training()
                        .checkpoint(Exercise.checkpoints(folder).cutting(log))
                        .listen(log);
                var steps = training.iterator();
                for (int left = 3 + random.nextInt(10); left > 0 && steps.hasNext(); left--) {
                    steps.next();
                }
                ended = training.hasEnded();
                if (ended) {
                    assertThat(run).as("interruptions, seed " + SEED).isGreaterThan(3);
                    assertSameAsUndisturbed(training);
                }
            }
        }
        assertThat(story(EventLog.read(folder.resolve("metrics.jsonl")))).isEqualTo(undisturbedStory());
    }

    private static void assertSameAsUndisturbed(Training<?, ?> training) {
        assertThat(Exercise.bits(training)).as("seed " + SEED).isEqualTo(Exercise.bits(UNDISTURBED));
        assertThat(training.rounds()).isEqualTo(UNDISTURBED.rounds());
        assertThat(training.bestEpoch()).isEqualTo(UNDISTURBED.bestEpoch());
    }

    @Test
    void killedAtAnyMomentItEndsInTheSameBits() throws IOException, InterruptedException {
        int killed = 0;
        while (killed < 10) {
            var process = child();
            try (var out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int lines = 1 + random.nextInt(6); lines > 0 && out.readLine() != null; lines--) {
                    // steps pass by
                }
                Thread.sleep(0, random.nextInt(999_999));
                process.destroyForcibly().waitFor();
            }
            killed++;
            if (Exercise.checkpoints(folder).areDone()) {
                break; // a slow killer: the training was through
            }
        }
        assertThat(killed).as("seed " + SEED).isGreaterThan(3);
        var process = child();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).isZero();
        assertThat(output.getLast()).as("seed " + SEED).isEqualTo(Exercise.bits(UNDISTURBED));
        assertThat(story(EventLog.read(folder.resolve("metrics.jsonl")))).isEqualTo(undisturbedStory());
        try (var files = Files.list(folder.resolve("exercise"))) {
            assertThat(files).containsExactly(folder.resolve("exercise/done.safetensors"));
        }
    }

    private Process child() throws IOException {
        var command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dhanshu.threads=" + (1 + random.nextInt(2)),
                "-Dhanshu.kernels=plain", // as here: simd is not among what train depends on
                "-cp",
                System.getProperty("java.class.path"),
                Exercise.class.getName(),
                folder.toString());
        return new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aDamagedCheckpointIsPassedOverAndSpokenOf() throws IOException {
        interruptAfter(10);
        var latest = folder.resolve("exercise/step-0000000009.safetensors");
        var bytes = Files.readAllBytes(latest);
        Files.write(latest, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        var events = new ArrayList<Event>();
        var training = Exercise.training()
                .checkpoint(Exercise.checkpoints(folder))
                .listen(events::add)
                .run();

        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        Event.Notice.class,
                        notice -> assertThat(notice.text())
                                .startsWith("passed over a damaged checkpoint: ")
                                .contains("step-0000000009.safetensors"));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        Event.RunResumed.class,
                        resumed -> assertThat(resumed.step()).isEqualTo(6));
        assertSameAsUndisturbed(training);
    }

    private void interruptAfter(long steps) {
        for (var step : Exercise.training().checkpoint(Exercise.checkpoints(folder))) {
            if (step.step() == steps) {
                return;
            }
        }
    }

    @Test
    void withoutAnyReadableCheckpointItSaysSo() throws IOException {
        interruptAfter(10);
        try (var files = Files.list(folder.resolve("exercise"))) {
            for (var file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        assertThatThrownBy(() -> Exercise.training()
                        .checkpoint(Exercise.checkpoints(folder))
                        .run())
                .isInstanceOf(CheckpointException.class)
                .hasMessage("none of the checkpoints in %s can be read; delete the folder to start anew"
                        .formatted(folder.resolve("exercise")));
    }

    @Test
    void whatHasEndedIsNotTakenAgain() {
        Exercise.training().checkpoint(Exercise.checkpoints(folder)).run();
        var events = new ArrayList<Event>();
        var again = Exercise.training()
                .checkpoint(Exercise.checkpoints(folder))
                .listen(events::add)
                .run();

        assertThat(events).isEmpty();
        assertSameAsUndisturbed(again);
    }

    @Test
    void theCheckpointsOfAnotherTrainingAreRefused() {
        var line = Line.points(50, 0, Key.of(1)).batches();
        var config = TrainingConfig.of(9, 8, 0.01);
        Training.of(Line.start(), Line.SQUARED_ERROR, line, config, Key.of(1))
                .checkpoint(Exercise.checkpoints(folder))
                .iterator()
                .next();

        assertThatThrownBy(() -> Training.of(Line.start(), Line.SQUARED_ERROR, line, config, Key.of(2))
                        .checkpoint(Exercise.checkpoints(folder))
                        .run())
                .isInstanceOf(CheckpointException.class)
                .hasMessageMatching("the checkpoint is that of another training, with \\{key=\\w+, rows=50, batch=8}; "
                        + "this one has \\{key=\\w+, rows=50, batch=8}");
        assertThatThrownBy(() -> Exercise.training()
                        .checkpoint(Exercise.checkpoints(folder))
                        .run())
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith(
                        "step-0000000000.safetensors is the checkpoint of another model: 0.weight is [3, 20] here, and missing there");
    }

    @Test
    void twoAreKept() throws IOException {
        interruptAfter(20);

        try (var files = Files.list(folder.resolve("exercise"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("step-0000000015.safetensors", "step-0000000018.safetensors");
        }
    }
}
