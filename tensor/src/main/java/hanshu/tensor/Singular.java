package hanshu.tensor;

import hanshu.tensor.Op.CumSum;

/**
 * The determinant where a matrix is singular or nearly so. It is a polynomial, with derivatives of every order there too,
 * but det A · A⁻ᵀ cannot tell them. With rows and columns ordered so that the r pivots come first that are large,
 *
 * <pre>
 *   P·A·Q = (B C; D E)        det A = ± det B · det S        S = E − D·B⁻¹·C
 * </pre>
 *
 * B can be inverted, and S, mostly of one row, gets its determinant without division (Bird 2011, "A simple division-free
 * algorithm for computing determinants"). Exact for any choice of r.
 */
final class Singular {
    /** A pivot this small beside the first would cost a second derivative half of its digits. */
    private static final double SMALL = 1e-6;

    private Singular() {}

    static Tensor determinant(Tensor a) {
        var pivots = Matrices.pivots(a, SMALL);
        int n = a.size(-1);
        int r = pivots.rank();
        if (r == n) {
            return Interpreter.run(new Op.Determinant(), a);
        }
        var ordered = a.cast(DType.F64)
                .gather(-2, pivots.rows().unsqueeze(-1).expandAs(a.shape()))
                .gather(-1, pivots.columns().unsqueeze(-2).expandAs(a.shape()));
        var above = ordered.slice(-2, 0, r);
        var below = ordered.slice(-2, r, n);
        var regular = above.slice(-1, 0, r);
        var rest = below.slice(-1, r, n)
                .minus(below.slice(-1, 0, r).matmul(LinearAlgebra.solve(regular, above.slice(-1, r, n))));
        return pivots.sign()
                .cast(DType.F64)
                .times(Interpreter.run(new Op.Determinant(), regular))
                .times(withoutDivision(rest))
                .cast(a.dtype());
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
