package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.all;
import static hanshu.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C that are one vector wide, as {@link WideTiles}.
 */
final class NarrowTiles {
    private NarrowTiles() {}

    /** Up to 6 rows, one vector wide. */
    static void tile6x1(
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        int last = rows - 1;
        int r1 = Math.min(1, last) * ars;
        int r2 = Math.min(2, last) * ars;
        int r3 = Math.min(3, last) * ars;
        int r4 = Math.min(4, last) * ars;
        int r5 = Math.min(5, last) * ars;
        var c00 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        var c40 = FloatVector.zero(FLOATS);
        var c50 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
            var a4 = all(a[ai + r4]);
            c40 = a4.fma(b0, c40);
            var a5 = all(a[ai + r5]);
            c50 = a5.fma(b0, c50);
        }
        store(c00, c, co, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
        }
        if (rows > 4) {
            store(c40, c, co + 4 * crs, add);
        }
        if (rows > 5) {
            store(c50, c, co + 5 * crs, add);
        }
    }

    /** Up to 4 rows, one vector wide. */
    static void tile4x1(
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        int last = rows - 1;
        int r1 = Math.min(1, last) * ars;
        int r2 = Math.min(2, last) * ars;
        int r3 = Math.min(3, last) * ars;
        var c00 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
        }
        store(c00, c, co, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
        }
    }

    private static void store(FloatVector v, float[] c, int at, boolean add) {
        if (add) {
            load(c, at).add(v).intoArray(c, at);
        } else {
            v.intoArray(c, at);
        }
    }
}
