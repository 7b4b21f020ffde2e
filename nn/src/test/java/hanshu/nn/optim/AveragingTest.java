package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Params;
import hanshu.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragingTest {
    private static Averaging of(Averaging.Config config) {
        return config.of(Params.of(List.of(Tensor.of(new float[] {8}))));
    }

    private static float[] after(Averaging average, float... thetas) {
        var averages = new float[thetas.length];
        for (int i = 0; i < thetas.length; i++) {
            average.update(new float[] {thetas[i]});
            averages[i] = average.theta()[0];
        }
        return averages;
    }

    @Test
    void exponential() {
        assertThat(after(of(new Averaging.Exponential(0.5, false)), 4, 0)).containsExactly(6, 3);
        // corrected: (0.5·0.5·4 + 0.5·0)/(1 − 0.25)
        assertThat(after(of(new Averaging.Exponential(0.5)), 4, 0))
                .containsExactly(new float[] {4, 4 / 3f}, within(1e-6f));
    }

    @Test
    void mean() {
        assertThat(after(of(new Averaging.Mean(0)), 4, 0, 2)).containsExactly(new float[] {4, 2, 2}, within(1e-6f));
        assertThat(after(of(new Averaging.Mean(2)), 4, 0, 2, 6))
                .containsExactly(new float[] {4, 0, 2, 4}, within(1e-6f));
    }

    @Test
    void goesOnFromItsState() {
        var average = of(new Averaging.Mean(0));
        after(average, 4, 0);
        var resumed = of(new Averaging.Mean(0));
        resumed.restore(average.state());
        assertThat(after(resumed, 5)).isEqualTo(after(average, 5));
        assertThatThrownBy(() -> average.update(new float[2]))
                .hasMessage("Averaging: θ has 1 numbers, got an array of 2");
        assertThatThrownBy(() -> new Averaging.Exponential(1))
                .hasMessage("Averaging: decay is from 0 to less than 1, got 1.0");
    }
}
