package hanshu.tensor;

import static hanshu.tensor.LinearAlgebra.identity;
import static hanshu.tensor.LinearAlgebra.lower;

import hanshu.tensor.Op.Part;
import hanshu.tensor.Op.Solve;
import org.jspecify.annotations.Nullable;

/**
 * The part of the {@link GradientTable} that is about matrices (Giles 2008, "Collected matrix derivative results"). A
 * quotient of differences that are 0, as of equal eigenvalues, counts as 0: what does not depend on the vectors of such
 * values keeps its gradient.
 */
final class MatrixGradients {
    private MatrixGradients() {}

    /** A⁻ᵀ·g for B, and −(A⁻ᵀ·g)·Xᵀ for the part of A that counts. */
    static @Nullable Tensor[] solve(Part part, Tensor a, Tensor x, Tensor g, boolean[] wants) {
        var ofB = Interpreter.run(new Solve(part.transposed()), a.transpose(), g);
        return new @Nullable Tensor[] {
            wants[0] ? part(part, ofB.matmul(x.transpose()).neg()) : null, ofB
        };
    }

    private static Tensor part(Part part, Tensor a) {
        return switch (part) {
            case ALL -> a;
            case LOWER -> lower(a);
            case UPPER -> upper(a);
        };
    }

    private static Tensor upper(Tensor a) {
        return lower(a.transpose()).transpose();
    }

    /** det A · A⁻ᵀ (Jacobi). */
    static Tensor determinant(Tensor a, Tensor y, Tensor g) {
        return LinearAlgebra.inverse(a.transpose())
                .times(g.times(y).unsqueeze(-1).unsqueeze(-1));
    }

    /** The symmetric part of L⁻ᵀ·Φ(Lᵀ·g)·L⁻¹, Φ the lower triangle with half of the diagonal (Murray 2016, equation 10). */
    static Tensor cholesky(Tensor l, Tensor g) {
        var product = lower(l.transpose().matmul(g));
        var half = product.minus(product.times(identity(l)).times(0.5));
        var left = Interpreter.run(new Solve(Part.UPPER), l.transpose(), half);
        var both = Interpreter.run(new Solve(Part.UPPER), l.transpose(), left.transpose());
        return both.plus(both.transpose()).times(0.5);
    }

    /** The symmetric part of V·(diag(gλ) + F∘(Vᵀ·gV))·Vᵀ with Fᵢⱼ = 1/(λⱼ − λᵢ) (Giles 2008, section 3.1). */
    static Tensor symmetricEigen(Tensor y, Tensor g) {
        int n = y.size(-2);
        var v = y.slice(-1, 0, n);
        var values = y.slice(-1, n, n + 1); // (…, n, 1)
        var turned = quotient(
                v.transpose().matmul(g.slice(-1, 0, n)), values.transpose().minus(values));
        var inner = turned.plus(identity(v).times(g.slice(-1, n, n + 1)));
        var slope = v.matmul(inner).matmul(v.transpose());
        return slope.plus(slope.transpose()).times(0.5);
    }

    /** (gQ + Q·C)·R⁻ᵀ, where C has the lower triangle of R·gRᵀ − gQᵀ·Q and is symmetric (Walter & Lehmann 2010). */
    static Tensor qr(Tensor y, Tensor g) {
        int n = y.size(-1);
        int m = y.size(-2) - n;
        var q = y.slice(-2, 0, m);
        var r = y.slice(-2, m, m + n);
        var ofQ = g.slice(-2, 0, m);
        var ofR = upper(g.slice(-2, m, m + n));
        var below = lower(r.matmul(ofR.transpose()).minus(ofQ.transpose().matmul(q)));
        var symmetric = below.plus(below.transpose()).minus(below.times(identity(r)));
        var sum = ofQ.plus(q.matmul(symmetric));
        return Interpreter.run(new Solve(Part.UPPER), r, sum.transpose()).transpose();
    }

    /**
     * With Eᵢⱼ = σⱼ² − σᵢ² and skew(X) = X − Xᵀ
     *
     * <pre>
     *   U·(skew(Uᵀ·gU)/E·Σ + Σ·skew(Vᵀ·gV)/E + diag(gσ))·Vᵀ + (I − U·Uᵀ)·gU·Σ⁻¹·Vᵀ
     * </pre>
     *
     * (Townsend 2016, "Differentiating the singular value decomposition").
     */
    static Tensor svd(Tensor y, Tensor g) {
        int n = y.size(-1);
        int m = y.size(-2) - n - 1;
        var u = y.slice(-2, 0, m);
        var v = y.slice(-2, m, m + n);
        var values = y.slice(-2, m + n, m + n + 1); // (…, 1, n)
        var column = values.transpose();
        var ofU = u.transpose().matmul(g.slice(-2, 0, m));
        var ofV = v.transpose().matmul(g.slice(-2, m, m + n));
        var e = values.minus(column).times(values.plus(column));
        var inner = quotient(skew(ofU), e)
                .times(values)
                .plus(quotient(skew(ofV), e).times(column))
                .plus(identity(v).times(g.slice(-2, m + n, m + n + 1)));
        var sum = u.matmul(inner);
        if (m > n) {
            var beside = g.slice(-2, 0, m).minus(u.matmul(ofU));
            sum = sum.plus(quotient(beside, values.expandAs(beside.shape())));
        }
        return sum.matmul(v.transpose());
    }

    private static Tensor skew(Tensor x) {
        return x.minus(x.transpose());
    }

    /** x / d, and 0 where d is 0. */
    private static Tensor quotient(Tensor x, Tensor d) {
        var exists = d.ne(0);
        return exists.where(x.div(exists.where(d, Tensor.onesLike(d))), Tensor.zerosLike(x));
    }
}
