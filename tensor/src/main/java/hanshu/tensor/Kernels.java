package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;

/**
 * The inner loops over float arrays that a machine may do faster than plain Java. A provider is looked up once, when
 * the first tensor computes; {@link PlainKernels} is the reference that every provider must agree with.
 *
 * <p>Arrays are row-major, an offset {@code xo} belongs to the array {@code x}. Results are written completely and may
 * not overlap the inputs, except that an elementwise result may be the very same range as an input. Given the same
 * input, a provider gives the same bits at any number of threads: sums are split in fixed blocks.
 */
public interface Kernels {

    /** What the log says, for example {@code plain} or {@code vector 512 bits}. */
    String name();

    /** yᵢ = f(xᵢ) for i < n. Runs on the calling thread. */
    void unary(Unary f, float[] x, int xo, float[] y, int yo, int n);

    /** yᵢ = f(a[i·as], b[i·bs]) for i < n, where the steps as and bs are 0 or 1. Runs on the calling thread. */
    void binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n);

    /** y[r] = f over the n elements of row r of x (rows, n). Splits over threads by itself. */
    void reduceRows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo);

    /** y[c] = f over the rows of column c of x (rows, n). Splits over threads by itself. */
    void reduceColumns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo);

    /** Softmax of each row of x (rows, n). Splits over threads by itself. */
    void softmax(float[] x, int xo, int rows, int n, float[] y, int yo);

    /** Log-softmax of each row of x (rows, n). Splits over threads by itself. */
    void logSoftmax(float[] x, int xo, int rows, int n, float[] y, int yo);

    /**
     * C = A·B, or C += A·B, with A (m, k), B (k, n) and C (m, n). Splits over threads by itself.
     *
     * @param ars the step from a row of A to the next; {@code acs} from a column to the next. One of the two is 1, or 0
     *     where that axis is repeated or has one element. The same for B.
     * @param crs the step from a row of C to the next; columns are adjacent
     * @param add whether to add to what C holds
     */
    void matmul(
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
            boolean add);

    /**
     * Fills y with the words of Philox4x32-10 (see {@link Key}) for the counters {@code first}, {@code first} + 1, …, as many
     * as a quarter of y's length. The first half of y holds the first two words of each, the second half the other two.
     * Runs on the calling thread.
     */
    void random(long key, long first, int[] y);

    /** y (columns, rows) = the transpose of x (rows, columns), whose rows lie {@code xrs} apart. Runs on the calling thread. */
    void transpose(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo);

    /**
     * The most that one core can do: multiply-adds on registers, round after round, without memory. Runs on the calling
     * thread.
     *
     * @return how many additions and multiplications those were
     */
    long multiplyAdd(int rounds);
}
