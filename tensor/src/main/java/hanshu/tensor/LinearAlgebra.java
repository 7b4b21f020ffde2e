package hanshu.tensor;

/**
 * Equations, decompositions and determinants of the matrices in the last two axes; leading axes are a batch. All have
 * gradients of any order. Computed in F64 also for F32.
 */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /** X with A·X = B: (…, n, n) and (…, n, m) give (…, n, m), batches broadcasting. */
    public static Tensor solve(Tensor a, Tensor b) {
        return solve(Op.Part.ALL, a, b);
    }

    private static Tensor solve(Op.Part part, Tensor a, Tensor b) {
        if (a.rank() < 2 || b.rank() < 2) {
            throw new ShapeException("solve: needs matrices, got " + a.shape() + " and " + b.shape());
        }
        var batch = Shape.broadcast(
                "solve: batch axes", a.shape().range(0, a.rank() - 2), b.shape().range(0, b.rank() - 2));
        return Interpreter.run(new Op.Solve(part), over(batch, a), over(batch, b));
    }

    private static Tensor over(Shape batch, Tensor x) {
        return x.expandAs(batch.append(x.shape().range(x.rank() - 2, x.rank())));
    }

    /** As {@link #solve}, by substitution: of the lower or upper triangle of A alone; the rest of A plays no part. */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
        return solve(upper ? Op.Part.UPPER : Op.Part.LOWER, a, b);
    }

    /** A⁻¹. */
    public static Tensor inverse(Tensor a) {
        return solve(a, identity(a));
    }

    /** det A: (…, n, n) gives (…). Its gradients are exact at singular matrices too ({@link Singular}). */
    public static Tensor determinant(Tensor a) {
        return Singular.determinant(a);
    }

    /**
     * The determinant where it would overflow: det A = sign·e^log.
     *
     * @param sign −1, 0 or 1, without gradient: (…)
     * @param log log |det A|, −∞ where A is singular: (…)
     */
    public record LogDeterminant(Tensor sign, Tensor log) {}

    /** From the diagonal of R in A = Q·R; the gradient of log |det A| is A⁻ᵀ. */
    public static LogDeterminant logDeterminant(Tensor a) {
        if (a.rank() < 2 || a.size(-1) != a.size(-2)) {
            throw new ShapeException("logDeterminant: needs square matrices, got " + a.shape());
        }
        var qr = qr(a);
        var log = qr.r.times(identity(a)).sum(-1).log().sum(-1);
        var turn = Interpreter.run(new Op.Determinant(), qr.q.detach()).sign();
        var isZero = log.detach().eq(Double.NEGATIVE_INFINITY);
        return new LogDeterminant(isZero.where(Tensor.zerosLike(turn), turn), log);
    }

    /** L, lower triangular with a positive diagonal: L·Lᵀ = (A + Aᵀ)/2, which is positive definite; else NaN. */
    public static Tensor cholesky(Tensor a) {
        return Interpreter.run(new Op.Cholesky(), a);
    }

    /**
     * A = V·diag(λ)·Vᵀ.
     *
     * @param values λ, ascending: (…, n)
     * @param vectors V, a vector in each column, of which the element largest in size is positive: (…, n, n)
     */
    public record Eigen(Tensor values, Tensor vectors) {}

    /** Eigenvalues and eigenvectors of (A + Aᵀ)/2; the gradient of a vector exists where its eigenvalue is single. */
    public static Eigen symmetricEigen(Tensor a) {
        var packed = Interpreter.run(new Op.SymmetricEigen(), a);
        int n = a.size(-1);
        return new Eigen(packed.get(-1, n), packed.slice(-1, 0, n));
    }

    /**
     * A = U·diag(σ)·Vᵀ with k = min(m, n).
     *
     * @param u (…, m, k)
     * @param values σ, descending: (…, k)
     * @param v (…, n, k)
     */
    public record Svd(Tensor u, Tensor values, Tensor v) {}

    /**
     * The singular value decomposition of (…, m, n); of each vector u the element largest in size is positive. The gradient
     * of vectors exists where their values are single, and of u and v in a matrix that is not square where σ > 0.
     */
    public static Svd svd(Tensor a) {
        if (a.rank() < 2 || !a.dtype().isFloating()) {
            throw new ShapeException("svd: needs matrices of F32 or F64, got " + a.dtype() + " " + a.shape());
        }
        int m = a.size(-2);
        int n = a.size(-1);
        if (m < n) {
            var other = svd(a.transpose());
            return new Svd(other.v, other.values, other.u);
        }
        var packed = Interpreter.run(new Op.Svd(), a);
        return new Svd(packed.slice(-2, 0, m), packed.get(-2, m + n), packed.slice(-2, m, m + n));
    }

    /**
     * A = Q·R with k = min(m, n).
     *
     * @param q columns of length 1, at right angles: (…, m, k)
     * @param r upper triangular, its diagonal not negative: (…, k, n)
     */
    public record Qr(Tensor q, Tensor r) {}

    /** The QR decomposition of (…, m, n); its gradient exists where the first k columns of A are independent. */
    public static Qr qr(Tensor a) {
        if (a.rank() < 2 || !a.dtype().isFloating()) {
            throw new ShapeException("qr: needs matrices of F32 or F64, got " + a.dtype() + " " + a.shape());
        }
        int m = a.size(-2);
        int n = a.size(-1);
        if (m < n) { // the first columns give Q, and R goes on with what the others are in its terms
            var first = qr(a.slice(-1, 0, m));
            var rest = first.q.transpose().matmul(a.slice(-1, m, n));
            return new Qr(first.q, Tensor.concat(-1, first.r, rest));
        }
        var packed = Interpreter.run(new Op.Qr(), a);
        return new Qr(packed.slice(-2, 0, m), packed.slice(-2, m, m + n));
    }

    /** The identity, as many and of the type of A. */
    static Tensor identity(Tensor a) {
        return Tensor.eye(a.size(-1)).cast(a.dtype()).expandAs(a.shape());
    }

    /** The lower triangle, zeros above. */
    static Tensor lower(Tensor a) {
        int n = a.size(-1);
        var rows = Tensor.range(a.size(-2)).unsqueeze(1);
        return rows.ge(Tensor.range(n)).where(a, 0);
    }
}
