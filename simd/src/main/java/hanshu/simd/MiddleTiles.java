package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C that are two vectors wide, as {@link WideTiles}: all that AVX2 with its 16 registers has room for.
 */
final class MiddleTiles {
    private MiddleTiles() {}

    /** Up to six rows of C from row i on, two vectors wide; columns of A, B and C are adjacent. */
    static void tile(int rows, int k, Matrix a, int i, Matrix b, Matrix c, boolean add) {
        int ao = a.at(i, 0);
        int co = c.at(i, 0);
        if (rows > 4) {
            six(rows, k, a.elements, ao, a.rowStep, b.elements, b.start, b.rowStep, c.elements, co, c.rowStep, add);
        } else {
            four(rows, k, a.elements, ao, a.rowStep, b.elements, b.start, b.rowStep, c.elements, co, c.rowStep, add);
        }
    }

    private static void six(
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            float[] b,
            int bo,
            int brs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        int row1 = Math.min(1, rows - 1);
        int row2 = Math.min(2, rows - 1);
        int row3 = Math.min(3, rows - 1);
        int row4 = Math.min(4, rows - 1);
        int row5 = Math.min(5, rows - 1);
        int a1 = ao + row1 * ars;
        int a2 = ao + row2 * ars;
        int a3 = ao + row3 * ars;
        int a4 = ao + row4 * ars;
        int a5 = ao + row5 * ars;
        var c00 = FloatVector.zero(FLOATS);
        var c01 = c00;
        var c10 = c00;
        var c11 = c00;
        var c20 = c00;
        var c21 = c00;
        var c30 = c00;
        var c31 = c00;
        var c40 = c00;
        var c41 = c00;
        var c50 = c00;
        var c51 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var b1 = FloatVector.fromArray(FLOATS, b, bi + WIDTH);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(FLOATS, a[a4 + p]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(FLOATS, a[a5 + p]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        int to4 = co + row4 * crs;
        int to5 = co + row5 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c01 = FloatVector.fromArray(FLOATS, c, co + WIDTH).add(c01);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c11 = FloatVector.fromArray(FLOATS, c, to1 + WIDTH).add(c11);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c21 = FloatVector.fromArray(FLOATS, c, to2 + WIDTH).add(c21);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
            c31 = FloatVector.fromArray(FLOATS, c, to3 + WIDTH).add(c31);
            c40 = FloatVector.fromArray(FLOATS, c, to4).add(c40);
            c41 = FloatVector.fromArray(FLOATS, c, to4 + WIDTH).add(c41);
            c50 = FloatVector.fromArray(FLOATS, c, to5).add(c50);
            c51 = FloatVector.fromArray(FLOATS, c, to5 + WIDTH).add(c51);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + WIDTH);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + WIDTH);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + WIDTH);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + WIDTH);
        c40.intoArray(c, to4);
        c41.intoArray(c, to4 + WIDTH);
        c50.intoArray(c, to5);
        c51.intoArray(c, to5 + WIDTH);
    }

    private static void four(
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            float[] b,
            int bo,
            int brs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        int row1 = Math.min(1, rows - 1);
        int row2 = Math.min(2, rows - 1);
        int row3 = Math.min(3, rows - 1);
        int a1 = ao + row1 * ars;
        int a2 = ao + row2 * ars;
        int a3 = ao + row3 * ars;
        var c00 = FloatVector.zero(FLOATS);
        var c01 = c00;
        var c10 = c00;
        var c11 = c00;
        var c20 = c00;
        var c21 = c00;
        var c30 = c00;
        var c31 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var b1 = FloatVector.fromArray(FLOATS, b, bi + WIDTH);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c01 = FloatVector.fromArray(FLOATS, c, co + WIDTH).add(c01);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c11 = FloatVector.fromArray(FLOATS, c, to1 + WIDTH).add(c11);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c21 = FloatVector.fromArray(FLOATS, c, to2 + WIDTH).add(c21);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
            c31 = FloatVector.fromArray(FLOATS, c, to3 + WIDTH).add(c31);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + WIDTH);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + WIDTH);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + WIDTH);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + WIDTH);
    }
}
