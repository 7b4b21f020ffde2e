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
     * B (k, n) of many products A·B to come, laid out as this machine multiplies best, until the calling thread asks for
     * another one. Products are as of {@link #matmul}.
     */
    default Factor factor(int k, int n, float[] b, int bo, int brs, int bcs) {
        return new Factor() {
            @Override
            public int rows() {
                return k;
            }

            @Override
            public void multiply(
                    int runs,
                    int m,
                    int from,
                    int depth,
                    float[] a,
                    int ao,
                    int aStep,
                    int ars,
                    float[] c,
                    int co,
                    int cStep,
                    int crs,
                    boolean add) {
                for (int run = 0; run < runs; run++) {
                    int x = ao + run * aStep;
                    int y = co + run * cStep;
                    matmul(m, n, depth, a, x, ars, 1, b, bo + from * brs, brs, bcs, c, y, crs, add);
                }
            }
        };
    }

    /** A right factor B that is used again and again. */
    interface Factor {
        /** k. */
        int rows();

        /** C = A·B, or C += A·B, with A (m, k) and C (m, n), whose columns are adjacent. Runs on the calling thread. */
        default void multiply(int m, float[] a, int ao, int ars, float[] c, int co, int crs, boolean add) {
            multiply(1, m, 0, rows(), a, ao, 0, ars, c, co, 0, crs, add);
        }

        /**
         * The same with {@code depth} rows of B, from the row {@code from} on, for several A (m, depth) and C (m, n), which
         * lie {@code aStep} and {@code cStep} apart. Rows of an A may overlap. Runs on the calling thread.
         */
        void multiply(
                int runs,
                int m,
                int from,
                int depth,
                float[] a,
                int ao,
                int aStep,
                int ars,
                float[] c,
                int co,
                int cStep,
                int crs,
                boolean add);
    }

    /**
     * The way back through a step of an LSTM, for one row of n units (see {@link Op.Lstm}). Runs on the calling thread.
     *
     * @param a i, f, g and o: 4n
     * @param c what the step started from
     * @param tanh tanh c', at the place of dh
     * @param dh the slope of h'; 0 afterwards, since all that h does goes through the gates
     * @param dc the slope of c', afterwards that of c; at the place of dh
     * @param dz the slopes of the gates' sums, in the order and at the place of a
     */
    default void lstmSlopes(
            float[] a, int at, float[] c, int co, float[] tanh, float[] dh, float[] dc, int to, float[] dz, int n) {
        GateSlopes.lstm(a, at, n, c, co, tanh, dh, dc, to, dz, 0, n);
    }

    /**
     * The way back through a step of a GRU, for one row of n units (see {@link Op.Gru}). Runs on the calling thread.
     *
     * @param a r, z, n and n's part of h·Wh + b: 4n
     * @param h what the step started from
     * @param dh the slope of h', afterwards h's own part of the slope of h
     * @param dx the slopes of the sums as x feeds them: 3n
     * @param du the same as h feeds them, at the place of dx
     */
    default void gruSlopes(
            float[] a, int at, float[] h, int ho, float[] dh, int s, float[] dx, float[] du, int to, int n) {
        GateSlopes.gru(a, at, n, h, ho, dh, s, dx, du, to, 0, n);
    }

    /**
     * Fills y with the words of Philox4x32-10 (see {@link Key}) for the counters {@code first}, {@code first} + 1, …, as many
     * as a quarter of y's length. The first half of y holds the first two words of each, the second half the other two.
     * Runs on the calling thread.
     */
    void random(long key, long first, int[] y);

    /** y (columns, rows) = the transpose of x (rows, columns), whose rows lie {@code xrs} apart. Runs on the calling thread. */
    void transpose(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo);

    /** y (rows, n) = x (rows, n), whose rows lie xrs and yrs apart. Runs on the calling thread. */
    default void copyRows(float[] x, int xo, int xrs, int rows, int n, float[] y, int yo, int yrs) {
        for (int r = 0, i = xo, o = yo; r < rows; r++, i += xrs, o += yrs) {
            if (n > 32) { // else the call costs more than it saves
                System.arraycopy(x, i, y, o, n);
            } else {
                for (int j = 0; j < n; j++) {
                    y[o + j] = x[i + j];
                }
            }
        }
    }

    /**
     * Which of some rows of n elements holds the largest, element by element: the first of equal ones, and the last NaN
     * before all else. Runs on the calling thread.
     *
     * @param at where in x the rows begin
     * @param numbers what the rows are called
     * @param rows how many they are, at least 1
     * @param where gets the names, from {@code to} on
     */
    @SuppressWarnings("ShortCircuitBoolean") // && and || are branches, whose outcome nobody could foresee
    default void argMax(float[] x, int[] at, int[] numbers, int rows, int[] where, int to, int n) {
        for (int i = 0; i < n; i++) {
            float largest = x[at[0] + i];
            int number = numbers[0];
            for (int row = 1; row < rows; row++) {
                float value = x[at[row] + i];
                boolean wins = value > largest | Float.isNaN(value);
                largest = wins ? value : largest;
                number = wins ? numbers[row] : number;
            }
            where[to + i] = number;
        }
    }

    /**
     * The most that one core can do: multiply-adds on registers, round after round, without memory. Runs on the calling
     * thread.
     *
     * @return how many additions and multiplications those were
     */
    long multiplyAdd(int rounds);
}
