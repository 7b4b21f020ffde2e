package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {
    @Test
    void aCubeHasThreeDerivatives() {
        var x = Tensor.of(new double[] {2}).tracked();
        var y = x.times(x).times(x);
        var first = Gradients.differentiableGrad(y, x);
        var second = Gradients.differentiableGrad(first, x);
        var third = Gradients.grad(second, x);
        assertThat(new double[] {first.item(), second.item(), third.item()}).containsExactly(12, 12, 6);
    }

    @Test
    void theSlopeOfALine() {
        var w = Tensor.of(new float[] {3, -1}, 2, 1).tracked();
        var b = Tensor.of(new float[] {0.5f}).tracked();
        var x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        var loss = x.matmul(w).plus(b).square().mean();
        var gradients = Gradients.grad(loss, List.of(w, b));
        // residuals 1.5, 5.5, 9.5: 2/3 Σ r·x and 2/3 Σ r
        assertThat(gradients.get(0).toDoubles()).containsExactly(new double[] {43.666668, 54.666668}, within(1e-5));
        assertThat(gradients.get(1).item()).isCloseTo(11, within(1e-5));
        assertThat(gradients.get(0).isTracked()).isFalse();
    }

    @Test
    void aMillionOperationsDeep() {
        var x = Tensor.of(new double[] {1}).tracked();
        var y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.plus(x);
        }
        assertThat(Gradients.grad(y, x).item()).isEqualTo(1_000_001);
    }

    @Test
    void aSharedNodeIsVisitedOnce() {
        var x = Tensor.of(new double[] {1}).tracked();
        var y = x;
        for (int i = 0; i < 60; i++) {
            y = y.plus(y); // 2⁶⁰ paths
        }
        assertThat(Gradients.grad(y, x).item()).isEqualTo(0x1p60);
    }

    @Test
    void errorsSayWhatIsWrong() {
        var x = Tensor.ones(64).tracked();
        assertThatThrownBy(() -> Gradients.grad(x.times(2), List.of(x)))
                .hasMessage("grad: the loss must be one number, got [64]; take its mean or sum");
        assertThatThrownBy(() -> Gradients.grad(Tensor.ones(64).sum(), List.of(x)))
                .hasMessage(
                        "grad: the loss is not tracked: []; it must be computed from, or be, a tensor made by tracked()");
        assertThatThrownBy(() -> Tensor.ones(32, 100).matmul(Tensor.ones(784, 10)))
                .hasMessage("matmul: inner axes differ, [32, 100] × [784, 10]");
    }

    @Test
    void whatTheLossDoesNotDependOnGetsZeros() {
        var x = Tensor.ones(3).tracked();
        var unused = Tensor.ones(2, 2).tracked();
        var gradients = Gradients.grad(x.sum(), List.of(unused, x));
        assertThat(gradients.get(0).toDoubles()).containsExactly(0, 0, 0, 0);
        assertThat(gradients.get(1).toDoubles()).containsExactly(1, 1, 1);
    }
}
