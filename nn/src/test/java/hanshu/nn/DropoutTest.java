package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private final Tensor x = Tensor.full(3, 100, 100);

    @Test
    void keepsTheMeanAndDropsTheRate() {
        var y = new Dropout(0.25).apply(x, Pass.training(Key.of(1))).toFloats();
        int zeros = 0;
        for (float value : y) {
            assertThat(value).isIn(0f, 4f);
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros / 10_000.0).isCloseTo(0.25, within(0.02)); // four and a half standard deviations
    }

    @Test
    void theKeyDecides() {
        var layer = new Dropout(0.5);
        var first = layer.apply(x, Pass.training(Key.of(1))).toFloats();
        assertThat(layer.apply(x, Pass.training(Key.of(1))).toFloats()).isEqualTo(first);
        assertThat(layer.apply(x, Pass.training(Key.of(2))).toFloats()).isNotEqualTo(first);
        var twice = Sequential.of(layer, layer).apply(x, Pass.training(Key.of(1)));
        assertThat(twice.gt(0).cast(hanshu.tensor.DType.F32).mean().item()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void evaluationDropsNothing() {
        assertThat(new Dropout(0.5).apply(x, Pass.evaluation())).isSameAs(x);
        assertThat(new Dropout(0).apply(x, Pass.training(Key.of(1)))).isSameAs(x);
        assertThat(new Dropout(1).apply(x, Pass.training(Key.of(1))).toFloats()).containsOnly(0);
    }

    @Test
    void theRateIsAProbability() {
        assertThatThrownBy(() -> new Dropout(1.5)).hasMessage("Dropout: the rate is from 0 to 1, got 1.5");
        assertThatThrownBy(() -> new Dropout(Double.NaN)).hasMessage("Dropout: the rate is from 0 to 1, got NaN");
    }
}
