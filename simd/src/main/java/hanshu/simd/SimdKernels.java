package hanshu.simd;

import hanshu.tensor.GateSlopes;
import hanshu.tensor.Kernels;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import hanshu.tensor.Parallel;
import hanshu.tensor.PlainKernels;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The kernels in the Vector API, for whatever vectors this machine has.
 *
 * <p>Every loop exists twice, with vectors and without, and both give the same bits. The vectors take over when the
 * compiler has made them fast ({@link Warmth}) and there is enough to fill one.
 */
public final class SimdKernels implements Kernels {
    private static final PlainKernels PLAIN = new PlainKernels();

    /** Elements whose exponentials are worth handing to another thread, and which fit the first-level cache. */
    private static final int PIECE = 1 << 12;

    private final Map<Unary, Warmth> unaries = new EnumMap<>(Unary.class);
    private final Map<Binary, Warmth> binaries = new EnumMap<>(Binary.class);
    private final Warmth random;
    private final Warmth lstm;
    private final Warmth gru;
    private final Warmth copying;
    private final Warmth maxima;
    private final Transpose transpose;
    private final Reductions reductions;
    private final MatMul matMul;

    public SimdKernels() {
        this(Warmth.Choice.MEASURED);
    }

    SimdKernels(Warmth.Choice choice) {
        int n = 16 * Lanes.WIDTH;
        var x = new float[n];
        Arrays.fill(x, 0.5f);
        var y = new float[n];
        for (var f : UnaryLoops.FUNCTIONS) {
            unaries.put(
                    f,
                    new Warmth(
                            choice,
                            () -> UnaryLoops.vectors(f, x, 0, y, 0, n),
                            () -> UnaryLoops.scalars(f, x, 0, y, 0, n)));
        }
        for (var f : BinaryLoops.FUNCTIONS) {
            binaries.put(
                    f,
                    new Warmth(
                            choice,
                            () -> BinaryLoops.vectors(f, x, 0, 1, x, 0, 1, y, 0, n),
                            () -> PLAIN.binary(f, x, 0, 1, x, 0, 1, y, 0, n)));
        }
        var words = new int[4 * PhiloxLoop.WIDTH];
        random = new Warmth(choice, () -> PhiloxLoop.vectors(1, 1, words), () -> PLAIN.random(1, 1, words));
        lstm = new Warmth(
                choice,
                () -> GateLoops.lstm(x, 0, n / 4, x, 0, x, y, y, n / 4, y, n / 4),
                () -> GateSlopes.lstm(x, 0, n / 4, x, 0, x, y, y, n / 4, y, 0, n / 4));
        gru = new Warmth(
                choice,
                () -> GateLoops.gru(x, 0, n / 4, x, 0, y, 0, y, y, n / 4, n / 4),
                () -> GateSlopes.gru(x, 0, n / 4, x, 0, y, 0, y, y, n / 4, 0, n / 4));
        copying = new Warmth(
                choice,
                () -> RowCopies.vectors(x, 0, 8, n / 8, 5, y, 0, 7),
                () -> PLAIN.copyRows(x, 0, 8, n / 8, 5, y, 0, 7));
        var where = new int[n];
        int[] rows = {0, 1, 2, 3};
        maxima = new Warmth(
                choice,
                () -> Maxima.vectors(x, rows, rows, 4, where, 0, n - 4),
                () -> PLAIN.argMax(x, rows, rows, 4, where, 0, n - 4));
        transpose = new Transpose(choice);
        reductions = new Reductions(choice, this);
        matMul = new MatMul(choice, transpose);
    }

    @Override
    public String name() {
        return "vector " + Lanes.FLOATS.vectorBitSize() + " bits";
    }

    @Override
    public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
        var warmth = unaries.get(f);
        int done = 0;
        if (n >= Lanes.WIDTH && warmth != null && warmth.isFast(n)) {
            done = Lanes.FLOATS.loopBound(n);
            UnaryLoops.vectors(f, x, xo, y, yo, done);
        }
        if (done < n) {
            UnaryLoops.scalars(f, x, xo + done, y, yo + done, n - done);
        }
    }

    @Override
    public void binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        var warmth = binaries.get(f);
        int done = 0;
        if (n >= Lanes.WIDTH && warmth != null && warmth.isFast(n)) {
            done = Lanes.FLOATS.loopBound(n);
            BinaryLoops.vectors(f, a, ao, as, b, bo, bs, y, yo, done);
        }
        if (done < n) {
            PLAIN.binary(f, a, ao + done * as, as, b, bo + done * bs, bs, y, yo + done, n - done);
        }
    }

    @Override
    public void reduceRows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        reductions.rows(f, x, xo, rows, n, y, yo);
    }

    @Override
    public void reduceColumns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        reductions.columns(f, x, xo, rows, n, y, yo);
    }

    /** Several rows at a time, each step over all of them: so short rows fill vectors too. */
    @Override
    public void softmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
            var lanes = new float[4 * Lanes.WIDTH];
            int first = yo + from * n;
            minusMax(x, xo + from * n, to - from, n, y, first, lanes);
            unary(Unary.EXP, y, first, y, first, (to - from) * n);
            var sum = new float[1];
            for (int r = first; r < yo + to * n; r += n) {
                sum[0] = reductions.reduce(Reduction.SUM, y, r, n, lanes);
                binary(Binary.DIV, y, r, 1, sum, 0, 0, y, r, n);
            }
        });
    }

    @Override
    public void logSoftmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
            var lanes = new float[4 * Lanes.WIDTH];
            var exponentials = Scratch.HALF.array((to - from) * n);
            int first = yo + from * n;
            minusMax(x, xo + from * n, to - from, n, y, first, lanes);
            unary(Unary.EXP, y, first, exponentials, 0, (to - from) * n);
            var log = new float[1];
            for (int r = 0; r < to - from; r++) {
                log[0] = (float) Math.log(reductions.reduce(Reduction.SUM, exponentials, r * n, n, lanes));
                binary(Binary.MINUS, y, first + r * n, 1, log, 0, 0, y, first + r * n, n);
            }
        });
    }

    /** y = x − the largest of its row: nothing overflows in e^y. */
    private void minusMax(float[] x, int xo, int rows, int n, float[] y, int yo, float[] lanes) {
        var max = new float[1];
        for (int i = 0; i < rows * n; i += n) {
            max[0] = reductions.reduce(Reduction.MAX, x, xo + i, n, lanes);
            binary(Binary.MINUS, x, xo + i, 1, max, 0, 0, y, yo + i, n);
        }
    }

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
        matMul.multiply(
                m, n, k, new Matrix(a, ao, ars, acs), new Matrix(b, bo, brs, bcs), new Matrix(c, co, crs, 1), add);
    }

    @Override
    public Factor factor(int k, int n, float[] b, int bo, int brs, int bcs) {
        return matMul.factor(k, n, new Matrix(b, bo, brs, bcs));
    }

    @Override
    public void lstmSlopes(
            float[] a, int at, float[] c, int co, float[] tanh, float[] dh, float[] dc, int to, float[] dz, int n) {
        int done = 0;
        if (n >= Lanes.WIDTH && lstm.isFast(16L * n)) {
            done = Lanes.FLOATS.loopBound(n);
            GateLoops.lstm(a, at, n, c, co, tanh, dh, dc, to, dz, done);
        }
        GateSlopes.lstm(a, at, n, c, co, tanh, dh, dc, to, dz, done, n);
    }

    @Override
    public void gruSlopes(
            float[] a, int at, float[] h, int ho, float[] dh, int s, float[] dx, float[] du, int to, int n) {
        int done = 0;
        if (n >= Lanes.WIDTH && gru.isFast(16L * n)) {
            done = Lanes.FLOATS.loopBound(n);
            GateLoops.gru(a, at, n, h, ho, dh, s, dx, du, to, done);
        }
        GateSlopes.gru(a, at, n, h, ho, dh, s, dx, du, to, done, n);
    }

    @Override
    public void random(long key, long first, int[] y) {
        if (y.length % PhiloxLoop.WIDTH == 0 && random.isFast(4L * y.length)) {
            PhiloxLoop.vectors(key, first, y);
        } else {
            PLAIN.random(key, first, y);
        }
    }

    @Override
    public void transpose(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo) {
        transpose.into(x, xo, xrs, rows, columns, y, yo, rows, false);
    }

    @Override
    public void copyRows(float[] x, int xo, int xrs, int rows, int n, float[] y, int yo, int yrs) {
        if (n > 0 && n <= 4 * Lanes.WIDTH && copying.isFast((long) rows * n)) {
            RowCopies.vectors(x, xo, xrs, rows, n, y, yo, yrs);
        } else {
            PLAIN.copyRows(x, xo, xrs, rows, n, y, yo, yrs);
        }
    }

    @Override
    public void argMax(float[] x, int[] at, int[] numbers, int rows, int[] where, int to, int n) {
        if (n > 1 && maxima.isFast((long) rows * n)) {
            Maxima.vectors(x, at, numbers, rows, where, to, n);
        } else {
            PLAIN.argMax(x, at, numbers, rows, where, to, n);
        }
    }

    @Override
    public long multiplyAdd(int rounds) {
        return Peak.run(rounds);
    }
}
