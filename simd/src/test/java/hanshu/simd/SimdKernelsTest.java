package hanshu.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.KernelConformance;
import hanshu.tensor.Kernels;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways in which the kernels may run, with vectors and without, conform, and nobody sees which of the two ran. */
class SimdKernelsTest {
    private static final SimdKernels VECTORS = new SimdKernels(Warmth.Choice.ALWAYS);
    private static final SimdKernels SCALARS = new SimdKernels(Warmth.Choice.NEVER);

    @Nested
    class Vectors extends KernelConformance {
        Vectors() {
            super(VECTORS);
        }
    }

    @Nested
    class Scalars extends KernelConformance {
        Scalars() {
            super(SCALARS);
        }
    }

    private interface Computation {
        void run(Kernels kernels, float[] result);
    }

    private static void checkSameBits(int n, Computation computation) {
        var expected = new float[n];
        var actual = new float[n];
        computation.run(SCALARS, expected);
        computation.run(VECTORS, actual);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void functionsGiveTheSameBits(Unary f) {
        int n = 4096;
        var x = new float[n];
        for (long bits = 0; bits < 1L << 32; bits += n * 40_009L) {
            for (int i = 0; i < n; i++) {
                x[i] = Float.intBitsToFloat((int) (bits + i * 40_009L));
            }
            checkSameBits(n, (kernels, y) -> kernels.unary(f, x, 0, y, 0, n));
        }
    }

    @ParameterizedTest
    @EnumSource
    void binariesGiveTheSameBits(Binary f) {
        var a = values(1, 1001, 10);
        var b = values(2, 1001, 10);
        checkSameBits(1001, (kernels, y) -> kernels.binary(f, a, 0, 1, b, 0, 1, y, 0, 1001));
        checkSameBits(1000, (kernels, y) -> kernels.binary(f, a, 1, 1, b, 9, 0, y, 0, 1000));
        checkSameBits(1000, (kernels, y) -> kernels.binary(f, a, 9, 0, b, 1, 1, y, 0, 1000));
    }

    @ParameterizedTest
    @EnumSource
    void reductionsGiveTheSameBits(Reduction f) {
        for (int n : new int[] {1, 7, 10, 16, 63, 64, 65, 100, 1000, 5000}) {
            int rows = 100_000 / n;
            var x = values(n, rows * n, 1);
            checkSameBits(rows, (kernels, y) -> kernels.reduceRows(f, x, 0, rows, n, y, 0));
            checkSameBits(n, (kernels, y) -> kernels.reduceColumns(f, x, 0, rows, n, y, 0));
            checkSameBits(1, (kernels, y) -> kernels.reduceRows(f, x, 0, 1, rows * n, y, 0));
        }
    }

    @Test
    void softmaxGivesTheSameBits() {
        for (int n : new int[] {1, 7, 10, 16, 100, 1000}) {
            var x = values(n, 50 * n, 10);
            checkSameBits(50 * n, (kernels, y) -> kernels.softmax(x, 0, 50, n, y, 0));
            checkSameBits(50 * n, (kernels, y) -> kernels.logSoftmax(x, 0, 50, n, y, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 128})
    void gatesGiveTheSameBits(int n) {
        var a = values(1, 4 * n + 3, 1);
        var c = values(2, n + 2, 1);
        checkSameBits(6 * n + 3, (kernels, y) -> {
            var dh = values(3, n + 1, 1);
            var dc = values(4, n + 1, 1);
            kernels.lstmSlopes(a, 3, c, 2, values(5, n + 1, 1), dh, dc, 1, y, n);
            System.arraycopy(dh, 0, y, 4 * n + 3, n);
            System.arraycopy(dc, 1, y, 5 * n + 3, n);
        });
        checkSameBits(7 * n + 2, (kernels, y) -> {
            var dh = values(3, n + 1, 1);
            var du = new float[3 * n + 2];
            kernels.gruSlopes(a, 3, c, 2, dh, 1, y, du, 2, n);
            System.arraycopy(du, 2, y, 3 * n + 2, 3 * n);
            System.arraycopy(dh, 1, y, 6 * n + 2, n);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 30, 33, 64, 90})
    void rowsAreCopiedAndNothingElse(int n) {
        var x = values(1, 20 * n + 40, 1);
        checkSameBits(7 * (n + 3) + 5, (kernels, y) -> kernels.copyRows(x, 2, n + 1, 7, n, y, 5, n + 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 16, 17, 64, 90})
    void theLargestIsFoundAtTheSamePlace(int n) {
        var x = values(1, 5 * n + 2, 1);
        x[2 + n / 2] = Float.NaN;
        x[2 + n + n / 3] = Float.POSITIVE_INFINITY;
        System.arraycopy(x, 2 + n, x, 2 + 3 * n, n); // ties: the first counts
        int[] rows = {2, 2 + n, 2 + 2 * n, 2 + 3 * n, 2 + 4 * n};
        checkSameBits(n + 3, (kernels, y) -> {
            var where = new int[n + 3];
            kernels.argMax(x, rows, new int[] {7, 5, 3, 1, 9}, 5, where, 1, n);
            for (int i = 0; i < where.length; i++) { // what lies around it stays
                y[i] = where[i];
            }
        });
    }

    @Test
    void factorsMultiplyAsTheProduct() {
        var random = new Random(6);
        int[] sizes = {1, 2, 6, 16, 31, 64, 70, 130, 600};
        for (int i = 0; i < 200; i++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = sizes[random.nextInt(sizes.length)];
            boolean transposed = random.nextBoolean();
            boolean add = random.nextBoolean();
            int brs = transposed ? 1 : n;
            int bcs = transposed ? k : 1;
            var a = values(i, m * (k + 1), 1);
            var b = values(i + 1, k * n, 1);
            for (var kernels : List.of(VECTORS, SCALARS)) {
                var expected = values(i + 2, m * n, 1);
                var actual = expected.clone();
                kernels.matmul(m, n, k, a, 1, k + 1, 1, b, 0, brs, bcs, expected, 0, n, add);
                kernels.factor(k, n, b, 0, brs, bcs).multiply(m, a, 1, k + 1, actual, 0, n, add);
                // a vector's product, and blocks that are added up before they are added, are summed in another order
                boolean sameOrder = n > 1 && (m > 1 || !transposed) && !(transposed && add && k > 512);
                for (int j = 0; j < m * n; j++) {
                    assertThat(actual[j]).isCloseTo(expected[j], within(sameOrder ? 0f : 1e-4f));
                }
            }
        }
    }

    @Test
    void matrixProductsGiveTheSameBits() {
        var random = new Random(3);
        int[] sizes = {1, 2, 5, 6, 10, 16, 31, 64, 70, 100, 200, 600};
        for (int i = 0; i < 400; i++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = sizes[random.nextInt(sizes.length)];
            var a = values(i, m * k, 1);
            var b = values(i + 1, k * n, 1);
            boolean ta = random.nextBoolean();
            boolean tb = random.nextBoolean();
            checkSameBits(
                    m * n,
                    (kernels, c) -> kernels.matmul(
                            m, n, k, a, 0, ta ? 1 : k, ta ? m : 1, b, 0, tb ? 1 : n, tb ? k : 1, c, 0, n, false));
        }
    }

    @Test
    void transposesGiveTheSameBits() {
        var x = values(4, 100 * 70, 1);
        checkSameBits(x.length, (kernels, y) -> kernels.transpose(x, 0, 70, 100, 70, y, 0));
    }

    /** From the first call, without vectors, until long after the change to vectors. */
    @Test
    void bitsStayWhileVectorsTakeOver() throws InterruptedException {
        var kernels = new SimdKernels();
        var x = values(5, 10_000, 3);
        var expected = new float[10_000];
        SCALARS.unary(Unary.TANH, x, 0, expected, 0, 10_000);
        var y = new float[10_000];
        for (int i = 0; i < 300; i++) {
            kernels.unary(Unary.TANH, x, 0, y, 0, 10_000);
            assertThat(y).isEqualTo(expected);
            Thread.sleep(1);
        }
    }

    private static float[] values(long seed, int n, float scale) {
        var random = new Random(seed);
        var x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (random.nextFloat() * 2 - 1) * scale;
        }
        return x;
    }
}
