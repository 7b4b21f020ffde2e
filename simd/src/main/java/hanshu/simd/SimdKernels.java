package hanshu.simd;

import hanshu.tensor.Kernels;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;
import hanshu.tensor.Parallel;
import hanshu.tensor.PlainKernels;

/** The kernels in the Vector API, for whatever vectors this machine has. */
public final class SimdKernels implements Kernels {
    private static final PlainKernels PLAIN = new PlainKernels();

    /** Elements whose exponentials are worth handing to another thread, and which fit the first-level cache. */
    private static final int PIECE = 1 << 12;

    @Override
    public String name() {
        return "vector " + Lanes.FLOATS.vectorBitSize() + " bits";
    }

    @Override
    public void unary(Unary f, float[] x, int xo, float[] y, int yo, int n) {
        int done = UnaryLoops.vectors(f, x, xo, y, yo, n);
        if (done < n) {
            UnaryLoops.scalars(f, x, xo + done, y, yo + done, n - done);
        }
    }

    @Override
    public void binary(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        int done = n < Lanes.WIDTH ? 0 : BinaryLoops.vectors(f, a, ao, as, b, bo, bs, y, yo, n);
        if (done < n) {
            PLAIN.binary(f, a, ao + done * as, as, b, bo + done * bs, bs, y, yo + done, n - done);
        }
    }

    @Override
    public void reduceRows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        Reductions.rows(f, x, xo, rows, n, y, yo);
    }

    @Override
    public void reduceColumns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        Reductions.columns(f, x, xo, rows, n, y, yo);
    }

    /** Several rows at a time, each step over all of them: so short rows fill vectors too. */
    @Override
    public void softmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
            var lanes = new float[Lanes.WIDTH];
            int first = yo + from * n;
            minusMax(x, xo + from * n, to - from, n, y, first, lanes);
            unary(Unary.EXP, y, first, y, first, (to - from) * n);
            for (int r = first; r < yo + to * n; r += n) {
                var sum = new float[] {Reductions.reduce(Reduction.SUM, y, r, n, lanes)};
                binary(Binary.DIV, y, r, 1, sum, 0, 0, y, r, n);
            }
        });
    }

    @Override
    public void logSoftmax(float[] x, int xo, int rows, int n, float[] y, int yo) {
        Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
            var lanes = new float[Lanes.WIDTH];
            var exponentials = new float[(to - from) * n];
            int first = yo + from * n;
            minusMax(x, xo + from * n, to - from, n, y, first, lanes);
            unary(Unary.EXP, y, first, exponentials, 0, exponentials.length);
            for (int r = 0; r < to - from; r++) {
                float sum = Reductions.reduce(Reduction.SUM, exponentials, r * n, n, lanes);
                var log = new float[] {(float) Math.log(sum)};
                binary(Binary.MINUS, y, first + r * n, 1, log, 0, 0, y, first + r * n, n);
            }
        });
    }

    /** y = x − the largest of its row: nothing overflows in e^y. */
    private void minusMax(float[] x, int xo, int rows, int n, float[] y, int yo, float[] lanes) {
        for (int i = 0; i < rows * n; i += n) {
            var max = new float[] {Reductions.reduce(Reduction.MAX, x, xo + i, n, lanes)};
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
        MatMul.multiply(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, crs, add);
    }

    @Override
    public void transpose(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo) {
        Transpose.into(x, xo, xrs, rows, columns, y, yo, rows, false);
    }
}
