package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
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
            same("VᵀV", svd.v().transpose().matmul(svd.v()), unit(2, Math.min(m, n)));
            same("descending", svd.values().sort(-1, true), svd.values());
            var qr = LinearAlgebra.qr(a);
            same("Q·R", qr.q().matmul(qr.r()), a);
            same("QᵀQ", qr.q().transpose().matmul(qr.q()), unit(2, Math.min(m, n)));
            same("upper", LinearAlgebra.lower(qr.r().transpose()).transpose(), qr.r());
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
        var unknown = Tensor.of(new double[] {0, Double.NaN, 0, 0}, 2, 2);
        assertThat(LinearAlgebra.determinant(unknown).item()).isNaN();
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
        assertThatThrownBy(() -> LinearAlgebra.qr(Tensor.zeros(2)))
                .hasMessage("qr: needs matrices of F32 or F64, got F32 [2]");
        assertThatThrownBy(() -> LinearAlgebra.svd(Tensor.range(2)))
                .hasMessage("svd: needs matrices of F32 or F64, got I64 [2]");
        assertThatThrownBy(() -> LinearAlgebra.logDeterminant(Tensor.zeros(2, 3)))
                .hasMessage("logDeterminant: needs square matrices, got [2, 3]");
    }

    /** Hilbert's matrix of order 12 has the condition 10¹⁶. */
    @Test
    void qrKeepsItsDigitsWhereColumnsAreNearlyDependent() {
        var n = Tensor.range(12).cast(DType.F64);
        var hilbert = n.unsqueeze(1).plus(n).plus(1).reciprocal();
        var qr = LinearAlgebra.qr(hilbert);
        same("Q·R", qr.q().matmul(qr.r()), hilbert);
        same("QᵀQ", qr.q().transpose().matmul(qr.q()), Tensor.eye(12).cast(DType.F64));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void singularMatricesHaveAllTheirSingularVectors(int rank) {
        var a = draw(1, 2, 6, rank).matmul(draw(2, 2, rank, 4));
        var svd = LinearAlgebra.svd(a);
        same("U·Σ·Vᵀ", svd.u().matmul(diagonal(svd.values())).matmul(svd.v().transpose()), a);
        same("UᵀU", svd.u().transpose().matmul(svd.u()), unit(2, 4));
        same("VᵀV", svd.v().transpose().matmul(svd.v()), unit(2, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void theDeterminantOfASingularMatrixHasDerivatives(int rank) {
        var a = draw(3, 3, 4, rank).matmul(draw(4, 3, rank, 4)).tracked();
        var w = draw(5, 3, 4, 4);
        var v = draw(6, 3, 4, 4);
        var slope = Gradients.differentiableGrad(LinearAlgebra.determinant(a).sum(), List.of(a))
                .getFirst();
        same("slope", slope, cofactors(a.detach()));
        double h = 1e-4;
        var up = cofactors(a.detach().plus(v.times(h))).times(w).sum().item();
        var down = cofactors(a.detach().minus(v.times(h))).times(w).sum().item();
        var along = rank == 4 || slope.isTracked()
                ? Gradients.grad(slope.times(w).sum(), a).times(v).sum().item()
                : 0;
        new Close(1e-6, 1e-7).check("slope of the slope", new double[] {along}, new double[] {(up - down) / (2 * h)});
    }

    /** Where A⁻¹ is large the second derivative by it would lose all digits. */
    @Test
    void soDoesThatOfANearlySingularOneInABatchWithOthers() {
        var near =
                draw(3, 3, 4, 3).matmul(draw(4, 3, 3, 4)).plus(draw(5, 3, 4, 4).times(1e-7));
        var a = Tensor.concat(0, near, draw(6, 2, 4, 4), Tensor.zeros(1, 4, 4).cast(DType.F64))
                .tracked();
        var v = draw(7, 6, 4, 4);
        var found = Gradients.hessianVector(LinearAlgebra.determinant(a).sum(), List.of(a), List.of(v))
                .getFirst();
        double h = 1e-3; // of a polynomial of order 3 differences are exact but for h² of its third derivative
        var up = cofactors(a.detach().plus(v.times(h)));
        var down = cofactors(a.detach().minus(v.times(h)));
        var far = cofactors(a.detach().plus(v.times(2 * h)))
                .minus(cofactors(a.detach().minus(v.times(2 * h))));
        var slopes = up.minus(down).times(8).minus(far).times(1 / (12 * h));
        same("slope of the slope", found, slopes);
        var alone = LinearAlgebra.determinant(a.get(0, 4)).item();
        assertThat(LinearAlgebra.determinant(a).toDoubles()[4]).isEqualTo(alone);
    }

    /** ∂det/∂aᵢⱼ, the determinant linear in each row: of the matrix with row i replaced by eⱼ. */
    private static Tensor cofactors(Tensor a) {
        int n = a.size(-1);
        var rows = new Tensor[n];
        for (int i = 0; i < n; i++) {
            var elements = new Tensor[n];
            for (int j = 0; j < n; j++) {
                var unit = Tensor.eye(n).cast(DType.F64).slice(0, j, j + 1).expand(a.size(0), 1, n);
                var replaced = Tensor.concat(-2, a.slice(-2, 0, i), unit, a.slice(-2, i + 1, n));
                elements[j] = LinearAlgebra.determinant(replaced);
            }
            rows[i] = Tensor.stack(-1, elements);
        }
        return Tensor.stack(-2, rows);
    }

    @Test
    void logDeterminants() {
        var a = draw(8, 3, 5, 5).tracked();
        var found = LinearAlgebra.logDeterminant(a);
        same("det", found.sign().times(found.log().exp()), LinearAlgebra.determinant(a));
        var slope = Gradients.grad(found.log().sum(), a);
        same("slope", slope, LinearAlgebra.inverse(a).transpose());
        var huge = Tensor.eye(400).cast(DType.F64).times(-1000);
        var ofHuge = LinearAlgebra.logDeterminant(huge.slice(0, 0, 399).slice(1, 0, 399));
        assertThat(ofHuge.sign().item()).isEqualTo(-1);
        assertThat(ofHuge.log().item()).isCloseTo(399 * Math.log(1000), offset(1e-9));
        var ofZero = LinearAlgebra.logDeterminant(Tensor.zeros(2, 2));
        assertThat(ofZero.sign().item()).isZero();
        assertThat(ofZero.log().item()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void threadsMakeNoDifference(int threads) {
        var a = draw(1, 40, 9, 9);
        var b = draw(2, 40, 9, 2);
        List<Supplier<Tensor>> all = List.of(
                () -> LinearAlgebra.solve(a, b),
                () -> LinearAlgebra.determinant(a),
                () -> LinearAlgebra.cholesky(a.matmul(a.transpose())),
                () -> LinearAlgebra.symmetricEigen(a).vectors(),
                () -> LinearAlgebra.svd(a).u(),
                () -> LinearAlgebra.qr(a).q());
        for (var f : all) {
            var results = new Tensor[2];
            Parallel.with(1, () -> results[0] = f.get());
            Parallel.with(threads, () -> results[1] = f.get());
            assertThat(results[1].toDoubles()).isEqualTo(results[0].toDoubles());
        }
    }
}
