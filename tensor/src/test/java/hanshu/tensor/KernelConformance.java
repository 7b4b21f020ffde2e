package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every provider of {@link Kernels} must do: agree with the loops in double precision within stated bounds, leave
 * everything else alone, and give the same bits at any number of threads. Sizes are odd on purpose.
 */
public abstract class KernelConformance {
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 129, 255, 257, 511, 600, 1023
    };
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.5f,
        88.8f,
        -87.5f,
        -103.5f,
        -104.5f,
        1e-8f,
        -1e-8f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        1e6f,
        -1e6f,
        0x1p24f
    };
    /** What surrounds results and must still be there afterwards. */
    private static final float GUARD = -12345.678f;

    private final Kernels kernels;

    protected KernelConformance(Kernels kernels) {
        this.kernels = kernels;
    }

    /** The largest relative error of a function; 0 for those that IEEE 754 rounds correctly. */
    private static double bound(Unary f) {
        return switch (f) {
            case NEG, ABS, SIGN, STEP, SQRT, SQUARE, RECIPROCAL, RELU, FLOOR, CEIL, ROUND -> 0;
            case EXP, LOG, TAN -> 1e-7;
            case EXPM1, LOG1P, SIN, COS -> 1.5e-7;
            case TANH, SIGMOID, SOFTPLUS, ERF -> 2e-7;
            case GELU, GELU_SLOPE -> 4e-7;
        };
    }

    @Test
    void random() {
        for (long key : new long[] {0, 0x299f31d0a4093822L, -1}) {
            for (long first : new long[] {0, 0xfffffff0L, Long.MAX_VALUE - 5000}) {
                for (int counters : new int[] {0, 1, 3, 4, 8, 16, 33, 256, 1000}) {
                    var words = new int[4 * counters];
                    kernels.random(key, first, words);
                    for (int i = 0; i < counters; i++) {
                        var expected = new int[4];
                        Philox.block(key, 0, first + i, expected);
                        int at = 2 * i;
                        int then = 2 * counters + 2 * i;
                        assertThat(new int[] {words[at], words[at + 1], words[then], words[then + 1]})
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unary(Unary f) {
        var random = new Random(1);
        for (int n : SIZES) {
            int xo = n % 5;
            int yo = n % 3;
            var x = values(random, xo + n + 3, 4);
            for (int i = 0; i < n && n > 8; i++) {
                x[xo + i] = i % 3 == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : x[xo + i];
            }
            var y = guarded(yo + n + 3);
            kernels.unary(f, x, xo, y, yo, n);
            var expected = new double[n];
            PlainDoubles.unary(f, doubles(x), xo, expected, 0, n);
            for (int i = 0; i < n; i++) {
                float in = x[xo + i];
                int at = i;
                checkUnary(f, in, expected[i], y[yo + i], () -> f + "(" + in + "), element " + at + " of " + n);
            }
            checkGuards(y, yo, n);

            kernels.unary(f, x, xo, x, xo, n);
            assertThat(Arrays.copyOfRange(x, xo, xo + n)).isEqualTo(Arrays.copyOfRange(y, yo, yo + n));
        }
    }

    /** Over a fine net of all floats. */
    @ParameterizedTest
    @EnumSource
    void unaryOverTheWholeRange(Unary f) {
        int n = 4096;
        var x = new float[n];
        var y = new float[n];
        var expected = new double[n];
        for (long bits = 0; bits < 1L << 32; bits += n * 20_011L) {
            for (int i = 0; i < n; i++) {
                x[i] = Float.intBitsToFloat((int) (bits + i * 20_011L));
            }
            kernels.unary(f, x, 0, y, 0, n);
            PlainDoubles.unary(f, doubles(x), 0, expected, 0, n);
            for (int i = 0; i < n; i++) {
                float in = x[i];
                checkUnary(f, in, expected[i], y[i], () -> f + "(" + in + ")");
            }
        }
    }

    /** Sums of parts that cancel each other are held to the size of the parts, others to their own. */
    private static void checkUnary(Unary f, float in, double expected, float actual, Supplier<String> what) {
        switch (f) {
            case GELU -> checkSum(expected, actual, bound(f) * Math.abs((double) in), what.get());
            case GELU_SLOPE -> checkSum(expected, actual, bound(f), what.get());
            default -> checkNear(expected, actual, bound(f), what);
        }
    }

    @ParameterizedTest
    @EnumSource
    void binary(Binary f) {
        var random = new Random(2);
        for (int n : SIZES) {
            for (int steps = 0; steps < 4; steps++) {
                int as = steps & 1;
                int bs = steps >> 1;
                int ao = n % 5;
                int bo = n % 3;
                int yo = n % 4;
                var a = values(random, as == 1 ? ao + n : ao + 1, 4);
                var b = values(random, bs == 1 ? bo + n : bo + 1, 4);
                if (n > 8) {
                    a[ao] = SPECIAL[random.nextInt(SPECIAL.length)];
                    b[bo] = SPECIAL[random.nextInt(SPECIAL.length)];
                    a[a.length - 1] = SPECIAL[random.nextInt(SPECIAL.length)];
                }
                var y = guarded(yo + n + 3);
                kernels.binary(f, a, ao, as, b, bo, bs, y, yo, n);
                var expected = new double[n];
                PlainDoubles.binary(f, doubles(a), ao, as, doubles(b), bo, bs, expected, 0, n);
                for (int i = 0; i < n; i++) {
                    float left = a[ao + i * as];
                    float right = b[bo + i * bs];
                    checkNear(
                            expected[i],
                            y[yo + i],
                            f == Binary.POW ? 1e-7 : 0,
                            () -> f + "(" + left + ", " + right + ")");
                }
                checkGuards(y, yo, n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void reductions(Reduction f) {
        var random = new Random(3);
        for (int n : SIZES) {
            for (int rows : new int[] {1, 2, 3, 7, 64, 130, 300}) {
                int xo = n % 5;
                int yo = rows % 3;
                var x = values(random, xo + rows * n, 1);
                if (n == 33) {
                    x[xo + random.nextInt(rows * n)] = Float.NaN;
                    x[xo + random.nextInt(rows * n)] = Float.NEGATIVE_INFINITY;
                }
                var sizes = absolute(x);

                var y = guarded(yo + rows + 3);
                kernels.reduceRows(f, x, xo, rows, n, y, yo);
                var expected = new double[rows];
                var size = new double[rows];
                PlainDoubles.reduceRows(f, doubles(x), xo, rows, n, expected, 0);
                PlainDoubles.reduceRows(Reduction.SUM, sizes, xo, rows, n, size, 0);
                for (int r = 0; r < rows; r++) {
                    checkSum(expected[r], y[yo + r], f == Reduction.SUM ? 4e-7 * size[r] : 0, f + " of rows of " + n);
                }
                checkGuards(y, yo, rows);

                y = guarded(yo + n + 3);
                kernels.reduceColumns(f, x, xo, rows, n, y, yo);
                expected = new double[n];
                size = new double[n];
                PlainDoubles.reduceColumns(f, doubles(x), xo, rows, n, expected, 0);
                PlainDoubles.reduceColumns(Reduction.SUM, sizes, xo, rows, n, size, 0);
                for (int c = 0; c < n; c++) {
                    checkSum(
                            expected[c],
                            y[yo + c],
                            f == Reduction.SUM ? 4e-6 * size[c] : 0,
                            f + " of columns of " + rows + " × " + n);
                }
                checkGuards(y, yo, n);
            }
        }
    }

    @Test
    void reductionsOfNothing() {
        var y = new float[2];
        kernels.reduceRows(Reduction.SUM, new float[0], 0, 2, 0, y, 0);
        assertThat(y).containsOnly(0f);
        kernels.reduceColumns(Reduction.MAX, new float[0], 0, 0, 2, y, 0);
        assertThat(y).containsOnly(Float.NEGATIVE_INFINITY);
        kernels.reduceColumns(Reduction.SUM, new float[0], 0, 2, 0, y, 0); // no columns: nothing to write
        assertThat(y).containsOnly(Float.NEGATIVE_INFINITY);
        kernels.reduceRows(Reduction.MIN, new float[0], 0, 2, 0, y, 0);
        assertThat(y).containsOnly(Float.POSITIVE_INFINITY);
    }

    /** Adding 0.1 ten million times one after the other goes wrong in the second digit. */
    @Test
    void longSumsKeepTheirDigits() {
        int n = 10_000_000;
        var x = new float[n];
        Arrays.fill(x, 0.1f);
        var y = new float[1];
        kernels.reduceRows(Reduction.SUM, x, 0, 1, n, y, 0);
        checkNear(0.1f * (double) n, y[0], 1e-6, () -> "row");
        kernels.reduceColumns(Reduction.SUM, x, 0, n, 1, y, 0);
        checkNear(0.1f * (double) n, y[0], 5e-6, () -> "column");
    }

    @Test
    void softmax() {
        var random = new Random(4);
        for (int n : SIZES) {
            for (int rows : new int[] {1, 3, 130}) {
                int xo = n % 5;
                int yo = rows % 3;
                var x = values(random, xo + rows * n, 5);
                if (n > 8) {
                    x[xo + random.nextInt(rows * n)] = Float.NEGATIVE_INFINITY;
                    x[xo] = 200;
                    x[xo + (rows - 1) * n + 2] = rows == 3 ? Float.NaN : 1;
                }
                var y = guarded(yo + rows * n + 3);
                var expected = new double[rows * n];
                kernels.softmax(x, xo, rows, n, y, yo);
                PlainDoubles.softmax(doubles(x), xo, rows, n, expected, 0);
                for (int i = 0; i < rows * n; i++) {
                    double tolerance = expected[i] * (1e-6 + 1.2e-7 * Math.abs(Math.log(expected[i])));
                    checkSum(expected[i], y[yo + i], tolerance + Float.MIN_NORMAL, "softmax of " + n);
                }
                checkGuards(y, yo, rows * n);

                kernels.logSoftmax(x, xo, rows, n, y, yo);
                PlainDoubles.logSoftmax(doubles(x), xo, rows, n, expected, 0);
                for (int i = 0; i < rows * n; i++) {
                    checkSum(expected[i], y[yo + i], 5e-7 * (1 + Math.abs(expected[i])), "log-softmax of " + n);
                }
                checkGuards(y, yo, rows * n);
            }
        }
    }

    @Test
    void matmul() {
        var random = new Random(5);
        int[] sizes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 17, 24, 31, 33, 47, 64, 65, 70, 96, 100, 130};
        for (int i = 0; i < 1500; i++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = i % 50 == 0 ? 1200 : sizes[random.nextInt(sizes.length)];
            checkMatmul(random, m, n, k, i);
        }
        checkMatmul(random, 0, 3, 4, 0);
        checkMatmul(random, 3, 0, 4, 0);
        checkMatmul(random, 3, 4, 0, 0);
        checkMatmul(random, 3, 4, 0, 1);
        for (int layout = 0; layout < 8; layout++) { // beyond what is read in place
            checkMatmul(random, 130, 1030, 1030, layout);
            checkMatmul(random, 130, 530, 530, layout);
            checkMatmul(random, 2, 700, 1030, layout);
            checkMatmul(random, 1, 700, 1030, layout);
        }
        checkMatmul(random, 511, 520, 2100, 2); // more of A by columns than is laid out at a time
    }

    /** A factor gives what products with its rows do, one by one. */
    @Test
    void factorOfSeveralProducts() {
        var random = new Random(11);
        for (int n : new int[] {1, 17, 70}) {
            int k = 1300;
            var b = values(random, k * n, 1);
            var factor = kernels.factor(k, n, b, 0, n, 1);
            assertThat(factor.rows()).isEqualTo(k);
            var a = values(random, 20_000, 1);
            for (boolean add : new boolean[] {false, true}) {
                var c = values(random, 3 * 8 * n, 1);
                var expected = c.clone();
                factor.multiply(3, 8, 100, 1100, a, 5, 2000, 7, c, 0, 8 * n, n, add);
                for (int run = 0; run < 3; run++) {
                    kernels.matmul(
                            8, n, 1100, a, 5 + run * 2000, 7, 1, b, 100 * n, n, 1, expected, run * 8 * n, n, add);
                }
                for (int i = 0; i < c.length; i++) {
                    checkSum(expected[i], c[i], 1e-3, "element " + i + " of " + n + " columns");
                }
            }
        }
    }

    /** The bits of {@code layout}: whether to add, whether A and B lie by columns. Rows are sometimes further apart. */
    private void checkMatmul(Random random, int m, int n, int k, int layout) {
        boolean add = (layout & 1) == 1;
        boolean ta = (layout & 2) == 2;
        boolean tb = (layout & 4) == 4;
        int gap = layout % 3;
        int ald = (ta ? m : k) + gap;
        int bld = (tb ? k : n) + gap;
        int crs = n + gap;
        int ao = layout % 5;
        int bo = layout % 4;
        int co = layout % 3;
        var a = values(random, ao + (ta ? k : m) * ald, 1);
        var b = values(random, bo + (tb ? n : k) * bld, 1);
        var c = values(random, co + m * crs + 3, 1);
        var expected = doubles(c);
        var before = c.clone();
        kernels.matmul(m, n, k, a, ao, ta ? 1 : ald, ta ? ald : 1, b, bo, tb ? 1 : bld, tb ? bld : 1, c, co, crs, add);
        PlainDoubles.matmul(
                m,
                n,
                k,
                doubles(a),
                ao,
                ta ? 1 : ald,
                ta ? ald : 1,
                doubles(b),
                bo,
                tb ? 1 : bld,
                tb ? bld : 1,
                expected,
                co,
                crs,
                add);
        var sizes = absolute(c); // Σ|a||b|, what rounding errors are measured against
        PlainDoubles.matmul(
                m,
                n,
                k,
                absolute(a),
                ao,
                ta ? 1 : ald,
                ta ? ald : 1,
                absolute(b),
                bo,
                tb ? 1 : bld,
                tb ? bld : 1,
                sizes,
                co,
                crs,
                add);
        for (int at = 0; at < c.length; at++) {
            boolean inside = at >= co && (at - co) / Math.max(crs, 1) < m && (at - co) % Math.max(crs, 1) < n;
            if (inside) {
                checkSum(
                        expected[at],
                        c[at],
                        1e-6 * sizes[at],
                        "%d × %d × %d, add %s, transposed %s %s, at %d".formatted(m, n, k, add, ta, tb, at - co));
            } else {
                assertThat(c[at]).isEqualTo(before[at]);
            }
        }
    }

    /** Steps of 0 repeat a row or a column. */
    @Test
    void matmulOfRepeatedRowsAndColumns() {
        var random = new Random(6);
        int[][] strides = {{0, 1, 1, 0}, {1, 0, 0, 1}, {0, 1, 0, 1}, {1, 0, 1, 0}, {0, 0, 0, 0}};
        for (int[] s : strides) {
            int m = 19;
            int n = 37;
            int k = 21;
            var a = values(random, 100, 1);
            var b = values(random, 100, 1);
            var c = new float[m * n];
            var expected = new double[m * n];
            kernels.matmul(m, n, k, a, 0, s[0], s[1], b, 0, s[2], s[3], c, 0, n, false);
            PlainDoubles.matmul(m, n, k, doubles(a), 0, s[0], s[1], doubles(b), 0, s[2], s[3], expected, 0, n, false);
            for (int i = 0; i < m * n; i++) {
                checkSum(expected[i], c[i], 1e-5, "strides " + Arrays.toString(s));
            }
        }
    }

    /** What is not a number spoils its row and its column, nothing else. */
    @Test
    void notANumberStaysInItsRowAndColumn() {
        for (int n : new int[] {5, 17, 33, 70}) {
            int k = 9;
            var a = values(new Random(7), n * k, 1);
            var b = values(new Random(8), k * n, 1);
            a[(n - 1) * k] = Float.NaN;
            b[n - 2] = Float.POSITIVE_INFINITY;
            var c = new float[n * n];
            kernels.matmul(n, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n, false);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertThat(Float.isFinite(c[i * n + j])).isEqualTo(i != n - 1 && j != n - 2);
                }
            }
        }
    }

    @Test
    void transpose() {
        var random = new Random(9);
        for (int rows : SIZES) {
            for (int columns : new int[] {1, 3, 16, 17, 33, 100}) {
                int xrs = columns + rows % 2;
                var x = values(random, 2 + rows * xrs, 1);
                var y = guarded(1 + rows * columns + 3);
                kernels.transpose(x, 2, xrs, rows, columns, y, 1);
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        assertThat(y[1 + c * rows + r]).isEqualTo(x[2 + r * xrs + c]);
                    }
                }
                checkGuards(y, 1, rows * columns);
            }
        }
    }

    @Test
    void sameBitsAtAnyNumberOfThreads() {
        var random = new Random(10);
        var a = values(random, 600 * 700, 1);
        var b = values(random, 700 * 500, 1);
        float[][] results = new float[3][];
        int[] threads = {1, 2, 8};
        for (int t = 0; t < 3; t++) {
            var y = new float[6_000_000];
            Parallel.with(threads[t], () -> {
                kernels.matmul(600, 500, 700, a, 0, 700, 1, b, 0, 500, 1, y, 0, 500, false);
                kernels.matmul(600, 500, 700, a, 0, 1, 600, b, 0, 1, 700, y, 300_000, 500, false);
                kernels.matmul(30, 500, 700, a, 0, 700, 1, b, 0, 1, 700, y, 600_000, 500, false);
                kernels.matmul(420_000, 1, 1, a, 0, 1, 1, b, 0, 1, 1, y, 700_000, 1, false);
                kernels.reduceRows(Reduction.SUM, a, 0, 1, a.length, y, 1_200_000);
                kernels.reduceRows(Reduction.SUM, a, 0, 600, 700, y, 1_200_001);
                kernels.reduceColumns(Reduction.SUM, a, 0, 600, 700, y, 1_300_000);
                kernels.reduceColumns(Reduction.SUM, a, 0, 42_000, 10, y, 1_310_000);
                kernels.softmax(a, 0, 42_000, 10, y, 1_400_000);
                kernels.logSoftmax(a, 0, 600, 700, y, 1_900_000);
            });
            results[t] = y;
        }
        assertThat(results[1]).isEqualTo(results[0]);
        assertThat(results[2]).isEqualTo(results[0]);
    }

    private static float[] values(Random random, int n, float scale) {
        var x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (random.nextFloat() * 2 - 1) * scale;
        }
        return x;
    }

    private static float[] guarded(int n) {
        var y = new float[n];
        Arrays.fill(y, GUARD);
        return y;
    }

    private static void checkGuards(float[] y, int yo, int n) {
        for (int i = 0; i < y.length; i++) {
            if (i < yo || i >= yo + n) {
                assertThat(y[i]).as("element %d outside of %d + %d", i, yo, n).isEqualTo(GUARD);
            }
        }
    }

    private static double[] doubles(float[] x) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    private static double[] absolute(float[] x) {
        var y = doubles(x);
        PlainDoubles.unary(Unary.ABS, y, 0, y, 0, y.length);
        return y;
    }

    /** NaN and infinities exactly, numbers within a relative error, which below the normal range is an absolute one. */
    private static void checkNear(double expected, float actual, double relative, Supplier<String> what) {
        float rounded = (float) expected;
        boolean same = Float.floatToIntBits(rounded) == Float.floatToIntBits(actual);
        double error = Math.abs(actual - expected);
        if (!same && !(relative > 0 && error <= relative * Math.max(Math.abs(expected), Float.MIN_NORMAL))) {
            assertThat(actual).as(what).isEqualTo(rounded);
        }
    }

    private static void checkSum(double expected, float actual, double tolerance, String what) {
        boolean same = Float.floatToIntBits((float) expected) == Float.floatToIntBits(actual);
        if (!same && !(Math.abs(actual - expected) <= tolerance)) {
            assertThat(actual).as(what).isEqualTo((float) expected);
        }
    }
}
