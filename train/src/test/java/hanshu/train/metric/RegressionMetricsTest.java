package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {
    /** The example in the documentation of scikit-learn's r2_score, mean_absolute_error, mean_squared_error. */
    @Test
    void answersAsTheDocumentationOfScikitLearn() {
        var metrics = RegressionMetrics.of(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0.0, 2, 8});

        assertThat(metrics.r2().orElseThrow()).isCloseTo(0.9486081370449679, within(1e-15));
        assertThat(metrics.mae()).isEqualTo(0.5);
        assertThat(metrics.rmse()).isEqualTo(Math.sqrt(0.375));
        assertThat(metrics.rows()).isEqualTo(4);
    }

    @Test
    void theMeanHasNoSkillAndTheTruthHasAll() {
        var truth = new double[] {1, 2, 6};

        assertThat(RegressionMetrics.of(truth, new double[] {3, 3, 3}).r2()).hasValue(0);
        assertThat(RegressionMetrics.of(truth, truth)).isEqualTo(new RegressionMetrics(3, 0, 0, OptionalDouble.of(1)));
    }

    @Test
    void r2IsUndefinedWhereTheTruthDoesNotVary() {
        // 0.1 has no exact mean: rounding must not make a spread of it
        assertThat(RegressionMetrics.of(new double[] {0.1, 0.1, 0.1}, new double[] {0.1, 0.2, 0.3})
                        .r2())
                .isEmpty();
        assertThat(RegressionMetrics.of(new double[] {1}, new double[] {2}).r2())
                .isEmpty();
    }

    @Test
    void aLargeOffsetDoesNotDrownTheSpread() {
        var metrics =
                RegressionMetrics.of(new double[] {1e9, 1e9 + 2, 1e9 + 4}, new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3});

        assertThat(metrics.r2()).hasValue(0.75);
    }

    @Test
    void namesItsMetricsInOrder() {
        assertThat(RegressionMetrics.of(new double[] {1, 2}, new double[] {1, 2})
                        .asMap()
                        .keySet())
                .containsExactly("rmse", "mae", "r2");
    }

    @Test
    void saysWhatIsWrongWithTheRows() {
        assertThatThrownBy(() -> RegressionMetrics.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("truth has 2 rows, predicted has 3: they must be of the same rows");
        assertThatThrownBy(() -> RegressionMetrics.of(new double[0], new double[0]))
                .hasMessage("truth has no row: a metric needs at least one");
        assertThatThrownBy(() -> RegressionMetrics.of(new double[2], new double[] {0, Double.NaN}))
                .hasMessage("predicted[1] is NaN: a metric needs finite numbers");
    }
}
