package hanshu.tensor;

/**
 * Eigenvalues and singular values by Jacobi's rotations, each of which makes two directions independent of each other;
 * after some sweeps over all pairs all are (Golub & Van Loan, Matrix Computations, sections 8.5 and 8.6.3). In F64, over
 * a batch that is spread over threads.
 */
final class Rotations {
    private static final int SWEEPS = 60;

    private Rotations() {}

    /**
     * Eigenvectors as columns, and in the last column the eigenvalues, ascending, of (A + Aᵀ)/2: (…, n, n + 1). By
     * Jacobi's rotations; of each vector the element that is largest in size is positive.
     */
    static Tensor symmetricEigen(Tensor a) {
        int n = Matrices.order("symmetricEigen", a);
        var x = Moves.doubles(a);
        int batch = Matrices.batch(a);
        var result = new double[batch * n * (n + 1)];
        Matrices.each(batch, 2 * n, b -> {
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
        });
        return Matrices.rounded(result, a.shape().with(-1, n + 1), a.dtype());
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

    /**
     * Of (…, m, n) with m ≥ n the vectors u as columns of m rows, below them v, in the last row the singular values,
     * descending: (…, m + n + 1, n). A = Q·R, then the rows of R are turned until they are at right angles: Jᵀ·R = Σ·Vᵀ,
     * U = Q·J (Hestenes 1958; Drmač & Veselić 2008).
     */
    static Tensor svd(Tensor a) {
        int m = a.size(-2);
        int n = a.size(-1);
        var qr = Moves.doubles(Reflections.qr(a.cast(DType.F64)));
        int batch = Matrices.batch(a);
        var result = new double[batch * (m + n + 1) * n];
        Matrices.each(batch, 2 * n, b -> {
            int at = b * (m + n) * n;
            var rows = new double[n][n];
            var turns = new double[n][n];
            for (int i = 0; i < n; i++) {
                turns[i][i] = 1;
                System.arraycopy(qr, at + (m + i) * n, rows[i], 0, n);
            }
            int sweep = 0;
            while (sweep < SWEEPS && turnAll(rows, turns)) {
                sweep++;
            }
            write(qr, at, m, rows, turns, result, b * (m + n + 1) * n);
        });
        var shape = a.shape().with(-2, m + n + 1);
        return Matrices.rounded(result, shape, a.dtype());
    }

    /** A sweep over all pairs of rows; whether there was any to turn. */
    private static boolean turnAll(double[][] rows, double[][] turns) {
        boolean any = false;
        for (int p = 0; p < rows.length; p++) {
            for (int q = p + 1; q < rows.length; q++) {
                double alpha = dot(rows[p], rows[p]);
                double beta = dot(rows[q], rows[q]);
                double gamma = dot(rows[p], rows[q]);
                if (Math.abs(gamma) > 1e-15 * Math.sqrt(alpha) * Math.sqrt(beta)) {
                    any = true;
                    double zeta = (beta - alpha) / (2 * gamma);
                    double t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
                    double cos = 1 / Math.sqrt(1 + t * t);
                    turn(rows[p], rows[q], cos, cos * t);
                    turn(turns[p], turns[q], cos, cos * t);
                }
            }
        }
        return any;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void turn(double[] a, double[] b, double cos, double sin) {
        for (int i = 0; i < a.length; i++) {
            double first = a[i];
            double second = b[i];
            a[i] = cos * first - sin * second;
            b[i] = sin * first + cos * second;
        }
    }

    /** Largest values first; of each u the element that is largest in size is positive. */
    private static void write(
            double[] qr, int from, int m, double[][] rows, double[][] turns, double[] result, int at) {
        int n = rows.length;
        var v = new double[n][];
        var done = new boolean[n];
        for (int column = 0; column < n; column++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (!done[i] && (next < 0 || dot(rows[i], rows[i]) > dot(rows[next], rows[next]))) {
                    next = i;
                }
            }
            done[next] = true;
            double size = Math.sqrt(dot(rows[next], rows[next]));
            v[column] = size == 0 ? another(v, column, n) : scaled(rows[next], 1 / size);
            double top = 0;
            for (int i = 0; i < m; i++) {
                double u = 0;
                for (int k = 0; k < n; k++) {
                    u += qr[from + i * n + k] * turns[next][k];
                }
                result[at + i * n + column] = u;
                top = Math.abs(u) > Math.abs(top) ? u : top;
            }
            double sign = top < 0 ? -1 : 1;
            for (int i = 0; i < m; i++) {
                result[at + i * n + column] *= sign;
            }
            for (int i = 0; i < n; i++) {
                result[at + (m + i) * n + column] = sign * v[column][i];
            }
            result[at + (m + n) * n + column] = size;
        }
    }

    private static double[] scaled(double[] x, double factor) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = factor * x[i];
        }
        return y;
    }

    /** A direction at right angles to the first few: what is left of the axis that they touch least. */
    private static double[] another(double[][] v, int count, int n) {
        int least = 0;
        double covered = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < n; axis++) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum += v[j][axis] * v[j][axis];
            }
            if (sum < covered) {
                covered = sum;
                least = axis;
            }
        }
        var x = new double[n];
        x[least] = 1;
        for (int again = 0; again < 2; again++) { // twice, for the digits that are lost
            for (int j = 0; j < count; j++) {
                double along = dot(x, v[j]);
                for (int i = 0; i < n; i++) {
                    x[i] -= along * v[j][i];
                }
            }
        }
        return scaled(x, 1 / Math.sqrt(dot(x, x)));
    }
}
