package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of C that are one vector wide, as {@link WideTiles}.
 */
final class NarrowTiles {
    private NarrowTiles() {}

    /** Up to six rows of C from row i on, one vector wide; columns of A, B and C are adjacent. */
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
        var c10 = c00;
        var c20 = c00;
        var c30 = c00;
        var c40 = c00;
        var c50 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            x = FloatVector.broadcast(FLOATS, a[a4 + p]);
            c40 = x.fma(b0, c40);
            x = FloatVector.broadcast(FLOATS, a[a5 + p]);
            c50 = x.fma(b0, c50);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        int to4 = co + row4 * crs;
        int to5 = co + row5 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
            c40 = FloatVector.fromArray(FLOATS, c, to4).add(c40);
            c50 = FloatVector.fromArray(FLOATS, c, to5).add(c50);
        }
        c00.intoArray(c, co);
        c10.intoArray(c, to1);
        c20.intoArray(c, to2);
        c30.intoArray(c, to3);
        c40.intoArray(c, to4);
        c50.intoArray(c, to5);
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
        var c10 = c00;
        var c20 = c00;
        var c30 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
        }
        c00.intoArray(c, co);
        c10.intoArray(c, to1);
        c20.intoArray(c, to2);
        c30.intoArray(c, to3);
    }
}
