package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalIntervalTest {
    private static double[] oneTo(int n) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
    }

    @Test
    void theMarginIsTheCorrectedQuantile() {
        // ⌈(n + 1)·0.9⌉: 9 of 9, 10 of 10, 18 of 19, 91 of 100
        assertThat(ConformalInterval.fit(oneTo(9), 0.9).orElseThrow().margin()).isEqualTo(9);
        assertThat(ConformalInterval.fit(oneTo(10), 0.9).orElseThrow().margin()).isEqualTo(10);
        assertThat(ConformalInterval.fit(oneTo(19), 0.9).orElseThrow().margin()).isEqualTo(18);
        assertThat(ConformalInterval.fit(oneTo(100), 0.9).orElseThrow()).isEqualTo(new ConformalInterval(91, 0.9, 100));
        assertThat(ConformalInterval.fit(oneTo(99), 0.55).orElseThrow().margin())
                .as("100 · 0.55 is 55.000000000000007 in binary")
                .isEqualTo(55);
    }

    @Test
    void fewRowsPromiseNothing() {
        assertThat(ConformalInterval.fit(oneTo(8), 0.9)).isEmpty();
        assertThat(ConformalInterval.fit(new double[0], 0.5)).isEmpty();
        assertThat(ConformalInterval.fewestRows(0.9)).isEqualTo(9);
        assertThat(ConformalInterval.fewestRows(0.95)).isEqualTo(19);
        assertThat(ConformalInterval.fewestRows(0.5)).isEqualTo(1);
    }

    @Test
    void scores() {
        assertThat(ConformalInterval.absoluteResiduals(new double[] {1, 5}, new double[] {3, 4}))
                .containsExactly(2, 1);
        // below, inside (nearest to the upper end), above
        assertThat(ConformalInterval.quantileScores(
                        new double[] {0, 4, 9}, new double[] {1, 1, 1}, new double[] {5, 5, 5}))
                .containsExactly(1, -1, 4);
    }

    /** The promise itself: over many splits, the truth lies inside in between c and c + 1/(n + 1) of all cases. */
    @Test
    void keepsItsPromiseOnSkewedNoise() {
        var random = new SplittableRandom(1);
        int n = 30;
        int trials = 20_000;
        int inside = 0;
        for (int trial = 0; trial < trials; trial++) {
            var scores = random.doubles(n).map(u -> -Math.log(1 - u)).toArray();
            double fresh = -Math.log(1 - random.nextDouble());
            inside += fresh <= ConformalInterval.fit(scores, 0.9).orElseThrow().margin() ? 1 : 0;
        }
        assertThat((double) inside / trials).isBetween(0.9 - 0.006, 0.9 + 1.0 / (n + 1) + 0.006); // ± 3 σ
    }

    @Test
    void coverageAndWidthAreCounted() {
        var metrics =
                IntervalMetrics.of(new double[] {0, 1, 2, 3}, new double[] {0, 2, 0, 0}, new double[] {1, 3, 2, 2});

        assertThat(metrics.coverage()).isEqualTo(0.5); // both ends are included
        assertThat(metrics.meanWidth()).isCloseTo(6.0 / 4, within(1e-15));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> ConformalInterval.fit(oneTo(20), 90))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coverage is 90.0: it must lie between 0 and 1, for example 0.9");
        assertThatThrownBy(() -> ConformalInterval.fit(new double[] {Double.NaN}, 0.9))
                .hasMessage("scores[0] is NaN: a metric needs finite numbers");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessage("an interval runs upwards, not from 2.0 to 1.0");
    }
}
