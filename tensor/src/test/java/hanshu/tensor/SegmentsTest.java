package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SegmentsTest {
    private final Tensor x =
            Tensor.of(new double[] {1, 8, 5, -2, 3, 8, 7, 0}, 4, 2).tracked();
    private final Tensor index = Tensor.of(new long[] {2, 0, 2, 2}, 4);

    @Test
    void sumAndMean() {
        assertThat(Segments.sum(x, index, 4).toDoubles()).containsExactly(5, -2, 0, 0, 11, 16, 0, 0);
        assertThat(Segments.mean(x, index, 4).toDoubles()).containsExactly(5, -2, 0, 0, 11 / 3.0, 16 / 3.0, 0, 0);
    }

    @Test
    void maxAndMinShareTheirGradient() {
        var max = Segments.max(x, index, 4);
        assertThat(max.toDoubles()).containsExactly(5, -2, 0, 0, 7, 8, 0, 0);
        assertThat(Gradients.grad(max.sum(), x).toDoubles()).containsExactly(0, 0.5, 1, 1, 0, 0.5, 1, 0);
        assertThat(Segments.min(x, index, 4).toDoubles()).containsExactly(5, -2, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void productsHaveGradientsAtZero() {
        var prod = Segments.prod(x, index, 4);
        assertThat(prod.toDoubles()).containsExactly(5, -2, 1, 1, 21, 0, 1, 1);
        assertThat(Gradients.grad(prod.sum(), x).toDoubles()).containsExactly(21, 0, 1, 1, 7, 0, 3, 64);
    }

    @Test
    void equalOnesKeepTheirValue() {
        var thirds = Tensor.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 7);
        assertThat(Segments.max(thirds, Tensor.zeros(7).cast(DType.I64), 1).item())
                .isEqualTo(0.1);
    }

    @Test
    void scatteringNeedsAnIndexForEachElement() {
        var index = Tensor.of(new long[] {0, 1}, 1, 2);
        assertThatThrownBy(() -> Scatter.reduce(Scatter.Reduction.MAX, x, 0, index, Tensor.zeros(2, 2), true))
                .hasMessage("scatter MAX: source and index may differ from [4, 2] along axis 0 only,"
                        + " got [2, 2] and [1, 2]");
        assertThatThrownBy(() -> x.topK(5, 0)).hasMessage("topK: k is from 0 to the size of axis 0 of [4, 2], got 5");
    }

    @Test
    void specialValuesStay() {
        double inf = Double.POSITIVE_INFINITY;
        var special = Tensor.of(new double[] {-inf, 1, inf, Double.NaN, 2}, 5);
        assertThat(Segments.max(special, Tensor.of(new int[] {0, 1, 1, 2, 2}, 5), 3)
                        .toDoubles())
                .containsExactly(-inf, inf, Double.NaN);
        assertThat(Segments.max(Tensor.zeros(0, 2), Tensor.of(new long[0], 0), 2)
                        .toDoubles())
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void eachRowNeedsItsSegment() {
        assertThatThrownBy(() -> Segments.max(x, Tensor.range(3), 4))
                .hasMessage("segment max: needs the segment of each row, (rows) for (rows, …), got [3] for [4, 2]");
    }
}
