package hanshu.train.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.tensor.LinearAlgebra;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    record Point(Tensor w, Tensor v) {}

    /** L = ½·Σ hᵢ·θᵢ² bends by h. */
    @Test
    void aQuadraticBendsByItsCoefficients() {
        var h = Tensor.of(new float[] {-3, 0.5f, 1, 2, 7, 40}, 6);
        var point = new Point(Tensor.ones(4), Tensor.ones(2));
        var params = Params.of(point);
        var live = params.in(point);
        var loss = Tensor.concat(0, live.w, live.v).square().times(h).sum().times(0.5);
        var spectrum = Spectrum.of(loss, params, 6, Key.of(1));
        assertThat(spectrum.least()).isCloseTo(-3, within(1e-3));
        assertThat(spectrum.most()).isCloseTo(40, within(1e-3));
        assertThat(spectrum.gradient()).isCloseTo(Math.sqrt(9 + 0.25 + 1 + 4 + 49 + 1600), within(1e-3));
    }

    /** Of a matrix too large for so few products, the outer eigenvalues come first. */
    @Test
    void fewProductsFindTheOuterEigenvalues() {
        int n = 120;
        var random = Key.of(2).normal(n, n);
        var h = random.plus(random.transpose()).div(2);
        var exact = LinearAlgebra.symmetricEigen(h).values().toDoubles();
        var point = new Point(Tensor.zeros(n), Tensor.zeros(1));
        var params = Params.of(point);
        var w = params.in(point).w;
        var loss = w.unsqueeze(0).matmul(h).matmul(w.unsqueeze(1)).sum().times(0.5);
        var spectrum = Spectrum.of(loss, params, 40, Key.of(3));
        double least = Arrays.stream(exact).min().orElseThrow();
        double most = Arrays.stream(exact).max().orElseThrow();
        assertThat(spectrum.least()).isCloseTo(least, within(0.01 * Math.abs(least)));
        assertThat(spectrum.most()).isCloseTo(most, within(0.01 * most));
    }

    @Test
    void placesAreNamed() {
        assertThat(new Spectrum(-1, 4, 0).place().english()).startsWith("a saddle");
        assertThat(new Spectrum(0.1, 4, 1e-5).place().english()).startsWith("a minimum");
        assertThat(new Spectrum(0.1, 4, 2).place().english()).startsWith("on the way down");
        assertThat(new Spectrum(-1, 4, 2).place().english()).startsWith("it still falls");
    }
}
