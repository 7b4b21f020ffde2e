package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void aNumberGivesItsRow() {
        var layer = Embedding.of(4, 3, Key.of(1));
        var y = layer.apply(Tensor.of(new int[] {2, 0, 2, 1}, 2, 2), Pass.evaluation());
        assertThat(y.shape().toArray()).containsExactly(2, 2, 3);
        assertThat(y.get(0, 1).get(0, 0).toFloats())
                .isEqualTo(layer.table().get(0, 2).toFloats());
    }

    @Test
    void paddingIsZeroAndStaysZero() {
        var layer = Embedding.withPadding(3, 2, 1, Key.of(1));
        assertThat(layer.table().get(0, 1).toFloats()).containsExactly(0, 0);
        assertThat(layer.table().get(0, 2).toFloats()).doesNotContain(0);
        var params = Params.of(layer);
        var y = params.in(layer).apply(Tensor.of(new long[] {1, 2, 1, 2}, 4), Pass.evaluation());
        assertThat(params.grad(y.sum()).get("table").toFloats()).containsExactly(0, 0, 0, 0, 2, 2);
    }

    @Test
    void anUnknownNumberIsAnError() {
        assertThatThrownBy(() ->
                        Embedding.of(4, 3, Key.of(1)).apply(Tensor.of(new long[] {0, 4}, 2), Pass.evaluation()))
                .hasMessage("take: index 4 is not one of 0 … 3 (element 1 of the index, [2]), in Embedding 4 × 3");
    }

    @Test
    void aResidualKeepsTheShape() {
        var layer = new Residual(Linear.of(3, 2, Key.of(1)));
        assertThat(Params.of(layer).names()).containsExactly("inner.weight", "inner.bias");
        assertThatThrownBy(() -> layer.apply(Tensor.zeros(4, 3), Pass.evaluation()))
                .hasMessage("residual: the layer must keep the shape [4, 3], got [4, 2], in Residual");
    }
}
