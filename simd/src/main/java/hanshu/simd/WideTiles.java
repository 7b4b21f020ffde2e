package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.all;
import static hanshu.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C that are four vectors wide, for machines with 32 vector registers: 24 of them hold six rows of C, 4 a row of B.
 *
 * <p>In each step a row of B meets an element of each row of A. Tiles with fewer rows than they have room for compute
 * the last row several times and store it once. Their products are those of {@link MatMul}: a chain of fused
 * multiply-adds from the first to the last.
 */
final class WideTiles {
    private WideTiles() {}

    /** Up to 6 rows, four vectors wide. */
    static void tile6x4(
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
        var c02 = FloatVector.zero(FLOATS);
        var c03 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c11 = FloatVector.zero(FLOATS);
        var c12 = FloatVector.zero(FLOATS);
        var c13 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c21 = FloatVector.zero(FLOATS);
        var c22 = FloatVector.zero(FLOATS);
        var c23 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        var c31 = FloatVector.zero(FLOATS);
        var c32 = FloatVector.zero(FLOATS);
        var c33 = FloatVector.zero(FLOATS);
        var c40 = FloatVector.zero(FLOATS);
        var c41 = FloatVector.zero(FLOATS);
        var c42 = FloatVector.zero(FLOATS);
        var c43 = FloatVector.zero(FLOATS);
        var c50 = FloatVector.zero(FLOATS);
        var c51 = FloatVector.zero(FLOATS);
        var c52 = FloatVector.zero(FLOATS);
        var c53 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var b1 = load(b, bi + WIDTH);
            var b2 = load(b, bi + 2 * WIDTH);
            var b3 = load(b, bi + 3 * WIDTH);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            var a4 = all(a[ai + r4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
            var a5 = all(a[ai + r5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            c53 = a5.fma(b3, c53);
        }
        store(c00, c, co, add);
        store(c01, c, co + WIDTH, add);
        store(c02, c, co + 2 * WIDTH, add);
        store(c03, c, co + 3 * WIDTH, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
            store(c11, c, co + crs + WIDTH, add);
            store(c12, c, co + crs + 2 * WIDTH, add);
            store(c13, c, co + crs + 3 * WIDTH, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
            store(c21, c, co + 2 * crs + WIDTH, add);
            store(c22, c, co + 2 * crs + 2 * WIDTH, add);
            store(c23, c, co + 2 * crs + 3 * WIDTH, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
            store(c31, c, co + 3 * crs + WIDTH, add);
            store(c32, c, co + 3 * crs + 2 * WIDTH, add);
            store(c33, c, co + 3 * crs + 3 * WIDTH, add);
        }
        if (rows > 4) {
            store(c40, c, co + 4 * crs, add);
            store(c41, c, co + 4 * crs + WIDTH, add);
            store(c42, c, co + 4 * crs + 2 * WIDTH, add);
            store(c43, c, co + 4 * crs + 3 * WIDTH, add);
        }
        if (rows > 5) {
            store(c50, c, co + 5 * crs, add);
            store(c51, c, co + 5 * crs + WIDTH, add);
            store(c52, c, co + 5 * crs + 2 * WIDTH, add);
            store(c53, c, co + 5 * crs + 3 * WIDTH, add);
        }
    }

    /** Up to 4 rows, four vectors wide. */
    static void tile4x4(
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
        var c02 = FloatVector.zero(FLOATS);
        var c03 = FloatVector.zero(FLOATS);
        var c10 = FloatVector.zero(FLOATS);
        var c11 = FloatVector.zero(FLOATS);
        var c12 = FloatVector.zero(FLOATS);
        var c13 = FloatVector.zero(FLOATS);
        var c20 = FloatVector.zero(FLOATS);
        var c21 = FloatVector.zero(FLOATS);
        var c22 = FloatVector.zero(FLOATS);
        var c23 = FloatVector.zero(FLOATS);
        var c30 = FloatVector.zero(FLOATS);
        var c31 = FloatVector.zero(FLOATS);
        var c32 = FloatVector.zero(FLOATS);
        var c33 = FloatVector.zero(FLOATS);
        for (int p = 0, ai = ao, bi = bo; p < k; p++, ai += acs, bi += brs) {
            var b0 = load(b, bi);
            var b1 = load(b, bi + WIDTH);
            var b2 = load(b, bi + 2 * WIDTH);
            var b3 = load(b, bi + 3 * WIDTH);
            var a0 = all(a[ai]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            var a1 = all(a[ai + r1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            var a2 = all(a[ai + r2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            var a3 = all(a[ai + r3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        store(c00, c, co, add);
        store(c01, c, co + WIDTH, add);
        store(c02, c, co + 2 * WIDTH, add);
        store(c03, c, co + 3 * WIDTH, add);
        if (rows > 1) {
            store(c10, c, co + crs, add);
            store(c11, c, co + crs + WIDTH, add);
            store(c12, c, co + crs + 2 * WIDTH, add);
            store(c13, c, co + crs + 3 * WIDTH, add);
        }
        if (rows > 2) {
            store(c20, c, co + 2 * crs, add);
            store(c21, c, co + 2 * crs + WIDTH, add);
            store(c22, c, co + 2 * crs + 2 * WIDTH, add);
            store(c23, c, co + 2 * crs + 3 * WIDTH, add);
        }
        if (rows > 3) {
            store(c30, c, co + 3 * crs, add);
            store(c31, c, co + 3 * crs + WIDTH, add);
            store(c32, c, co + 3 * crs + 2 * WIDTH, add);
            store(c33, c, co + 3 * crs + 3 * WIDTH, add);
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
