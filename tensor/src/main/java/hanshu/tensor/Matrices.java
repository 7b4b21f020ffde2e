package hanshu.tensor;

/** The loops of linear algebra, over a batch of square matrices, in F64 whatever the type: rounded once, at the end. */
final class Matrices {
    private static final int SWEEPS = 60;

    private Matrices() {}

    /** X with A·X = B, by elimination with partial pivoting; a singular matrix gives infinities and NaN. */
    static Tensor solve(Tensor a, Tensor b) {
        int n = order("solve", a);
        Arithmetic.requireSameType("solve", a, b);
        int rank = a.rank();
        if (b.rank() != rank || !b.shape().range(0, rank - 1).equals(a.shape().range(0, rank - 1))) {
            throw new ShapeException("solve: needs (…, n, n) and (…, n, m), got " + a.shape() + " and " + b.shape());
        }
        int m = b.size(-1);
        var left = Moves.doubles(a);
        var right = Moves.doubles(b);
        for (int i = 0; i < batch(a); i++) {
            eliminate(left, i * n * n, n, right, i * n * m, m);
            substitute(left, i * n * n, n, right, i * n * m, m);
        }
        return rounded(right, b.shape(), b.dtype());
    }

    static Tensor determinant(Tensor a) {
        int n = order("determinant", a);
        var left = Moves.doubles(a);
        var result = new double[batch(a)];
        for (int i = 0; i < result.length; i++) {
            result[i] = eliminate(left, i * n * n, n, new double[0], 0, 0);
            for (int k = 0; k < n; k++) {
                result[i] *= left[i * n * n + k * n + k];
            }
        }
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

    /** L, lower triangular, with L·Lᵀ = (A + Aᵀ)/2; NaN where that is not positive definite. */
    static Tensor cholesky(Tensor a) {
        int n = order("cholesky", a);
        var x = Moves.doubles(a);
        var l = new double[x.length];
        for (int at = 0; at < x.length; at += n * n) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = (x[at + i * n + j] + x[at + j * n + i]) / 2;
                    for (int k = 0; k < j; k++) {
                        sum -= l[at + i * n + k] * l[at + j * n + k];
                    }
                    l[at + i * n + j] = i == j ? Math.sqrt(sum) : sum / l[at + j * n + j];
                }
            }
        }
        return rounded(l, a.shape(), a.dtype());
    }

    /**
     * Eigenvectors as columns, and in the last column the eigenvalues, ascending, of (A + Aᵀ)/2: (…, n, n + 1). By
     * Jacobi's rotations; of each vector the element that is largest in size is positive.
     */
    static Tensor symmetricEigen(Tensor a) {
        int n = order("symmetricEigen", a);
        var x = Moves.doubles(a);
        int batch = batch(a);
        var result = new double[batch * n * (n + 1)];
        for (int b = 0; b < batch; b++) {
            var s = new double[n][n];
            var v = new double[n][n];
            for (int i = 0; i < n; i++) {
                v[i][i] = 1;
                for (int j = 0; j < n; j++) {
                    s[i][j] = (x[(b * n + i) * n + j] + x[(b * n + j) * n + i]) / 2;
                }
            }
            int sweep = 0;
            while (sweep < SWEEPS && rotateAll(s, v)) {
                sweep++;
            }
            write(s, v, result, b * n * (n + 1));
        }
        return rounded(result, a.shape().with(-1, n + 1), a.dtype());
    }

    /** A sweep of rotations, each of which clears two elements; whether there was any to clear. */
    private static boolean rotateAll(double[][] s, double[][] v) {
        int n = s.length;
        boolean any = false;
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                double off = s[p][q];
                if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(s[p][p] * s[q][q])) || Math.abs(off) < 1e-300) {
                    continue;
                }
                any = true;
                double theta = (s[q][q] - s[p][p]) / (2 * off);
                double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
                double cos = 1 / Math.sqrt(t * t + 1);
                double sin = t * cos;
                for (int k = 0; k < n; k++) {
                    double left = s[k][p];
                    double right = s[k][q];
                    s[k][p] = cos * left - sin * right;
                    s[k][q] = sin * left + cos * right;
                }
                for (int k = 0; k < n; k++) {
                    double left = s[p][k];
                    double right = s[q][k];
                    s[p][k] = cos * left - sin * right;
                    s[q][k] = sin * left + cos * right;
                    left = v[k][p];
                    right = v[k][q];
                    v[k][p] = cos * left - sin * right;
                    v[k][q] = sin * left + cos * right;
                }
                s[p][q] = 0;
                s[q][p] = 0;
            }
        }
        return any;
    }

    private static void write(double[][] s, double[][] v, double[] result, int at) {
        int n = s.length;
        var done = new boolean[n];
        for (int column = 0; column < n; column++) {
            int least = -1;
            for (int i = 0; i < n; i++) {
                if (!done[i] && (least < 0 || s[i][i] < s[least][least])) {
                    least = i;
                }
            }
            done[least] = true;
            int top = 0;
            for (int i = 1; i < n; i++) {
                top = Math.abs(v[i][least]) > Math.abs(v[top][least]) ? i : top;
            }
            double sign = v[top][least] < 0 ? -1 : 1;
            for (int i = 0; i < n; i++) {
                result[at + i * (n + 1) + column] = sign * v[i][least];
            }
            result[at + column * (n + 1) + n] = s[least][least];
        }
    }

    private static int order(String what, Tensor a) {
        if (a.rank() < 2 || a.size(-1) != a.size(-2) || !a.dtype().isFloating()) {
            throw new ShapeException(
                    what + ": needs square matrices of F32 or F64, got " + a.dtype() + " " + a.shape());
        }
        return a.size(-1);
    }

    private static int batch(Tensor a) {
        return a.shape().count(0, a.rank() - 2);
    }

    private static Tensor rounded(double[] values, Shape shape, DType dtype) {
        return Tensor.owning(new Storage(DType.F64, values), shape).cast(dtype);
    }
}
