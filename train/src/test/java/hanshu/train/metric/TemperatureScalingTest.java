package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
    /** Truth drawn from softmax(z), then the logits made three times too sharp: T must find the three again. */
    @Test
    void findsTheTemperatureThatRowsWereMadeWith() {
        var random = new SplittableRandom(7);
        int n = 20_000;
        var truth = new int[n];
        var logits = new double[n][3];
        for (int i = 0; i < n; i++) {
            var z = new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            var p = new TemperatureScaling(1).probability(z);
            double u = random.nextDouble();
            truth[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            logits[i] = Arrays.stream(z).map(v -> 3 * v).toArray();
        }

        var fitted = TemperatureScaling.fit(truth, logits);
        assertThat(fitted.temperature()).isCloseTo(3, within(0.1));

        var before = Arrays.stream(logits)
                .map(new TemperatureScaling(1)::probability)
                .toArray(double[][]::new);
        var after = Arrays.stream(logits).map(fitted::probability).toArray(double[][]::new);
        assertThat(ClassificationMetrics.of(truth, before).ece()).isGreaterThan(0.15);
        assertThat(ClassificationMetrics.of(truth, after).ece()).isLessThan(0.02);
        assertThat(ClassificationMetrics.of(truth, after).accuracy())
                .isEqualTo(ClassificationMetrics.of(truth, before).accuracy());
    }

    @Test
    void allRightIsNoProofOfCertainty() {
        var truth = new int[] {0, 1, 0, 1};
        var logits = new double[][] {{9, 0}, {0, 9}, {9, 0}, {0, 9}};

        var fitted = TemperatureScaling.fit(truth, logits);

        // each class has two rows: p = 3/4 = 1/(1 + e^(−9/T)), so T = 9 / ln 3
        assertThat(fitted.temperature()).isCloseTo(9 / Math.log(3), within(1e-9));
        assertThat(fitted.probability(new double[] {9, 0})[0]).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void logitsThatSayNothingKeepTheirTemperature() {
        assertThat(TemperatureScaling.fit(new int[] {0, 1}, new double[][] {{2, 2}, {3, 3}}))
                .isEqualTo(new TemperatureScaling(1));
    }

    @Test
    void logitsThatAreWrongGoToTheEndOfTheRange() {
        assertThat(TemperatureScaling.fit(new int[] {1, 0}, new double[][] {{5, 0}, {0, 5}})
                        .temperature())
                .isCloseTo(1000, within(1e-6));
    }

    @Test
    void logarithmsOfProbabilitiesServeAndHugeLogitsDoNotOverflow() {
        var p = new double[] {Math.log(0.2), Math.log(0.8)};
        assertThat(new TemperatureScaling(1).probability(p)).containsExactly(new double[] {0.2, 0.8}, within(1e-15));
        assertThat(new TemperatureScaling(1e-3).probability(new double[] {-1e300, 1e300}))
                .containsExactly(0, 1);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new TemperatureScaling(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature is 0.0: it must be a positive number");
        assertThatThrownBy(() -> TemperatureScaling.fit(new int[] {0}, new double[][] {{0, Double.POSITIVE_INFINITY}}))
                .hasMessage("logits[0][1] is Infinity: a metric needs finite numbers");
    }
}
