package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every decomposition gives its matrix back, and its factors are what they should be. */
class LinearAlgebraTest {
    private static final Close CLOSE = new Close(1e-10, 1e-11);

    private static Tensor draw(int seed, int... shape) {
        return Tensor.of(
                new Random(seed).doubles(Shape.of(shape).count(), -1, 1).toArray(), shape);
    }

    private static void same(String what, Tensor found, Tensor expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        CLOSE.check(what, found.toDoubles(), expected.toDoubles());
    }

    private static Tensor diagonal(Tensor values) {
        return values.unsqueeze(-1).times(Tensor.eye(values.size(-1)).cast(DType.F64));
    }

    private static Tensor unit(int batch, int n) {
        return Tensor.eye(n).cast(DType.F64).expand(batch, n, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void squares(int n) {
        var a = draw(n, 2, n, n);
        same("A·A⁻¹", a.matmul(LinearAlgebra.inverse(a)), unit(2, n));
        var b = draw(n + 1, n, 3);
        same("A·X", a.matmul(LinearAlgebra.solve(a, b)), b.expand(2, n, 3));
        var positive = a.matmul(a.transpose()).plus(unit(2, n));
        var l = LinearAlgebra.cholesky(positive);
        same("L·Lᵀ", l.matmul(l.transpose()), positive);
        same("lower", LinearAlgebra.lower(l), l);
        same(
                "det",
                LinearAlgebra.determinant(positive),
                l.times(unit(2, n)).sum(-1).prod(-1).square());
        var above = draw(9, 2, n, n);
        var full = l.plus(above.minus(LinearAlgebra.lower(above)));
        same("L·X", l.matmul(LinearAlgebra.solveTriangular(full, b, false)), b.expand(2, n, 3));
        var eigen = LinearAlgebra.symmetricEigen(a);
        var v = eigen.vectors();
        var symmetric = a.plus(a.transpose()).times(0.5);
        same("V·Λ·Vᵀ", v.matmul(diagonal(eigen.values())).matmul(v.transpose()), symmetric);
        same("VᵀV", v.transpose().matmul(v), unit(2, n));
        same("ascending", eigen.values().sort(-1, false), eigen.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void rectangles(int n) {
        for (int m : new int[] {1, 3, 5, 8}) {
            var a = draw(m, 2, m, n);
            var svd = LinearAlgebra.svd(a);
            var back = svd.u().matmul(diagonal(svd.values())).matmul(svd.v().transpose());
            same("U·Σ·Vᵀ", back, a);
            same("UᵀU", svd.u().transpose().matmul(svd.u()), unit(2, Math.min(m, n)));
            if (m >= n) {
                var qr = LinearAlgebra.qr(a);
                same("Q·R", qr.q().matmul(qr.r()), a);
                same("QᵀQ", qr.q().transpose().matmul(qr.q()), unit(2, n));
                same("upper", LinearAlgebra.lower(qr.r().transpose()).transpose(), qr.r());
            }
        }
    }

    @Test
    void singlePrecisionKeepsItsType() {
        var a = Tensor.of(new float[] {4, 2, 2, 3}, 2, 2);
        assertThat(LinearAlgebra.determinant(a).dtype()).isEqualTo(DType.F32);
        assertThat(LinearAlgebra.determinant(a).item()).isEqualTo(8);
        assertThat(LinearAlgebra.cholesky(a).toFloats()).containsExactly(2, 0, 1, (float) Math.sqrt(2));
    }

    @Test
    void whatHasNoAnswerIsNotANumber() {
        var singular = Tensor.of(new double[] {1, 2, 2, 4}, 2, 2);
        assertThat(LinearAlgebra.determinant(singular).item()).isZero();
        assertThat(LinearAlgebra.cholesky(singular.neg()).toDoubles()[0]).isNaN();
        assertThat(Double.isFinite(LinearAlgebra.inverse(singular).toDoubles()[0]))
                .isFalse();
        assertThat(LinearAlgebra.solve(Tensor.zeros(0, 0), Tensor.zeros(0, 2)).count())
                .isZero();
        assertThat(LinearAlgebra.determinant(Tensor.zeros(0, 0)).item()).isEqualTo(1);
    }

    @Test
    void errorsSayWhatDoesNotFit() {
        assertThatThrownBy(() -> LinearAlgebra.cholesky(Tensor.zeros(2, 3)))
                .hasMessage("cholesky: needs square matrices of F32 or F64, got F32 [2, 3]");
        assertThatThrownBy(() -> LinearAlgebra.solve(Tensor.zeros(2, 2), Tensor.zeros(3, 1)))
                .hasMessage("solve: needs (…, n, n) and (…, n, m), got [2, 2] and [3, 1]");
        assertThatThrownBy(() -> LinearAlgebra.qr(Tensor.zeros(2, 3)))
                .hasMessage("qr: needs (…, m, n) with m at least n, got [2, 3]");
    }
}
