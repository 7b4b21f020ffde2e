package hanshu.tensor;

/** QR decompositions by Householder's reflections (Golub & Van Loan, Matrix Computations, section 5.2), in F64. */
final class Reflections {
    private Reflections() {}

    /** Of (…, m, n) with m ≥ n the columns of Q, below them R, whose diagonal is not negative: (…, m + n, n). */
    static Tensor qr(Tensor a) {
        int m = a.size(-2);
        int n = a.size(-1);
        var x = Moves.doubles(a);
        int batch = Matrices.batch(a);
        var result = new double[batch * (m + n) * n];
        Matrices.each(batch, m, b -> {
            var columns = new double[n][m];
            for (int i = 0; i < m * n; i++) {
                columns[i % n][i / n] = x[b * m * n + i];
            }
            var mirrors = new double[n][];
            for (int k = 0; k < n; k++) {
                mirrors[k] = mirror(columns[k], k);
                for (int j = k; j < n; j++) {
                    reflect(mirrors[k], k, columns[j]);
                }
            }
            int at = b * (m + n) * n;
            for (int j = 0; j < n; j++) {
                var q = new double[m];
                q[j] = columns[j][j] < 0 ? -1 : 1;
                for (int k = n - 1; k >= 0; k--) {
                    reflect(mirrors[k], k, q);
                }
                for (int i = 0; i < m; i++) {
                    result[at + i * n + j] = q[i];
                }
                for (int i = 0; i <= j; i++) {
                    result[at + (m + i) * n + j] = columns[i][i] < 0 ? -columns[j][i] : columns[j][i];
                }
            }
        });
        return Matrices.rounded(result, a.shape().with(-2, m + n), a.dtype());
    }

    /** A direction v of length √2: I − v·vᵀ takes all from x below element k. Zeros where there is nothing to take. */
    private static double[] mirror(double[] x, int k) {
        var v = new double[x.length];
        double length = 0;
        for (int i = k; i < x.length; i++) {
            length = Math.hypot(length, x[i]);
        }
        if (length == 0) {
            return v;
        }
        double sign = x[k] < 0 ? -1 : 1;
        double shift = Math.sqrt(1 + sign * x[k] / length);
        for (int i = k; i < x.length; i++) {
            v[i] = x[i] / length / shift;
        }
        v[k] = sign * shift;
        return v;
    }

    private static void reflect(double[] v, int k, double[] x) {
        double along = 0;
        for (int i = k; i < x.length; i++) {
            along += v[i] * x[i];
        }
        for (int i = k; i < x.length; i++) {
            x[i] -= along * v[i];
        }
    }
}
