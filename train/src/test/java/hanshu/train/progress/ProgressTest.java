package hanshu.train.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.train.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final List<Event> RUN = List.of(
            new Event.RunStarted(0, 0, "mlp 8-256-1", 2561, 100),
            new Event.StepEnded(0.02, 1, 1, 100, 1, 3, 0.8, 1e-3),
            new Event.StepEnded(0.04, 2, 1, 100, 2, 3, 0.4, 1e-3),
            new Event.StepEnded(0.14, 3, 1, 100, 3, 3, 0.3, 1e-3),
            epoch(1, 0.2, 0.5),
            new Event.BestSaved(0.2, 3, 1, "rmse", 0.7),
            new Event.StepEnded(0.3, 4, 2, 100, 1, 3, 0.6, 1e-3),
            epoch(2, 0.6, 0.55),
            new Event.EarlyStopped(0.6, 6, 2, 1, 1),
            new Event.RunEnded(0.61, 6, 2, 1));

    private static Event epoch(int epoch, double seconds, double validationLoss) {
        return new Event.EpochEnded(
                seconds,
                3L * epoch,
                epoch,
                100,
                0.5,
                OptionalDouble.of(validationLoss),
                Map.of("rmse", OptionalDouble.of(0.7071)),
                1e-3);
    }

    private static String shown(Charset charset, Function<PrintStream, Progress> progress, List<Event> events) {
        var bytes = new ByteArrayOutputStream();
        events.forEach(progress.apply(new PrintStream(bytes, true, charset)));
        return bytes.toString(charset).replace(System.lineSeparator(), "\n");
    }

    /** What a terminal of so many columns shows in the end, and every state of the line on the way. */
    private static List<String> frames(int columns, List<Event> events) {
        return shown(StandardCharsets.UTF_8, out -> Progress.bar(out, columns), events)
                .replaceAll("\u001b\\[[0-9;]*[mK]", "")
                .lines()
                .flatMap(line -> List.of(line.split("\r")).stream())
                .filter(frame -> !frame.isEmpty())
                .toList();
    }

    @Test
    void aBarThatMovesUntilTheEpochEnds() {
        assertThat(frames(100, RUN))
                .containsExactly(
                        "mlp 8-256-1, 2,561 parameters",
                        "Epoch 1/100  ━━━━━━╸─────────────  1/3  loss 0.8  20 ms/step  ETA 0:01",
                        "Epoch 1/100  ━━━━━━━━━━━━━━━━━━━━  3/3  loss 0.5  47 ms/step  ETA 0:00",
                        "Epoch 1/100  ━━━━━━━━━━━━━━━━━━━━  loss 0.5  val_loss 0.5  val_rmse 0.7071  200 ms  best",
                        "Epoch 2/100  ━━━━━━╸─────────────  1/3  loss 0.6  100 ms/step  ETA 0:01",
                        "Epoch 2/100  ━━━━━━━━━━━━━━━━━━━━  loss 0.5  val_loss 0.55  val_rmse 0.7071  400 ms",
                        "No better since epoch 1: stopped after epoch 2",
                        "Done after epoch 2, in 610 ms");
        assertThat(frames(80, RUN))
                .contains("Epoch 1/100  ━━━━━━━━━━  loss 0.5  val_loss 0.5  val_rmse 0.7071  200 ms  best");
    }

    @Test
    void aNarrowTerminalShowsLessButNeverWraps() {
        for (int columns = 1; columns < 130; columns++) {
            int room = columns;
            assertThat(frames(columns, RUN.subList(1, 8)))
                    .allSatisfy(frame -> assertThat(frame.length()).isLessThan(room));
        }
        assertThat(frames(40, RUN.subList(1, 2))).containsExactly("Epoch 1/100  1/3  loss 0.8");
    }

    @Test
    void plainLinesWithoutATerminal() {
        assertThat(shown(StandardCharsets.UTF_8, Progress::lines, RUN)).isEqualTo("""
                        mlp 8-256-1, 2,561 parameters
                        Epoch 1/100  loss 0.5  val_loss 0.5  val_rmse 0.7071  200 ms  best
                        Epoch 2/100  loss 0.5  val_loss 0.55  val_rmse 0.7071  400 ms
                        No better since epoch 1: stopped after epoch 2
                        Done after epoch 2, in 610 ms
                        """);
    }

    @Test
    void resuming() {
        var resumed = new Event.RunResumed(0, 3, 2, 100, "checkpoints/step-0000000003.safetensors");
        assertThat(shown(StandardCharsets.UTF_8, out -> Progress.of(out, OptionalInt.empty()), List.of(resumed)))
                .isEqualTo("Resumed at epoch 2 from checkpoints/step-0000000003.safetensors\n");
    }

    @Test
    void aTerminalWithoutLineCharactersGetsPlainOnes() {
        assertThat(Bar.of(StandardCharsets.US_ASCII, false).draw(0.5, 8)).isEqualTo("====....");
        assertThat(Bar.of(StandardCharsets.UTF_8, false).draw(0.44, 8)).isEqualTo("━━━╸────");
        assertThat(Bar.of(StandardCharsets.UTF_8, true).draw(1, 2))
                .isEqualTo("\u001b[36m━━\u001b[0m\u001b[2m\u001b[0m");
        assertThat(shown(StandardCharsets.US_ASCII, out -> Progress.of(out, OptionalInt.of(100)), RUN))
                .doesNotContain("?");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Progress.bar(System.err, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns is 0: a terminal has at least 1");
    }
}
