package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecastMetricsTest {
    @Test
    void byHand() {
        // two windows of two steps and two channels
        var truth = new double[] {1, 10, 2, 20, 0, 30, 4, 40};
        var predicted = new double[] {2, 10, 2, 24, 0, 30, 1, 40};
        var found = ForecastMetrics.of(truth, predicted, 2, 2, 0.5, 2);
        assertThat(found.windows()).isEqualTo(2);
        assertThat(found.mse()).isEqualTo((1 + 16 + 9) / 8.0);
        assertThat(found.mae()).isEqualTo((1 + 4 + 3) / 8.0);
        assertThat(found.smape()).isCloseTo((200.0 / 3 + 200 * 4 / 44.0 + 200 * 3 / 5.0) / 8, within(1e-12));
        assertThat(found.mase()).isEqualTo(OptionalDouble.of((1 / 0.5 + 4 / 2.0 + 3 / 0.5) / 8));
        assertThat(found.mseByStep()).containsExactly(1 / 4.0, 25 / 4.0);
        assertThat(found.maeByStep()).containsExactly(1 / 4.0, 7 / 4.0);
        assertThat(found.asMap().keySet()).containsExactly("mse", "mae", "smape", "mase");
        assertThat(ForecastMetrics.of(truth, predicted, 2, 2).mase()).isEmpty();
        assertThat(ForecastMetrics.of(truth, predicted, 2, 2, 0, 1).mase()).isEmpty();
    }

    @Test
    void theNaiveForecastOfASeasonHasScaleOne() {
        var training = new double[] {1, 5, 2, 7, 4, 4};
        assertThat(ForecastMetrics.naiveError(training, 2)).isEqualTo((1 + 2 + 2 + 3) / 4.0);
        assertThat(ForecastMetrics.naiveError(training, 1)).isEqualTo((4 + 3 + 5 + 3 + 0) / 5.0);
        assertThatThrownBy(() -> ForecastMetrics.naiveError(training, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a season of 6 steps needs more than 6 training steps, got 6");
    }

    @Test
    void pinballIsLeastAtTheQuantile() {
        var truth = new double[] {1, 2, 3, 4};
        assertThat(ForecastMetrics.pinball(truth, new double[] {2, 2, 2, 2}, 0.25))
                .isEqualTo((0.75 * 1 + 0 + 0.25 * 1 + 0.25 * 2) / 4);
    }

    @Test
    void sizesThatDoNotFit() {
        assertThatThrownBy(() -> ForecastMetrics.of(new double[6], new double[6], 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "truth has 6 numbers and there are 0 scales: forecasts of 4 steps and 1 channels do not fit");
        assertThatThrownBy(() -> ForecastMetrics.of(new double[4], new double[4], 2, 2, 1))
                .hasMessage(
                        "truth has 4 numbers and there are 1 scales: forecasts of 2 steps and 2 channels do not fit");
    }
}
