package hanshu.tensor;

/**
 * Equations, decompositions and determinants of the matrices in the last two axes; leading axes are a batch. All have
 * gradients of any order. Computed in F64 also for F32.
 */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /** X with A·X = B: (…, n, n) and (…, n, m) give (…, n, m), batches broadcasting. */
    public static Tensor solve(Tensor a, Tensor b) {
        if (a.rank() < 2 || b.rank() < 2) {
            throw new ShapeException("solve: needs matrices, got " + a.shape() + " and " + b.shape());
        }
        var batch = Shape.broadcast(
                "solve: batch axes", a.shape().range(0, a.rank() - 2), b.shape().range(0, b.rank() - 2));
        return Interpreter.run(new Op.Solve(), over(batch, a), over(batch, b));
    }

    private static Tensor over(Shape batch, Tensor x) {
        return x.expandAs(batch.append(x.shape().range(x.rank() - 2, x.rank())));
    }

    /** As {@link #solve}, of the lower or upper triangle of A alone; what A holds elsewhere plays no part. */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
        return solve(upper ? lower(a.transpose()).transpose() : lower(a), b);
    }

    /** A⁻¹. */
    public static Tensor inverse(Tensor a) {
        return solve(a, identity(a));
    }

    /** det A: (…, n, n) gives (…). The gradient is det A · A⁻ᵀ, and NaN where A is singular. */
    public static Tensor determinant(Tensor a) {
        return Interpreter.run(new Op.Determinant(), a);
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
     * The singular value decomposition of (…, m, n), from the eigenvalues ±σ of (0 A; Aᵀ 0), which loses no digits as AᵀA
     * does (Golub & Van Loan, Matrix Computations, section 8.6). The vectors of σ = 0 are not determined by it.
     */
    public static Svd svd(Tensor a) {
        if (a.rank() < 2) {
            throw new ShapeException("svd: needs matrices, got " + a.shape());
        }
        int m = a.size(-2);
        int n = a.size(-1);
        int k = Math.min(m, n);
        var above = a.pad(-1, m, 0, 0); // (…, m, m + n)
        var below = a.transpose().pad(-1, 0, n, 0); // (…, n, m + n)
        var eigen = symmetricEigen(Tensor.concat(-2, above, below));
        var values = eigen.values().slice(-1, m + n - k, m + n).flip(-1);
        var vectors = eigen.vectors().slice(-1, m + n - k, m + n).flip(-1).times(Math.sqrt(2));
        return new Svd(vectors.slice(-2, 0, m), values, vectors.slice(-2, m, m + n));
    }

    /**
     * A = Q·R.
     *
     * @param q columns of length 1, at right angles: (…, m, n)
     * @param r upper triangular, its diagonal positive: (…, n, n)
     */
    public record Qr(Tensor q, Tensor r) {}

    /**
     * The QR decomposition of (…, m, n) with m ≥ n, whose columns are independent: twice by Cholesky, once for R and once
     * for the digits that are lost (Yamamoto, Nakatsukasa, Yanagisawa & Fukaya 2015, "CholeskyQR2"). NaN where the
     * condition number of A exceeds 10⁸.
     */
    public static Qr qr(Tensor a) {
        if (a.rank() < 2 || a.size(-2) < a.size(-1)) {
            throw new ShapeException("qr: needs (…, m, n) with m at least n, got " + a.shape());
        }
        var first = cholesky(a.transpose().matmul(a));
        var nearly = solve(first, a.transpose()).transpose();
        var second = cholesky(nearly.transpose().matmul(nearly));
        var q = solve(second, nearly.transpose()).transpose();
        return new Qr(q, second.transpose().matmul(first.transpose()));
    }

    /** The identity, as many and of the type of A. */
    static Tensor identity(Tensor a) {
        return Tensor.eye(a.size(-1)).cast(a.dtype()).expandAs(a.shape());
    }

    /** The lower triangle, zeros above. */
    static Tensor lower(Tensor a) {
        int n = a.size(-1);
        var rows = Tensor.range(a.size(-2)).unsqueeze(1);
        return rows.ge(Tensor.range(n)).where(a, a.number(0));
    }
}
