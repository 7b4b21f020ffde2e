package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import org.junit.jupiter.api.Test;

class ClippingTest {
    @Test
    void byNorm() {
        var gradient = new float[] {3, 0, -4};
        assertThat(Clipping.byNorm(10).clip(gradient)).isEqualTo(5);
        assertThat(gradient).containsExactly(3, 0, -4);
        assertThat(Clipping.byNorm(1).clip(gradient)).isEqualTo(5);
        assertThat(gradient).containsExactly(new float[] {0.6f, 0, -0.8f}, within(1e-6f));
    }

    @Test
    void byValue() {
        var gradient = new float[] {3, 0.5f, -4};
        assertThat(Clipping.byValue(2).clip(gradient)).isEqualTo(Math.sqrt(25.25));
        assertThat(gradient).containsExactly(2, 0.5f, -2);
    }

    @Test
    void theNormOfMany() {
        var many = Key.of(1).normal(100_003).toFloats();
        double sum = 0;
        for (float x : many) {
            sum += (double) x * x;
        }
        assertThat(Clipping.norm(many)).isCloseTo(Math.sqrt(sum), within(1e-3)); // to the precision of a float
        assertThat(Clipping.norm(new float[0])).isZero();
        Clipping.byNorm(1).clip(many);
        assertThat(Clipping.norm(many)).isCloseTo(1, within(1e-5));
        assertThatThrownBy(() -> Clipping.byNorm(0)).hasMessage("Clipping: the limit is more than 0, got 0.0");
    }
}
