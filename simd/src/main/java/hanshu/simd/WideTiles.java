package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

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

    /** Up to six rows of C from row i on, four vectors wide; columns of A, B and C are adjacent. */
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
        var c02 = c00;
        var c03 = c00;
        var c10 = c00;
        var c11 = c00;
        var c12 = c00;
        var c13 = c00;
        var c20 = c00;
        var c21 = c00;
        var c22 = c00;
        var c23 = c00;
        var c30 = c00;
        var c31 = c00;
        var c32 = c00;
        var c33 = c00;
        var c40 = c00;
        var c41 = c00;
        var c42 = c00;
        var c43 = c00;
        var c50 = c00;
        var c51 = c00;
        var c52 = c00;
        var c53 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var b1 = FloatVector.fromArray(FLOATS, b, bi + WIDTH);
            var b2 = FloatVector.fromArray(FLOATS, b, bi + 2 * WIDTH);
            var b3 = FloatVector.fromArray(FLOATS, b, bi + 3 * WIDTH);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
            x = FloatVector.broadcast(FLOATS, a[a4 + p]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            c42 = x.fma(b2, c42);
            c43 = x.fma(b3, c43);
            x = FloatVector.broadcast(FLOATS, a[a5 + p]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            c52 = x.fma(b2, c52);
            c53 = x.fma(b3, c53);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        int to4 = co + row4 * crs;
        int to5 = co + row5 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c01 = FloatVector.fromArray(FLOATS, c, co + WIDTH).add(c01);
            c02 = FloatVector.fromArray(FLOATS, c, co + 2 * WIDTH).add(c02);
            c03 = FloatVector.fromArray(FLOATS, c, co + 3 * WIDTH).add(c03);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c11 = FloatVector.fromArray(FLOATS, c, to1 + WIDTH).add(c11);
            c12 = FloatVector.fromArray(FLOATS, c, to1 + 2 * WIDTH).add(c12);
            c13 = FloatVector.fromArray(FLOATS, c, to1 + 3 * WIDTH).add(c13);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c21 = FloatVector.fromArray(FLOATS, c, to2 + WIDTH).add(c21);
            c22 = FloatVector.fromArray(FLOATS, c, to2 + 2 * WIDTH).add(c22);
            c23 = FloatVector.fromArray(FLOATS, c, to2 + 3 * WIDTH).add(c23);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
            c31 = FloatVector.fromArray(FLOATS, c, to3 + WIDTH).add(c31);
            c32 = FloatVector.fromArray(FLOATS, c, to3 + 2 * WIDTH).add(c32);
            c33 = FloatVector.fromArray(FLOATS, c, to3 + 3 * WIDTH).add(c33);
            c40 = FloatVector.fromArray(FLOATS, c, to4).add(c40);
            c41 = FloatVector.fromArray(FLOATS, c, to4 + WIDTH).add(c41);
            c42 = FloatVector.fromArray(FLOATS, c, to4 + 2 * WIDTH).add(c42);
            c43 = FloatVector.fromArray(FLOATS, c, to4 + 3 * WIDTH).add(c43);
            c50 = FloatVector.fromArray(FLOATS, c, to5).add(c50);
            c51 = FloatVector.fromArray(FLOATS, c, to5 + WIDTH).add(c51);
            c52 = FloatVector.fromArray(FLOATS, c, to5 + 2 * WIDTH).add(c52);
            c53 = FloatVector.fromArray(FLOATS, c, to5 + 3 * WIDTH).add(c53);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + WIDTH);
        c02.intoArray(c, co + 2 * WIDTH);
        c03.intoArray(c, co + 3 * WIDTH);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + WIDTH);
        c12.intoArray(c, to1 + 2 * WIDTH);
        c13.intoArray(c, to1 + 3 * WIDTH);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + WIDTH);
        c22.intoArray(c, to2 + 2 * WIDTH);
        c23.intoArray(c, to2 + 3 * WIDTH);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + WIDTH);
        c32.intoArray(c, to3 + 2 * WIDTH);
        c33.intoArray(c, to3 + 3 * WIDTH);
        c40.intoArray(c, to4);
        c41.intoArray(c, to4 + WIDTH);
        c42.intoArray(c, to4 + 2 * WIDTH);
        c43.intoArray(c, to4 + 3 * WIDTH);
        c50.intoArray(c, to5);
        c51.intoArray(c, to5 + WIDTH);
        c52.intoArray(c, to5 + 2 * WIDTH);
        c53.intoArray(c, to5 + 3 * WIDTH);
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
        var c02 = c00;
        var c03 = c00;
        var c10 = c00;
        var c11 = c00;
        var c12 = c00;
        var c13 = c00;
        var c20 = c00;
        var c21 = c00;
        var c22 = c00;
        var c23 = c00;
        var c30 = c00;
        var c31 = c00;
        var c32 = c00;
        var c33 = c00;
        for (int p = 0, bi = bo; p < k; p++, bi += brs) {
            var b0 = FloatVector.fromArray(FLOATS, b, bi);
            var b1 = FloatVector.fromArray(FLOATS, b, bi + WIDTH);
            var b2 = FloatVector.fromArray(FLOATS, b, bi + 2 * WIDTH);
            var b3 = FloatVector.fromArray(FLOATS, b, bi + 3 * WIDTH);
            var x = FloatVector.broadcast(FLOATS, a[ao + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
        }
        int to1 = co + row1 * crs;
        int to2 = co + row2 * crs;
        int to3 = co + row3 * crs;
        if (add) {
            c00 = FloatVector.fromArray(FLOATS, c, co).add(c00);
            c01 = FloatVector.fromArray(FLOATS, c, co + WIDTH).add(c01);
            c02 = FloatVector.fromArray(FLOATS, c, co + 2 * WIDTH).add(c02);
            c03 = FloatVector.fromArray(FLOATS, c, co + 3 * WIDTH).add(c03);
            c10 = FloatVector.fromArray(FLOATS, c, to1).add(c10);
            c11 = FloatVector.fromArray(FLOATS, c, to1 + WIDTH).add(c11);
            c12 = FloatVector.fromArray(FLOATS, c, to1 + 2 * WIDTH).add(c12);
            c13 = FloatVector.fromArray(FLOATS, c, to1 + 3 * WIDTH).add(c13);
            c20 = FloatVector.fromArray(FLOATS, c, to2).add(c20);
            c21 = FloatVector.fromArray(FLOATS, c, to2 + WIDTH).add(c21);
            c22 = FloatVector.fromArray(FLOATS, c, to2 + 2 * WIDTH).add(c22);
            c23 = FloatVector.fromArray(FLOATS, c, to2 + 3 * WIDTH).add(c23);
            c30 = FloatVector.fromArray(FLOATS, c, to3).add(c30);
            c31 = FloatVector.fromArray(FLOATS, c, to3 + WIDTH).add(c31);
            c32 = FloatVector.fromArray(FLOATS, c, to3 + 2 * WIDTH).add(c32);
            c33 = FloatVector.fromArray(FLOATS, c, to3 + 3 * WIDTH).add(c33);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + WIDTH);
        c02.intoArray(c, co + 2 * WIDTH);
        c03.intoArray(c, co + 3 * WIDTH);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + WIDTH);
        c12.intoArray(c, to1 + 2 * WIDTH);
        c13.intoArray(c, to1 + 3 * WIDTH);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + WIDTH);
        c22.intoArray(c, to2 + 2 * WIDTH);
        c23.intoArray(c, to2 + 3 * WIDTH);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + WIDTH);
        c32.intoArray(c, to3 + 2 * WIDTH);
        c33.intoArray(c, to3 + 3 * WIDTH);
    }
}
