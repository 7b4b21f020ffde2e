package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.train.Examples;
import hanshu.train.TrainingConfig;
import hanshu.train.doctor.Learner;
import hanshu.train.run.RunException;
import org.junit.jupiter.api.Test;

class FindersTest {
    private static final Key KEY = Key.of(21);
    private static final int ROWS = 2000;
    private static final int INPUTS = 4;

    /** y = x₁ + x₂ + x₃ + x₄ + noise, learned by a line that begins near 0. */
    private static Learner<Linear> learner(double scale, double noise, double rate) {
        return Learner.of(
                (width, key) -> Linear.of(INPUTS, 1, key),
                (line, x, pass) -> line.apply(x, pass),
                new Mse()::of,
                examples(ROWS, scale, noise),
                examples(100, scale, noise),
                0,
                TrainingConfig.of(5, 50, rate));
    }

    private static Examples examples(int rows, double scale, double noise) {
        var x = KEY.at(rows).normal(rows, INPUTS);
        var y = x.sum(1)
                .reshape(rows, 1)
                .plus(KEY.at("noise").at(rows).normal(rows, 1).times(noise));
        return new Examples(x.times(scale), y);
    }

    @Test
    void theRateThatIsFoundLearnsAndThatOfTheBoundIsLarger() {
        var found = RateFinder.of(learner(1, 0.1, 0.01), KEY);
        assertThat(found.best()).isBetween(1e-3, 1.0);
        assertThat(found.bound()).isGreaterThan(found.best());
        assertThat(found.steps().getFirst().rate()).isEqualTo(1e-6);
        var training = learner(1, 0.1, found.best()).training(KEY).run();
        double first = training.rounds().getFirst().trainLoss();
        assertThat(training.rounds().getLast().trainLoss()).isLessThan(first);
    }

    @Test
    void aLossThatIsNoNumberFromTheStartIsSaid() {
        assertThatThrownBy(() -> RateFinder.of(learner(Double.POSITIVE_INFINITY, 0.1, 0.01), KEY))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("no number at the first step");
    }

    /** B = tr Σ / |G|² of all training rows, from the gradient of each by itself. */
    private static double noiseScale(Learner<Linear> learner) {
        var line = learner.training(KEY).model();
        var rows = learner.trainExamples();
        var gradient = new double[ROWS][INPUTS + 1];
        var mean = new double[INPUTS + 1];
        double squares = 0;
        double[] x = rows.x().toDoubles();
        double[] off = line.apply(rows.x(), Pass.evaluation()).minus(rows.y()).toDoubles();
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i <= INPUTS; i++) {
                double input = i == INPUTS ? 1 : x[row * INPUTS + i];
                gradient[row][i] = 2 * off[row] * input;
                mean[i] += gradient[row][i] / ROWS;
                squares += gradient[row][i] * gradient[row][i] / ROWS;
            }
        }
        double signal = 0;
        for (double each : mean) {
            signal += each * each;
        }
        return (squares - signal) / signal;
    }

    @Test
    void theNoiseScaleIsThatOfTheRowsGradients() {
        var learner = learner(1, 3, 1e-12); // stays where it begins
        double expected = noiseScale(learner);
        assertThat(expected).isGreaterThan(4);
        assertThat(BatchFinder.of(learner, KEY).noiseScale()).isBetween(expected / 1.6, expected * 1.6);
    }

    @Test
    void aTrainingThatDivergesIsMeasuredAtItsStart() {
        var found = BatchFinder.of(learner(1, 3, 1e30), KEY);
        assertThat(found.epochs()).isZero();
        assertThat(found.noiseScale()).isPositive().isFinite();
    }

    @Test
    void theBatchThatIsSuggestedIsAPowerOfTwoThatTheRowsAllow() {
        assertThat(new BatchFinder(100, 3).suggested(100_000)).isEqualTo(128);
        assertThat(new BatchFinder(1e9, 3).suggested(100_000)).isEqualTo(1024);
        assertThat(new BatchFinder(0, 3).suggested(100_000)).isEqualTo(16);
        assertThat(new BatchFinder(Double.POSITIVE_INFINITY, 3).suggested(700)).isEqualTo(64);
    }
}
