package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import hanshu.tensor.Complex.Norm;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transforms against their definition, and the theorems that hold for them. */
class FourierTest {
    private static final Close CLOSE = new Close(1e-11, 1e-12);

    private static Tensor draw(int seed, int... shape) {
        var random = new Random(seed);
        return Tensor.of(random.doubles(Shape.of(shape).count(), -1, 1).toArray(), shape);
    }

    private static Complex drawComplex(int seed, int... shape) {
        return new Complex(draw(seed, shape), draw(seed + 1, shape));
    }

    private static void same(String what, Complex found, Complex expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        CLOSE.check(what + ", real", found.re().toDoubles(), expected.re().toDoubles());
        CLOSE.check(what + ", imaginary", found.im().toDoubles(), expected.im().toDoubles());
    }

    /** yₖ = Σⱼ xⱼ e^(∓2πi jk/n), in n² steps. */
    private static Complex byDefinition(Complex x, boolean inverse) {
        int n = x.re().count();
        var re = x.re().toDoubles();
        var im = x.im().toDoubles();
        var sumRe = new double[n];
        var sumIm = new double[n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                double angle = (inverse ? 2 : -2) * Math.PI * ((long) j * k % n) / n;
                sumRe[k] += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
                sumIm[k] += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
            }
        }
        return new Complex(Tensor.of(sumRe, n), Tensor.of(sumIm, n));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 30, 31, 32, 37, 62, 64, 74, 96, 97, 121, 128, 210, 243, 251, 961})
    void agreesWithItsDefinition(int n) {
        var x = drawComplex(n, n);
        same("fft", x.fft(0), byDefinition(x, false));
        same("ifft", x.ifft(n, 0, Norm.FORWARD), byDefinition(x, true));
        var real = Complex.of(x.re());
        same("fft of reals", x.re().fft(0), byDefinition(real, false));
        same("rfft", x.re().rfft(0), half(byDefinition(real, false), n));
        same("there and back", x.fft(0).ifft(0), x);
        var back = x.re().rfft(0).irfft(n, 0, Norm.BACKWARD);
        CLOSE.check("there and back, real", back.toDoubles(), x.re().toDoubles());
    }

    private static Complex half(Complex y, int n) {
        return new Complex(y.re().slice(0, 0, n / 2 + 1), y.im().slice(0, 0, n / 2 + 1));
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void everyNormComesBack(Norm norm) {
        var x = drawComplex(1, 3, 5, 4);
        int[] sizes = {5, 4};
        int[] axes = {1, 2};
        same("complex", x.fftn(sizes, axes, norm).ifftn(sizes, axes, norm), x);
        var back = x.re().rfftn(sizes, axes, norm).irfftn(sizes, axes, norm);
        CLOSE.check("real", back.toDoubles(), x.re().toDoubles());
        double factor = norm == Norm.BACKWARD ? 1 : norm == Norm.ORTHO ? 1 / Math.sqrt(20) : 1 / 20.0;
        same("scaled", x.fftn(sizes, axes, norm), x.fftn(1, 2).times(factor));
    }

    /** Σ|x|² = Σ|y|² where the factor is shared. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 97, 1000})
    void parseval(int n) {
        var x = drawComplex(n, n);
        double there = x.fft(n, 0, Norm.ORTHO).squaredAbs().sum().item();
        assertThat(there).isCloseTo(x.squaredAbs().sum().item(), offset(1e-11 * n));
    }

    /** A circular convolution is a product of transforms. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 11, 37})
    void convolutionTheorem(int n) {
        var x = draw(n, n);
        var w = draw(n + 1, n);
        var a = x.toDoubles();
        var b = w.toDoubles();
        var sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[(i + j) % n] += a[i] * b[j];
            }
        }
        var found = x.rfft(0).times(w.rfft(0)).irfft(n, 0, Norm.BACKWARD);
        CLOSE.check("convolution", found.toDoubles(), sums);
    }

    @Test
    void anyAxisAndAnyNumberOfRows() {
        var x = drawComplex(7, 3, 4, 5);
        var turned = new Complex(x.re().transpose(0, 2), x.im().transpose(0, 2));
        var y = turned.fft(-1);
        same("axis 0", x.fft(0), new Complex(y.re().transpose(0, 2), y.im().transpose(0, 2)));
        assertThat(drawComplex(1, 0, 4).fft(-1).shape()).isEqualTo(Shape.of(0, 4));
        assertThat(draw(1, 0, 4).rfft(-1).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(draw(1, 4, 0).rfft(0).shape()).isEqualTo(Shape.of(3, 0));
    }

    @Test
    void singlePrecisionIsRoundedOnce() {
        var x = drawComplex(3, 4, 1000);
        var single = new Complex(x.re().cast(DType.F32), x.im().cast(DType.F32));
        var exact = new Complex(single.re().cast(DType.F64), single.im().cast(DType.F64)).fft(-1);
        assertThat(single.fft(-1).re().toFloats()).isEqualTo(exact.re().toFloats());
        assertThat(single.fft(-1).im().toFloats()).isEqualTo(exact.im().toFloats());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void threadsMakeNoDifference(int threads) {
        for (int n : new int[] {96, 37}) {
            var x = drawComplex(5, 301, n);
            var y = new Complex[2];
            Parallel.with(1, () -> y[0] = x.fft(-1));
            Parallel.with(threads, () -> y[1] = x.fft(-1));
            assertThat(y[1].re().toDoubles()).isEqualTo(y[0].re().toDoubles());
            assertThat(y[1].im().toDoubles()).isEqualTo(y[0].im().toDoubles());
        }
    }

    @Test
    void complexArithmetic() {
        var a = new Complex(Tensor.of(new double[] {3, 0}, 2).tracked(), Tensor.of(new double[] {4, 0}, 2));
        var b = Complex.ofPairs(Tensor.of(new double[] {1, 2, -1, 0.5}, 2, 2));
        assertThat(a.times(b).pairs().toDoubles()).containsExactly(-5, 10, -0.0, 0);
        assertThat(a.plus(b).minus(b).conjugate().pairs().toDoubles()).containsExactly(3, -4, 0, -0.0);
        assertThat(a.abs().toDoubles()).containsExactly(5, 0);
        var slope = Gradients.grad(a.abs().sum(), a.re());
        CLOSE.check("slope of the size", slope.toDoubles(), new double[] {0.6, 0});
    }

    @Test
    void errorsSayWhatWasExpected() {
        var x = Tensor.zeros(2, 3);
        assertThatThrownBy(() -> x.fft(0, -1, Norm.BACKWARD))
                .hasMessage("fft: a transform has at least 1 element along its axis, got 0");
        assertThatThrownBy(() -> Tensor.zeros(2, 0).rfft(-1))
                .hasMessage("fft: a transform has at least 1 element along its axis, got 0");
        assertThatThrownBy(() -> Complex.of(Tensor.zeros(2, 1)).irfft(-1))
                .hasMessage("fft: a transform has at least 1 element along its axis, got 0");
        assertThatThrownBy(() -> x.fft(2)).hasMessage("axis 2 is not one of [2, 3], which has 2 axes");
        assertThatThrownBy(() -> Tensor.range(3).fft(0))
                .hasMessage("fft: needs (…, n) of F32 or F64 with n at least 1, got I64 [3]");
        assertThatThrownBy(() -> Complex.of(x).fftn(0, -2))
                .hasMessage("fftn: needs each axis of [2, 3] at most once and a size for each, got axes [0, -2] and"
                        + " sizes [2, 2]");
        assertThatThrownBy(() -> new Complex(x, Tensor.zeros(3)))
                .hasMessage(
                        "complex: both parts must have the same shape and be F32 or F64, got F32 [2, 3] and F32 [3]");
        assertThatThrownBy(() -> Complex.ofPairs(x)).hasMessage("complex: pairs are (…, 2), got [2, 3]");
    }
}
