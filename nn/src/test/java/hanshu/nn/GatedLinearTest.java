package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GatedLinearTest {
    private static final Key KEY = Key.of(1);

    @Test
    void aClosedGateLetsNothingThrough() {
        var value = Linear.of(3, 2, KEY);
        var closed = new Linear(Tensor.zeros(3, 2), Tensor.of(new float[] {-200, -200}));
        var y = new GatedLinear(value, closed, Activation.SIGMOID).apply(Tensor.ones(1, 3), Pass.evaluation());
        assertThat(y.abs().toFloats()).containsExactly(0, 0);
    }

    @Test
    void itsPartsHaveNamesAndValuesOfTheirOwn() {
        var params = Params.of(GatedLinear.of(3, 2, KEY));
        assertThat(params.names()).containsExactly("value.weight", "value.bias", "gate.weight", "gate.bias");
        assertThat(params.get("value.weight").toFloats())
                .isNotEqualTo(params.get("gate.weight").toFloats());
    }

    @Test
    void aShapeErrorNamesThePlace() {
        var layer = GatedLinear.of(5, 3, KEY).with(Activation.SILU);
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(4, 2), Pass.evaluation()))
                .hasMessage("matmul: inner axes differ, [4, 2] × [5, 3], in Linear 5 → 3, in GatedLinear 5 → 3");
        assertThatThrownBy(() -> new GatedLinear(Linear.of(5, 3, KEY), Linear.of(5, 1, KEY), Activation.GELU))
                .hasMessage("GatedLinear: value and gate need the same shape, got [5, 3] and [5, 1]");
    }
}
