package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.all;
import static hanshu.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C that are two vectors wide, as {@link WideTiles}: all that AVX2 with its 16 registers has room for.
 */
final class MiddleTiles {
    private MiddleTiles() {}

    /** Up to 6 rows, two vectors wide. */
    static void tile6x2(
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
        var c01 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c11 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c21 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        var c31 = FloatVector.zero(FLOATS);
        var c40 = FloatVector.zero(FLOATS);
        var c41 = FloatVector.zero(FLOATS);
        var c50 = FloatVector.zero(FLOATS);
        var c51 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var b1 = load(b, bi + WIDTH);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = all(a[ai + r4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = all(a[ai + r5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        store(c00, c, co, add);
        store(c01, c, co + WIDTH, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
            store(c11, c, co + crs + WIDTH, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
            store(c21, c, co + 2 * crs + WIDTH, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
            store(c31, c, co + 3 * crs + WIDTH, add);
        }
        if (rows > 4) {
            store(c40, c, co + 4 * crs, add);
            store(c41, c, co + 4 * crs + WIDTH, add);
        }
        if (rows > 5) {
            store(c50, c, co + 5 * crs, add);
            store(c51, c, co + 5 * crs + WIDTH, add);
        }
    }

    /** Up to 4 rows, two vectors wide. */
    static void tile4x2(
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
        var c01 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c11 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c21 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        var c31 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var b1 = load(b, bi + WIDTH);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        store(c00, c, co, add);
        store(c01, c, co + WIDTH, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
            store(c11, c, co + crs + WIDTH, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
            store(c21, c, co + 2 * crs + WIDTH, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
            store(c31, c, co + 3 * crs + WIDTH, add);
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
