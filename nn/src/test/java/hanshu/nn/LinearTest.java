package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearTest {
    private static final Key KEY = Key.of(1);

    @Test
    void aWeightedSumForEachOutput() {
        var layer = new Linear(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), Tensor.of(new float[] {10, 20, 30}, 3));
        var y = layer.apply(Tensor.of(new float[] {1, 1, 2, 0}, 2, 2), Pass.evaluation());
        assertThat(y.toFloats()).containsExactly(15, 27, 39, 12, 24, 36);
    }

    @Test
    void theBiasCanBeLeftOut() {
        var layer = Linear.withoutBias(3, 2, KEY);
        assertThat(Params.of(layer).names()).containsExactly("weight");
        assertThat(layer.apply(Tensor.zeros(1, 3), Pass.evaluation()).toFloats())
                .containsExactly(0, 0);
    }

    @Test
    void theSameKeyGivesTheSameLayer() {
        assertThat(Params.of(Linear.of(4, 3, KEY)).theta())
                .isEqualTo(Params.of(Linear.of(4, 3, KEY)).theta());
        assertThat(Params.of(Linear.of(4, 3, KEY)).theta())
                .isNotEqualTo(Params.of(Linear.of(4, 3, KEY.at(1))).theta());
    }

    @Test
    void aShapeErrorNamesThePlace() {
        var layer = Linear.of(784, 10, KEY);
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(32, 100), Pass.evaluation()))
                .hasMessage("matmul: inner axes differ, [32, 100] × [784, 10], in Linear 784 → 10");
        assertThatThrownBy(() -> Sequential.of(Activation.RELU, layer).apply(Tensor.zeros(32, 100), Pass.evaluation()))
                .hasMessage("matmul: inner axes differ, [32, 100] × [784, 10], in Linear 784 → 10, in layer 1");
        assertThatThrownBy(() -> new Linear(Tensor.zeros(3), Tensor.zeros(3)))
                .hasMessage("Linear: the weight is (in, out), got [3]");
        assertThatThrownBy(() -> new Linear(Tensor.zeros(3, 2), Tensor.zeros(3)))
                .hasMessage("Linear: the bias is (out) for a weight (in, out), got [3] for [3, 2]");
    }
}
