package hanshu.tensor;

import hanshu.tensor.Op.Part;

/**
 * Elimination, over a batch of square matrices that is spread over threads, in F64 whatever the type: rounded once, at the
 * end.
 */
final class Matrices {
    /** Multiply-adds worth handing to another thread. */
    private static final int GRAIN = 1 << 15;

    private Matrices() {}

    /** What is done with matrix i of a batch. */
    interface Each {
        void accept(int i);
    }

    /** All matrices of a batch, each of which takes about size³ steps. */
    static void each(int batch, int size, Each body) {
        Parallel.ranges(batch, Parallel.grain(GRAIN, (long) size * size * size), (from, to) -> {
            for (int i = from; i < to; i++) {
                body.accept(i);
            }
        });
    }

    /**
     * X with A·X = B: by elimination with partial pivoting, or by substitution where part of A is all there is. A singular
     * matrix gives infinities and NaN.
     */
    static Tensor solve(Part part, Tensor a, Tensor b) {
        int n = order("solve", a);
        Arithmetic.requireSameType("solve", a, b);
        int rank = a.rank();
        if (b.rank() != rank || !b.shape().range(0, rank - 1).equals(a.shape().range(0, rank - 1))) {
            throw new ShapeException("solve: needs (…, n, n) and (…, n, m), got " + a.shape() + " and " + b.shape());
        }
        int m = b.size(-1);
        var left = Moves.doubles(a);
        var right = Moves.doubles(b);
        each(batch(a), Math.max(n, m), i -> {
            if (part == Part.LOWER) {
                substituteDown(left, i * n * n, n, right, i * n * m, m);
            } else {
                if (part == Part.ALL) {
                    eliminate(left, i * n * n, n, right, i * n * m, m);
                }
                substitute(left, i * n * n, n, right, i * n * m, m);
            }
        });
        return rounded(right, b.shape(), b.dtype());
    }

    static Tensor determinant(Tensor a) {
        int n = order("determinant", a);
        var left = Moves.doubles(a);
        var result = new double[batch(a)];
        each(result.length, n, i -> {
            result[i] = eliminate(left, i * n * n, n, new double[0], 0, 0);
            for (int k = 0; k < n; k++) {
                result[i] *= left[i * n * n + k * n + k];
            }
        });
        return rounded(result, a.shape().range(0, a.rank() - 2), a.dtype());
    }

    /** Upper triangular form, with the same exchanges and sums of rows on the right; gives the sign of the exchanges. */
    private static double eliminate(double[] a, int at, int n, double[] b, int bAt, int m) {
        double sign = 1;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[at + i * n + k]) > Math.abs(a[at + pivot * n + k])) {
                    pivot = i;
                }
            }
            if (pivot != k) {
                exchange(a, at + k * n, at + pivot * n, n);
                exchange(b, bAt + k * m, bAt + pivot * m, m);
                sign = -sign;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[at + i * n + k] == 0 ? 0 : a[at + i * n + k] / a[at + k * n + k];
                for (int j = k; j < n; j++) {
                    a[at + i * n + j] -= factor * a[at + k * n + j];
                }
                for (int j = 0; j < m; j++) {
                    b[bAt + i * m + j] -= factor * b[bAt + k * m + j];
                }
            }
        }
        return sign;
    }

    private static void exchange(double[] x, int i, int j, int count) {
        for (int c = 0; c < count; c++) {
            double kept = x[i + c];
            x[i + c] = x[j + c];
            x[j + c] = kept;
        }
    }

    /** From the last row to the first; what lies below the diagonal plays no part. */
    private static void substitute(double[] a, int at, int n, double[] b, int bAt, int m) {
        for (int i = n - 1; i >= 0; i--) {
            for (int c = 0; c < m; c++) {
                double sum = b[bAt + i * m + c];
                for (int j = i + 1; j < n; j++) {
                    sum -= a[at + i * n + j] * b[bAt + j * m + c];
                }
                b[bAt + i * m + c] = sum / a[at + i * n + i];
            }
        }
    }

    /** From the first row to the last; what lies above the diagonal plays no part. */
    private static void substituteDown(double[] a, int at, int n, double[] b, int bAt, int m) {
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                double sum = b[bAt + i * m + c];
                for (int j = 0; j < i; j++) {
                    sum -= a[at + i * n + j] * b[bAt + j * m + c];
                }
                b[bAt + i * m + c] = sum / a[at + i * n + i];
            }
        }
    }

    /**
     * The order of rows and columns in which the largest element left is the next pivot.
     *
     * @param rows (…, n), I64
     * @param columns (…, n), I64
     * @param sign of the determinant of the exchanges: (…)
     * @param ranks how many pivots exceed the tolerance times the first: (…), I64
     */
    record Pivots(Tensor rows, Tensor columns, Tensor sign, Tensor ranks) {}

    /** By elimination with complete pivoting (Golub & Van Loan, section 3.4.8). */
    static Pivots pivots(Tensor a, double tolerance) {
        int n = order("determinant", a);
        var x = Moves.doubles(a);
        int batch = batch(a);
        var rows = new long[batch * n];
        var columns = new long[batch * n];
        var sign = new double[batch];
        var ranks = new long[batch];
        each(batch, n, i -> {
            int at = i * n * n;
            for (int k = 0; k < n; k++) {
                rows[i * n + k] = k;
                columns[i * n + k] = k;
            }
            sign[i] = 1;
            double first = 0;
            for (int k = 0; k < n; k++) {
                int pivot = largest(x, at, n, k);
                double size = Math.abs(x[at + pivot]);
                first = k == 0 ? size : first;
                if (size <= tolerance * first) {
                    break;
                }
                sign[i] *= bringToTheDiagonal(x, at, n, k, pivot, rows, columns, i * n);
                ranks[i]++;
                for (int r = k + 1; r < n; r++) {
                    double factor = x[at + r * n + k] / x[at + k * n + k];
                    for (int c = k; c < n; c++) {
                        x[at + r * n + c] -= factor * x[at + k * n + c];
                    }
                }
            }
        });
        var shape = a.shape().range(0, a.rank() - 1);
        var outer = a.shape().range(0, a.rank() - 2);
        return new Pivots(
                Tensor.owning(new Storage(DType.I64, rows), shape),
                Tensor.owning(new Storage(DType.I64, columns), shape),
                rounded(sign, outer, a.dtype()),
                Tensor.owning(new Storage(DType.I64, ranks), outer));
    }

    /** Where the largest element lies of the rows and columns from k on. */
    private static int largest(double[] x, int at, int n, int k) {
        int largest = k * n + k;
        for (int r = k; r < n; r++) {
            for (int c = k; c < n; c++) {
                if (Math.abs(x[at + r * n + c]) > Math.abs(x[at + largest])) {
                    largest = r * n + c;
                }
            }
        }
        return largest;
    }

    private static double bringToTheDiagonal(
            double[] x, int at, int n, int k, int pivot, long[] rows, long[] columns, int orderAt) {
        int r = pivot / n;
        int c = pivot % n;
        exchange(x, at + k * n, at + r * n, n);
        for (int row = 0; row < n; row++) {
            exchange(x, at + row * n + k, at + row * n + c, 1);
        }
        long row = rows[orderAt + k];
        rows[orderAt + k] = rows[orderAt + r];
        rows[orderAt + r] = row;
        long column = columns[orderAt + k];
        columns[orderAt + k] = columns[orderAt + c];
        columns[orderAt + c] = column;
        return (r == k ? 1 : -1) * (c == k ? 1 : -1);
    }

    /** L, lower triangular, with L·Lᵀ = (A + Aᵀ)/2; NaN where that is not positive definite. */
    static Tensor cholesky(Tensor a) {
        int n = order("cholesky", a);
        var x = Moves.doubles(a);
        var l = new double[x.length];
        each(batch(a), n, b -> {
            int at = b * n * n;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = (x[at + i * n + j] + x[at + j * n + i]) / 2;
                    for (int k = 0; k < j; k++) {
                        sum -= l[at + i * n + k] * l[at + j * n + k];
                    }
                    l[at + i * n + j] = i == j ? Math.sqrt(sum) : sum / l[at + j * n + j];
                }
            }
        });
        return rounded(l, a.shape(), a.dtype());
    }

    static int order(String what, Tensor a) {
        if (a.rank() < 2 || a.size(-1) != a.size(-2) || !a.dtype().isFloating()) {
            throw new ShapeException(
                    what + ": needs square matrices of F32 or F64, got " + a.dtype() + " " + a.shape());
        }
        return a.size(-1);
    }

    static int batch(Tensor a) {
        return a.shape().count(0, a.rank() - 2);
    }

    static Tensor rounded(double[] values, Shape shape, DType dtype) {
        return Tensor.owning(new Storage(DType.F64, values), shape).cast(dtype);
    }
}
