package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    /** Values at −2, 0 and 1.5, computed by the formulas with 12 digits. */
    @ParameterizedTest
    @CsvSource({
        "RELU, 0, 0, 1.5",
        "LEAKY_RELU, -0.02, 0, 1.5",
        "ELU, -0.864664716763, 0, 1.5",
        "GELU, -0.0455002638964, 0, 1.39978919809",
        "GELU_TANH, -0.0454023059122, 0, 1.39957157698",
        "SILU, -0.238405844044, 0, 1.22636171429",
        "MISH, -0.252501482696, 0, 1.4033782664",
        "SIGMOID, 0.119202922022, 0.5, 0.817574476194",
        "HARD_SIGMOID, 0.166666666667, 0.5, 0.75",
        "TANH, -0.964027580076, 0, 0.905148253645",
        "SOFTPLUS, 0.126928011043, 0.69314718056, 1.70141327798",
        "IDENTITY, -2, 0, 1.5"
    })
    void values(Activation f, double atMinusTwo, double atZero, double atOneAndAHalf) {
        var y = f.apply(Tensor.of(new double[] {-2, 0, 1.5}), Pass.evaluation()).toDoubles();
        assertThat(y).containsExactly(new double[] {atMinusTwo, atZero, atOneAndAHalf}, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void slopesAgreeWithDifferences(Activation f) {
        var points = new double[] {-7, -1.3, -0.2, 0.4, 2.6, 9};
        var x = Tensor.of(points).tracked();
        var slopes = Gradients.grad(f.of(x).sum(), x).toDoubles();
        double h = 1e-5;
        var up = f.of(x.detach().plus(h)).toDoubles();
        var down = f.of(x.detach().minus(h)).toDoubles();
        for (int i = 0; i < points.length; i++) {
            assertThat(slopes[i]).isCloseTo((up[i] - down[i]) / (2 * h), within(1e-8));
        }
    }

    @Test
    void parameters() {
        var x = Tensor.of(new double[] {-2, 3}).tracked();
        assertThat(new LeakyRelu(0.25).apply(x, Pass.evaluation()).toDoubles()).containsExactly(-0.5, 3);
        assertThat(new Elu(0.5).apply(x, Pass.evaluation()).toDoubles())
                .containsExactly(new double[] {0.5 * (Math.exp(-2) - 1), 3}, within(1e-12));
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new LeakyRelu(Double.NaN))
                .hasMessage("LeakyRelu: the slope is a finite number, got NaN");
        assertThatThrownBy(() -> new Elu(0)).hasMessage("Elu: alpha is more than 0, got 0.0");
    }

    @Test
    void farOutNothingOverflows() {
        var x = Tensor.of(new float[] {-200, 200}).tracked();
        for (var f : Activation.values()) {
            var y = f.of(x);
            assertThat(y.toFloats()).as("%s", f).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
            var slopes = Gradients.grad(y.sum(), x).toFloats();
            assertThat(slopes).as("slope of %s", f).doesNotContain(Float.NaN);
        }
    }
}
