package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;

/**
 * The kernels in plain Java: each is the loop of its definition, the reference that every other provider is compared
 * with, and what runs where the Vector API is not at hand. NaN and infinities behave as IEEE 754 and PyTorch have it.
 *
 * <p>Functions are computed in double precision, as {@link Elementary} defines them, and rounded once. Sums of rows and
 * columns add in double precision, in order. {@link PlainDoubles} is the same for double arrays.
 */
public final class PlainKernels implements Kernels {

    /** Multiplications, or elements, that are worth handing to another thread. */
    private static final int GRAIN = 1 << 15;

    /** Rows of C that a row of B is added to while it is at hand. */
    private static final int ROWS = 8;

    private static final ThreadLocal<float[][]> ROOM = ThreadLocal.withInitial(() -> new float[ROWS + 1][0]);

    /** Stateless: any instance is as good as another. */
    public PlainKernels() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
        switch (f) { // the compiler makes vectors of a loop whose operation it knows
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = -x[xo + i];
                }
            }
            case STEP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] > 0 ? 1f : 0f;
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0f);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = (float) Elementary.of(f, x[xo + i]);
                }
            }
        }
    }

    @Override
    public void binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
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
            case POW, MAX, MIN -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = (float) Elementary.of(f, a[ao + i * as], b[bo + i * bs]);
                }
            }
        }
    }

    @Override
    public void reduceRows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                y[yo + r] = reduce(f, x, xo + r * n, n);
            }
        });
    }

    /** The sum of n elements, or the largest or smallest. */
    private static float reduce(Reduction f, float[] x, int xo, int n) {
        double result = Elementary.ofNone(f);
        for (int i = 0; i < n; i++) {
            result = Elementary.of(f, result, x[xo + i]);
        }
        return (float) result;
    }

    @Override
    public void reduceColumns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(n, Parallel.grain(GRAIN, rows), (from, to) -> {
            var results = new double[to - from];
            Arrays.fill(results, Elementary.ofNone(f));
            for (int r = 0; r < rows; r++) {
                for (int c = from; c < to; c++) {
                    results[c - from] = Elementary.of(f, results[c - from], x[xo + r * n + c]);
                }
            }
            for (int c = from; c < to; c++) {
                y[yo + c] = (float) results[c - from];
            }
        });
    }

    /** e^(x − max) / Σ e^(x − max); taking the maximum away changes nothing but keeps e^x from overflowing. */
    @Override
    public void softmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int xr = xo + r * n;
                int yr = yo + r * n;
                double max = reduce(Reduction.MAX, x, xr, n);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    double e = Math.exp(x[xr + i] - max);
                    y[yr + i] = (float) e;
                    sum += e;
                }
                for (int i = 0; i < n; i++) {
                    y[yr + i] = (float) (y[yr + i] / sum);
                }
            }
        });
    }

    /** (x − max) − log Σ e^(x − max). */
    @Override
    public void logSoftmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int xr = xo + r * n;
                int yr = yo + r * n;
                double max = reduce(Reduction.MAX, x, xr, n);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += Math.exp(x[xr + i] - max);
                }
                double log = Math.log(sum);
                for (int i = 0; i < n; i++) {
                    y[yr + i] = (float) (x[xr + i] - max - log);
                }
            }
        });
    }

    /** Each row of C is a sum of rows of B, and each row of B serves several rows of C. */
    @Override
    public void matmul(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        if (bcs != 1 && n > 1) { // then columns of B lie far apart: lay them out side by side first
            var rows = new float[k * n];
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    rows[p * n + j] = b[bo + p * brs + j * bcs];
                }
            }
            matmul(m, n, k, a, ao, ars, acs, rows, 0, n, 1, c, co, crs, add);
            return;
        }
        Parallel.ranges(m, Math.max(ROWS, Parallel.grain(GRAIN, n * (long) k)), (from, to) -> {
            var sums = room(n);
            var row = sums[ROWS];
            for (int i = from; i < to; i += ROWS) {
                int rows = Math.min(ROWS, to - i);
                for (int r = 0; r < rows; r++) {
                    if (add) {
                        System.arraycopy(c, co + (i + r) * crs, sums[r], 0, n);
                    } else {
                        Arrays.fill(sums[r], 0, n, 0);
                    }
                }
                for (int p = 0; p < k; p++) {
                    System.arraycopy(b, bo + p * brs, row, 0, n);
                    for (int r = 0; r < rows; r++) {
                        addProduct(a[ao + (i + r) * ars + p * acs], row, sums[r], n);
                    }
                }
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(sums[r], 0, c, co + (i + r) * crs, n);
                }
            }
        });
    }

    /** Two arrays from their first element on: the compiler makes vectors of that by itself. */
    private static void addProduct(float x, float[] row, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += x * row[j];
        }
    }

    /** Room of this thread for {@link #ROWS} rows of C and one of B, kept because a step uses it many times. */
    private static float[][] room(int n) {
        var room = ROOM.get();
        if (room[0].length < n) {
            room = new float[ROWS + 1][n];
            ROOM.set(room);
        }
        return room;
    }

    @Override
    public void random(long key, long first, int[] y) {
        Philox.blocks(key, first, y);
    }

    /** In square blocks, so that what is read by columns stays in the cache. */
    @Override
    public void transpose(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo) {
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

    /** In an array that fits the first-level cache: the compiler makes vectors of that, with eight steps on each. */
    @Override
    public long multiplyAdd(int rounds) {
        var x = new float[1024];
        int passes = Math.max(1, rounds / 64);
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < x.length; i++) {
                float y = x[i];
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                y = y * 0.5f + 1;
                x[i] = y;
            }
        }
        return 16L * x.length * passes;
    }
}
