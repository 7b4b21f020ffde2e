package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A row times a matrix: each element of B is used once, so nothing counts but to read B steadily, eight vectors side by
 * side. Products are those of {@link MatMul}: a chain of fused multiply-adds from the first to the last.
 */
final class RowTiles {
    /** Columns of the widest tile. */
    static final int COLUMNS = 8 * WIDTH;

    private RowTiles() {}

    /** c (n) = a (k) · B (k, n), or += when adding, for n columns of which WIDTH is a divisor. */
    static void multiply(int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        int j = 0;
        for (; j + COLUMNS <= n; j += COLUMNS) {
            eight(k, a.elements, a.start, b.elements, b.at(0, j), b.rowStep, c.elements, c.at(0, j), add);
        }
        for (; j < n; j += WIDTH) {
            one(k, a.elements, a.start, b.elements, b.at(0, j), b.rowStep, c.elements, c.at(0, j), add);
        }
    }

    private static void eight(int k, float[] a, int ao, float[] b, int bo, int brs, float[] c, int co, boolean add) {
        var c0 = FloatVector.zero(FLOATS);
        var c1 = c0;
        var c2 = c0;
        var c3 = c0;
        var c4 = c0;
        var c5 = c0;
        var c6 = c0;
        var c7 = c0;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c0 = x.fma(FloatVector.fromArray(FLOATS, b, bi), c0);
            c1 = x.fma(FloatVector.fromArray(FLOATS, b, bi + WIDTH), c1);
            c2 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 2 * WIDTH), c2);
            c3 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 3 * WIDTH), c3);
            c4 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 4 * WIDTH), c4);
            c5 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 5 * WIDTH), c5);
            c6 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 6 * WIDTH), c6);
            c7 = x.fma(FloatVector.fromArray(FLOATS, b, bi + 7 * WIDTH), c7);
        }
        store(c0, c, co, add);
        store(c1, c, co + WIDTH, add);
        store(c2, c, co + 2 * WIDTH, add);
        store(c3, c, co + 3 * WIDTH, add);
        store(c4, c, co + 4 * WIDTH, add);
        store(c5, c, co + 5 * WIDTH, add);
        store(c6, c, co + 6 * WIDTH, add);
        store(c7, c, co + 7 * WIDTH, add);
    }

    private static void one(int k, float[] a, int ao, float[] b, int bo, int brs, float[] c, int co, boolean add) {
        var sum = FloatVector.zero(FLOATS);
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            sum = FloatVector.broadcast(FLOATS, a[ao + p]).fma(FloatVector.fromArray(FLOATS, b, bi), sum);
        }
        store(sum, c, co, add);
    }

    private static void store(FloatVector sum, float[] c, int at, boolean add) {
        (add ? FloatVector.fromArray(FLOATS, c, at).add(sum) : sum).intoArray(c, at);
    }
}
