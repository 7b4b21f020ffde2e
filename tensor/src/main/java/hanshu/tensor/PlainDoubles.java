package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;

/**
 * The kernels for arrays of doubles, each the loop of its definition: for checking gradients, for those who ask for F64,
 * for arithmetic on whole numbers up to 2⁵³, and what all other kernels are compared with.
 */
public final class PlainDoubles {
    /** Multiplications, or elements, that are worth handing to another thread. */
    private static final int GRAIN = 1 << 15;

    private PlainDoubles() {}

    public static void unary(Unary f, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Elementary.of(f, x[xo + i]);
        }
    }

    public static void binary(
            Binary f, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Elementary.of(f, a[ao + i * as], b[bo + i * bs]);
        }
    }

    public static void reduceRows(Reduction f, double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                double result = Elementary.ofNone(f);
                for (int i = 0; i < n; i++) {
                    result = Elementary.of(f, result, x[xo + r * n + i]);
                }
                y[yo + r] = result;
            }
        });
    }

    public static void reduceColumns(Reduction f, double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(n, Parallel.grain(GRAIN, rows), (from, to) -> {
            Arrays.fill(y, yo + from, yo + to, Elementary.ofNone(f));
            for (int r = 0; r < rows; r++) {
                for (int c = from; c < to; c++) {
                    y[yo + c] = Elementary.of(f, y[yo + c], x[xo + r * n + c]);
                }
            }
        });
    }

    /** e^x / Σ e^x. */
    public static void softmax(double[] x, int xo, int rows, int n, double[] y, int yo) {
        logSoftmax(x, xo, rows, n, y, yo);
        unary(Unary.EXP, y, yo, y, yo, rows * n);
    }

    /** (x − max) − log Σ e^(x − max); taking the maximum away changes nothing but keeps e^x from overflowing. */
    public static void logSoftmax(double[] x, int xo, int rows, int n, double[] y, int yo) {
        var max = new double[rows];
        reduceRows(Reduction.MAX, x, xo, rows, n, max, 0);
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    y[yo + r * n + i] = x[xo + r * n + i] - max[r];
                    sum += Math.exp(y[yo + r * n + i]);
                }
                double log = Math.log(sum);
                for (int i = 0; i < n; i++) {
                    y[yo + r * n + i] -= log;
                }
            }
        });
    }

    /** Each row of C is a sum of rows of B. Strides as in {@link Kernels#matmul}. */
    public static void matmul(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int crs,
            boolean add) {
        Parallel.ranges(m, Parallel.grain(GRAIN, n * (long) k), (from, to) -> {
            for (int i = from; i < to; i++) {
                if (!add) {
                    Arrays.fill(c, co + i * crs, co + i * crs + n, 0);
                }
                for (int p = 0; p < k; p++) {
                    double factor = a[ao + i * ars + p * acs];
                    for (int j = 0; j < n; j++) {
                        c[co + i * crs + j] += factor * b[bo + p * brs + j * bcs];
                    }
                }
            }
        });
    }
}
