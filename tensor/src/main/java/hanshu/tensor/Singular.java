package hanshu.tensor;

import hanshu.tensor.Op.CumSum;
import java.util.ArrayList;
import java.util.stream.IntStream;

/**
 * The determinant where a matrix is singular or nearly so. It is a polynomial, with derivatives of every order there too,
 * but det A · A⁻ᵀ cannot tell them. With rows and columns ordered so that the largest pivots come first,
 *
 * <pre>
 *   P·A·Q = (B C; D E)        det A = ± det B · det S        S = E − D·B⁻¹·C
 * </pre>
 *
 * where B can be inverted, and S is smaller and goes the same way, until nothing is left of it but rounding: then its
 * determinant is computed without division (Bird 2011, "A simple division-free algorithm for computing determinants").
 * Exact for any choice of B.
 */
final class Singular {
    /** Pivots this small beside the first are left to S: to derive twice by A⁻¹ loses their square of digits. */
    private static final double SMALL = 1e-3;

    /** What is this small beside the first matrix is rounding. */
    private static final double ROUNDING = 1e-13;

    private Singular() {}

    /** Of (…, n, n): by elimination together where matrices are regular, one by one where they are not. */
    static Tensor determinant(Tensor a) {
        int n = a.size(-1);
        var ranks = Matrices.pivots(a, SMALL).ranks();
        var isRegular = ranks.ge(n).toBooleans();
        var flat = ranks.reshapeTo(Shape.of(isRegular.length));
        var order = flat.lt(n).cast(DType.I64).argsort(0, false); // the regular ones first
        int regular = (int)
                IntStream.range(0, isRegular.length).filter(i -> isRegular[i]).count();
        if (regular == isRegular.length) {
            return Interpreter.run(new Op.Determinant(), a);
        }
        var each = a.reshape(isRegular.length, n, n).take(0, order);
        var parts = new ArrayList<Tensor>();
        parts.add(Interpreter.run(new Op.Determinant(), each.slice(0, 0, regular)));
        for (int i = regular; i < isRegular.length; i++) {
            var one = each.get(0, i).cast(DType.F64);
            double size = one.detach().abs().max().item();
            parts.add(inParts(one, ROUNDING * size).unsqueeze(0).cast(a.dtype()));
        }
        var all = Tensor.concat(0, parts.toArray(Tensor[]::new));
        return all.take(0, order.argsort(0, false)).reshapeTo(ranks.shape());
    }

    /** Of one matrix (n, n). */
    private static Tensor inParts(Tensor a, double rounding) {
        int n = a.size(0);
        if (n == 1 || !(a.detach().abs().max().item() > rounding)) { // also of NaN
            return withoutDivision(a);
        }
        var pivots = Matrices.pivots(a, SMALL);
        int r = (int) pivots.ranks().item();
        var ordered = a.take(0, pivots.rows()).take(1, pivots.columns());
        var above = ordered.slice(0, 0, r);
        var below = ordered.slice(0, r, n);
        var b = above.slice(1, 0, r);
        var factor = pivots.sign().times(Interpreter.run(new Op.Determinant(), b));
        if (r == n) {
            return factor;
        }
        var c = above.slice(1, r, n);
        var s = below.slice(1, r, n).minus(below.slice(1, 0, r).matmul(LinearAlgebra.solve(b, c)));
        return factor.times(inParts(s, rounding));
    }

    /** (−1)ⁿ⁻¹ times the first element of F(F(…A)) with F(X) = μ(X)·A, n − 1 times. */
    private static Tensor withoutDivision(Tensor a) {
        var x = a;
        for (int i = 1; i < a.size(-1); i++) {
            x = mu(x).matmul(a).neg();
        }
        return x.get(-1, 0).get(-1, 0);
    }

    /** X above the diagonal, zeros below, and on it minus the sum of the diagonal that is still to come. */
    private static Tensor mu(Tensor x) {
        var diagonal = x.times(LinearAlgebra.identity(x)).sum(-1); // (…, n)
        var coming =
                Interpreter.run(new CumSum(diagonal.rank() - 1, true), diagonal).minus(diagonal);
        return x.minus(LinearAlgebra.lower(x)).minus(LinearAlgebra.identity(x).times(coming.unsqueeze(-1)));
    }
}
