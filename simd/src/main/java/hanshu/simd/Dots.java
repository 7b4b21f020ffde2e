package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

import hanshu.tensor.Parallel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix times vector, where each row of the matrix lies in one piece: a dot product for each row, four rows at a time.
 *
 * <p>Each lane has a chain of fused multiply-adds of its own; then the lanes are added in halves, and the elements that
 * fill no vector come last.
 */
final class Dots {
    /** Multiplications worth handing to another thread. */
    private static final int GRAIN = 1 << 16;

    private final Warmth warmth;

    Dots(Warmth.Choice choice) {
        int k = 16 * WIDTH;
        var m = new float[4 * k];
        var lanes = new float[4 * WIDTH];
        warmth = new Warmth(
                choice,
                () -> vectors(m, 0, k, 2 * k, 3 * k, m, 0, k, lanes),
                () -> scalars(m, 0, k, 2 * k, 3 * k, m, 0, k, lanes));
    }

    /** y = A·x or y += A·x, for A (rows, k) with adjacent columns, and vectors that are matrices of one column. */
    void multiply(int rows, int k, Matrix a, Matrix x, Matrix y, boolean add) {
        boolean fast = warmth.isFast((long) rows * k);
        var vector = x.rowStep == 1 ? x : adjacent(x, k);
        int end = FLOATS.loopBound(k);
        Parallel.ranges(rows, (Parallel.grain(GRAIN, k) + 3) / 4 * 4, (from, to) -> {
            var lanes = new float[4 * WIDTH];
            for (int i = from; i < to; i += 4) {
                int last = to - 1;
                int row0 = a.at(i, 0);
                int row1 = a.at(Math.min(i + 1, last), 0);
                int row2 = a.at(Math.min(i + 2, last), 0);
                int row3 = a.at(Math.min(i + 3, last), 0);
                if (fast) {
                    vectors(a.elements, row0, row1, row2, row3, vector.elements, vector.start, end, lanes);
                } else {
                    scalars(a.elements, row0, row1, row2, row3, vector.elements, vector.start, end, lanes);
                }
                for (int r = 0; i + r < Math.min(i + 4, to); r++) {
                    float dot = Reductions.addLanes(lanes, r * WIDTH);
                    for (int p = end; p < k; p++) {
                        dot = Math.fma(a.elements[a.at(i + r, p)], vector.elements[vector.at(p, 0)], dot);
                    }
                    int at = y.at(i + r, 0);
                    y.elements[at] = add ? y.elements[at] + dot : dot;
                }
            }
        });
    }

    private static Matrix adjacent(Matrix x, int k) {
        var copy = Scratch.B.array(k);
        for (int p = 0; p < k; p++) {
            copy[p] = x.elements[x.at(p, 0)];
        }
        return new Matrix(copy, 0, 1, 1);
    }

    private static void vectors(
            float[] a, int row0, int row1, int row2, int row3, float[] x, int xo, int end, float[] lanes) {
        var sum0 = FloatVector.zero(FLOATS);
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        for (int p = 0; p < end; p += WIDTH) {
            var v = FloatVector.fromArray(FLOATS, x, xo + p);
            sum0 = FloatVector.fromArray(FLOATS, a, row0 + p).fma(v, sum0);
            sum1 = FloatVector.fromArray(FLOATS, a, row1 + p).fma(v, sum1);
            sum2 = FloatVector.fromArray(FLOATS, a, row2 + p).fma(v, sum2);
            sum3 = FloatVector.fromArray(FLOATS, a, row3 + p).fma(v, sum3);
        }
        sum0.intoArray(lanes, 0);
        sum1.intoArray(lanes, WIDTH);
        sum2.intoArray(lanes, 2 * WIDTH);
        sum3.intoArray(lanes, 3 * WIDTH);
    }

    private static void scalars(
            float[] a, int row0, int row1, int row2, int row3, float[] x, int xo, int end, float[] lanes) {
        Arrays.fill(lanes, 0);
        for (int p = 0; p < end; p++) {
            int lane = p % WIDTH;
            float v = x[xo + p];
            lanes[lane] = Math.fma(a[row0 + p], v, lanes[lane]);
            lanes[lane + WIDTH] = Math.fma(a[row1 + p], v, lanes[lane + WIDTH]);
            lanes[lane + 2 * WIDTH] = Math.fma(a[row2 + p], v, lanes[lane + 2 * WIDTH]);
            lanes[lane + 3 * WIDTH] = Math.fma(a[row3 + p], v, lanes[lane + 3 * WIDTH]);
        }
    }
}
