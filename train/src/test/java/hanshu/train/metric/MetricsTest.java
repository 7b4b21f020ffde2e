package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MetricsTest {
    @Test
    void anUndefinedMetricIsNullInJson() {
        var metrics = RegressionMetrics.of(new double[] {1}, new double[] {1.5});

        assertThat(JsonMapper.shared().writeValueAsString(metrics.asMap()))
                .isEqualTo("{\"rmse\":0.5,\"mae\":0.5,\"r2\":null}");
    }

    @Test
    void everyMetricKnowsItsDirection() {
        assertThat(RegressionMetrics.of(new double[] {1}, new double[] {1})
                        .asMap()
                        .keySet())
                .filteredOn(Metrics::higherIsBetter)
                .containsExactly("r2");
        assertThat(ClassificationMetrics.of(new int[] {0}, new double[][] {{1, 0}})
                        .asMap()
                        .keySet())
                .filteredOn(name -> !Metrics.higherIsBetter(name))
                .containsExactly("log_loss", "ece");
        assertThatThrownBy(() -> Metrics.higherIsBetter("r3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no metric is called \"r3\"");
    }
}
