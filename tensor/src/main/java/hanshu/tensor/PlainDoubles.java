package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;

/**
 * The kernels of {@link PlainKernels} for arrays of doubles: for checking gradients, for those who ask for F64, and for
 * arithmetic on whole numbers up to 2⁵³.
 */
public final class PlainDoubles {
    /** Multiplications, or elements, that are worth handing to another thread. */
    private static final int GRAIN = 1 << 15;

    /** Rows of C that a row of B is added to while it is at hand. */
    private static final int ROWS = 8;

    private PlainDoubles() {}

    public static void unary(Unary f, double[] x, int xo, double[] y, int yo, int n) {
        switch (f) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = -x[xo + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.abs(x[xo + i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.signum(x[xo + i]);
                }
            }
            case STEP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] > 0 ? 1 : 0;
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.sqrt(x[xo + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = 1 / x[xo + i];
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.exp(x[xo + i]);
                }
            }
            case EXPM1 -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.expm1(x[xo + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.log(x[xo + i]);
                }
            }
            case LOG1P -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.log1p(x[xo + i]);
                }
            }
            case SIN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.sin(x[xo + i]);
                }
            }
            case COS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.cos(x[xo + i]);
                }
            }
            case TAN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.tan(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = sigmoid(x[xo + i]);
                }
            }
            case SOFTPLUS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = softplus(x[xo + i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0);
                }
            }
            case ERF -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Erf.erf(x[xo + i]);
                }
            }
            case FLOOR -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.floor(x[xo + i]);
                }
            }
            case CEIL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.ceil(x[xo + i]);
                }
            }
            case ROUND -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.rint(x[xo + i]);
                }
            }
        }
    }

    public static void binary(
            Binary f, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        switch (f) {
            case PLUS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i * as] + b[bo + i * bs];
                }
            }
            case MINUS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i * as] - b[bo + i * bs];
                }
            }
            case TIMES -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i * as] * b[bo + i * bs];
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i * as] / b[bo + i * bs];
                }
            }
            case POW -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = pow(a[ao + i * as], b[bo + i * bs]);
                }
            }
            case MAX -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(a[ao + i * as], b[bo + i * bs]);
                }
            }
            case MIN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.min(a[ao + i * as], b[bo + i * bs]);
                }
            }
        }
    }

    public static void reduceRows(Reduction f, double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                y[yo + r] = reduce(f, x, xo + r * n, n);
            }
        });
    }

    /** The sum of n elements, or the largest or smallest; of none it is 0, −∞ or ∞. */
    private static double reduce(Reduction f, double[] x, int xo, int n) {
        return switch (f) {
            case SUM -> {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += x[xo + i];
                }
                yield sum;
            }
            case MAX -> max(x, xo, n);
            case MIN -> {
                double min = Double.POSITIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    min = Math.min(min, x[xo + i]);
                }
                yield min;
            }
        };
    }

    private static double max(double[] x, int xo, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    public static void reduceColumns(Reduction f, double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(n, Parallel.grain(GRAIN, rows), (from, to) -> {
            switch (f) {
                case SUM -> {
                    var sums = new double[to - from];
                    for (int r = 0; r < rows; r++) {
                        for (int c = from; c < to; c++) {
                            sums[c - from] += x[xo + r * n + c];
                        }
                    }
                    for (int c = from; c < to; c++) {
                        y[yo + c] = sums[c - from];
                    }
                }
                case MAX -> {
                    Arrays.fill(y, yo + from, yo + to, Double.NEGATIVE_INFINITY);
                    for (int r = 0; r < rows; r++) {
                        for (int c = from; c < to; c++) {
                            y[yo + c] = Math.max(y[yo + c], x[xo + r * n + c]);
                        }
                    }
                }
                case MIN -> {
                    Arrays.fill(y, yo + from, yo + to, Double.POSITIVE_INFINITY);
                    for (int r = 0; r < rows; r++) {
                        for (int c = from; c < to; c++) {
                            y[yo + c] = Math.min(y[yo + c], x[xo + r * n + c]);
                        }
                    }
                }
            }
        });
    }

    /** e^(x − max) / Σ e^(x − max); taking the maximum away changes nothing but keeps e^x from overflowing. */
    public static void softmax(double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int xr = xo + r * n;
                int yr = yo + r * n;
                double max = max(x, xr, n);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    double e = Math.exp(x[xr + i] - max);
                    y[yr + i] = e;
                    sum += e;
                }
                for (int i = 0; i < n; i++) {
                    y[yr + i] = (y[yr + i] / sum);
                }
            }
        });
    }

    /** (x − max) − log Σ e^(x − max). */
    public static void logSoftmax(double[] x, int xo, int rows, int n, double[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int xr = xo + r * n;
                int yr = yo + r * n;
                double max = max(x, xr, n);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += Math.exp(x[xr + i] - max);
                }
                double log = Math.log(sum);
                for (int i = 0; i < n; i++) {
                    y[yr + i] = (x[xr + i] - max - log);
                }
            }
        });
    }

    /** Each row of C is a sum of rows of B, and each row of B serves several rows of C. */
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
        if (bcs != 1 && n > 1) { // then columns of B lie far apart: lay them out side by side first
            var rows = new double[k * n];
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    rows[p * n + j] = b[bo + p * brs + j * bcs];
                }
            }
            matmul(m, n, k, a, ao, ars, acs, rows, 0, n, 1, c, co, crs, add);
            return;
        }
        Parallel.ranges(m, Math.max(ROWS, Parallel.grain(GRAIN, n * (long) k)), (from, to) -> {
            var row = new double[n];
            var sums = new double[Math.min(ROWS, to - from)][n];
            for (int i = from; i < to; i += ROWS) {
                int rows = Math.min(ROWS, to - i);
                for (int r = 0; add && r < rows; r++) {
                    System.arraycopy(c, co + (i + r) * crs, sums[r], 0, n);
                }
                for (int p = 0; p < k; p++) {
                    System.arraycopy(b, bo + p * brs, row, 0, n);
                    for (int r = 0; r < rows; r++) {
                        addProduct(a[ao + (i + r) * ars + p * acs], row, sums[r]);
                    }
                }
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(sums[r], 0, c, co + (i + r) * crs, n);
                    Arrays.fill(sums[r], 0);
                }
            }
        });
    }

    /** Two arrays from their first element on: the compiler makes vectors of that by itself. */
    private static void addProduct(double x, double[] row, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += x * row[j];
        }
    }

    /** In square blocks, so that what is read by columns stays in the cache. */
    public static void transpose(double[] x, int xo, int xrs, int rows, int columns, double[] y, int yo) {
        int block = 16;
        for (int r0 = 0; r0 < rows; r0 += block) {
            for (int c0 = 0; c0 < columns; c0 += block) {
                for (int c = c0; c < Math.min(c0 + block, columns); c++) {
                    for (int r = r0; r < Math.min(r0 + block, rows); r++) {
                        y[yo + c * rows + r] = x[xo + r * xrs + c];
                    }
                }
            }
        }
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** log(1 + e^x) = max(x, 0) + log(1 + e^−|x|), where nothing overflows. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** As IEEE 754 and C have it: 1^y is 1 and (−1)^±∞ is 1, also where {@link Math#pow} says NaN. */
    static double pow(double x, double y) {
        return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
    }
}
