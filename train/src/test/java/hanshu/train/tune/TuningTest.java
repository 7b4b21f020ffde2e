package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.nn.Activation;
import hanshu.nn.Linear;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Event;
import hanshu.train.Examples;
import hanshu.train.Objective;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    private static final Key KEY = Key.of(11);
    private static final Space SPACE = Space.parse(List.of("rate=1e-4..100:log", "width=2..32:log"));
    private static final int EPOCHS = 9;

    private static Training<?, ?> training(SequencedMap<String, String> values, Key key) {
        var x = KEY.at("x").normal(64, 2);
        var examples = new Examples(x, wave(x));
        var unseen = KEY.at("unseen").normal(64, 2);
        Objective<Sequential, Examples> loss =
                (net, batch, pass) -> new Mse().of(net.apply(batch.x(), pass), batch.y());
        int width = Integer.parseInt(values.get("width"));
        var net = Sequential.of(
                Linear.of(2, width, key.at("first")), Activation.TANH, Linear.of(width, 1, key.at("second")));
        var config = TrainingConfig.of(EPOCHS, 16, Double.parseDouble(values.get("rate")))
                .withOptimiser(new Sgd.Config());
        return Training.of(net, loss, examples.batches(), config, key)
                .validate(Validation.of(loss, new Examples(unseen, wave(unseen)).batches(), 64));
    }

    private static Tensor wave(Tensor x) {
        return x.sum(1).tanh().reshape(x.size(0), 1);
    }

    /** Stops after so many trials: time is another's. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static List<Trial> trials(int count, List<Trial> known) {
        var seen = new ArrayList<>(known);
        var tuning = new Tuning(TuningTest::training, SPACE, Tpe.DEFAULT, Asha.of(EPOCHS), KEY.at("tune"), trial -> {
                    seen.add(trial);
                    if (seen.size() == count) {
                        throw new Enough();
                    }
                })
                .after(known);
        try {
            tuning.run(Optional.of(SPACE.at(0.5, 0.5)), 1e6);
        } catch (Enough e) {
            return seen;
        }
        throw new AssertionError("the time was over");
    }

    private static List<Object> facts(List<Trial> trials) {
        return trials.stream()
                .<Object>map(t -> List.of(t.number(), t.values(), t.rung(), t.epochs(), t.loss(), t.end()))
                .toList();
    }

    @Test
    void aSearchThatWasStoppedGoesOnAsIfItHadNotBeen() {
        var whole = trials(40, List.of());
        var half = trials(17, List.of());
        assertThat(facts(half)).isEqualTo(facts(whole.subList(0, 17)));
        assertThat(facts(trials(40, half))).isEqualTo(facts(whole));
    }

    @Test
    void theFirstTrialIsTheOneThatWasGiven() {
        assertThat(trials(1, List.of()).getFirst().values()).isEqualTo(SPACE.at(0.5, 0.5));
    }

    @Test
    void whatGoesOnIsNoOtherTrainingThanOneInOneGo() {
        for (var trial : trials(40, List.of())) {
            if (trial.rung() == 2 && Double.isFinite(trial.loss())) {
                var values = new LinkedHashMap<>(trial.values());
                var alone = training(values, KEY.at("tune").at("trial").at(trial.number()))
                        .run();
                assertThat(trial.loss())
                        .isEqualTo(alone.rounds().stream()
                                .mapToDouble(
                                        round -> round.score().orElseThrow().loss())
                                .min()
                                .orElseThrow());
                return;
            }
        }
        throw new AssertionError("no trial came to the last rung");
    }

    @Test
    void aSearchInAFolderGoesOnWithEachTrainingWhereItWas(@TempDir Path folder) {
        var whole = in(folder.resolve("whole"), List.of(), 12, 1e6);
        var parts = folder.resolve("parts");
        var logged = new ArrayList<Trial>();
        for (int i = 0; i < 1000 && numbers(logged) < 12; i++) { // stopped again and again, in the middle of trials
            var known = List.copyOf(logged);
            double spent = known.stream().mapToDouble(Trial::seconds).sum();
            tuning(parts, logged::add).after(known).run(Optional.of(SPACE.at(0.5, 0.5)), spent + 0.004);
        }
        assertThat(facts(in(parts, logged, 12, 1e6))).isEqualTo(facts(whole));
    }

    @Test
    void whatIsPromotedGoesOnFromItsCheckpoint(@TempDir Path folder) {
        var steps = new AtomicLong();
        Trainee counting = (values, key) -> training(values, key).listen(event -> {
            if (event instanceof Event.StepEnded) {
                steps.incrementAndGet();
            }
        });
        var trials = new Tuning(counting, SPACE, Tpe.DEFAULT, Asha.of(EPOCHS), KEY.at("tune"), trial -> {})
                .keeping(folder)
                .most(12)
                .run(Optional.empty(), 1e6);
        assertThat(numbers(trials)).isEqualTo(12);
        var farthest = new HashMap<Integer, Integer>();
        trials.stream()
                .filter(trial -> Double.isFinite(trial.loss()))
                .forEach(trial -> farthest.merge(trial.number(), trial.epochs(), Math::max));
        long most = farthest.values().stream().mapToLong(epochs -> 4L * epochs).sum(); // four batches in an epoch
        long diverged = 12L - farthest.size();
        assertThat(steps.get()).isBetween(most, most + diverged * 4 * EPOCHS);
        assertThat(trials).anyMatch(trial -> trial.rung() > 0);
    }

    private static long numbers(List<Trial> trials) {
        return trials.stream().map(Trial::number).distinct().count();
    }

    private static List<Trial> in(Path folder, List<Trial> known, int most, double seconds) {
        return tuning(folder, trial -> {}).after(known).most(most).run(Optional.of(SPACE.at(0.5, 0.5)), seconds);
    }

    private static Tuning tuning(Path folder, Consumer<Trial> listener) {
        return new Tuning(TuningTest::training, SPACE, Tpe.DEFAULT, Asha.of(EPOCHS), KEY.at("tune"), listener)
                .keeping(folder);
    }

    @Test
    void theTimeIsKept() {
        long start = System.nanoTime();
        var tuning = new Tuning(
                TuningTest::training, SPACE, Search.random(), Asha.none(EPOCHS), KEY.at("time"), trial -> {});
        var trials = tuning.run(Optional.empty(), 0.5);
        assertThat((System.nanoTime() - start) * 1e-9).isBetween(0.5, 2.0);
        assertThat(trials).isNotEmpty();
        assertThat(trials).allSatisfy(trial -> assertThat(trial.epochs()).isLessThanOrEqualTo(EPOCHS));
    }
}
