package hanshu.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.Examples;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogbookTest {
    private static final int EPOCHS = 100_000;

    @TempDir
    private Path folder;

    private static Training<Linear, Examples> training(Logbook logbook) {
        var x = Key.of(3).normal(32, 2);
        var batches = new Examples(x, x.sum(1).reshape(32, 1)).batches();
        var training = Training.<Linear, Examples>of(
                        Linear.of(2, 1, Key.of(4)),
                        (line, batch, pass) -> new Mse().of(line.apply(batch.x(), pass), batch.y()),
                        batches,
                        TrainingConfig.of(EPOCHS, 8, 1e-4),
                        Key.of(5))
                .validate(Validation.of(
                        (line, batch, pass) -> new Mse().of(line.apply(batch.x(), pass), batch.y()), batches, 32));
        return logbook.keep("line", training).endWhen(logbook.finishing());
    }

    private static float[] theta(Training<Linear, Examples> training) {
        return Params.of(training.model()).theta();
    }

    @Test
    void aRunThatIsAskedToEndsEarlyWithItsBestAndStaysEnded() {
        var run = RunFolder.create(folder, "early");
        float[] learned;
        try (var logbook = Logbook.of(run)) {
            var training = training(logbook);
            for (var step : training) {
                if (step.epoch() == 3 && step.endsEpoch()) {
                    assertThat(logbook.isFinishing()).isFalse();
                    Logbook.finish(run);
                    Logbook.finish(run); // once more changes nothing
                }
            }
            assertThat(training.hasEnded()).isTrue();
            assertThat(training.bestEpoch()).isBetween(3, EPOCHS - 1);
            learned = theta(training);
        }
        List<Event> events = EventLog.read(run.metrics());
        assertThat(events.getLast()).isInstanceOf(Event.RunEnded.class);
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Event.Notice.class,
                                notice -> assertThat(notice.text()).startsWith("ended early")));
        try (var logbook = Logbook.of(run)) {
            var again = training(logbook);
            assertThat(again.iterator().hasNext()).isFalse();
            assertThat(theta(again)).isEqualTo(learned);
        }
    }

    @Test
    void oneThatWasStoppedEndsAtItsNextStep() {
        var run = RunFolder.create(folder, "stopped");
        try (var logbook = Logbook.of(run)) {
            training(logbook).iterator().next();
        }
        Logbook.finish(run);
        try (var logbook = Logbook.of(run)) {
            var training = training(logbook).run();
            assertThat(training.steps()).isLessThanOrEqualTo(2);
            assertThat(training.hasEnded()).isTrue();
        }
    }
}
