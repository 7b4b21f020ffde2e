package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The transpose of a matrix, in square blocks as wide as a vector.
 *
 * <p>A block is a square of four squares: transposing exchanges the two off its diagonal, and then does the same within
 * each of the four, down to single elements. An exchange between two rows costs one permutation and three blends.
 */
final class Transpose {
    /** Exchanges halves, then quarters, eighths and sixteenths of a block. */
    private static final Exchange HALVES = Exchange.over(WIDTH / 2);

    private static final Exchange QUARTERS = Exchange.over(WIDTH / 4);
    private static final Exchange EIGHTHS = Exchange.over(Math.max(WIDTH / 8, 1));
    private static final Exchange SIXTEENTHS = Exchange.over(Math.max(WIDTH / 16, 1));

    private final Warmth warmth;

    Transpose(Warmth.Choice choice) {
        int size = 2 * WIDTH;
        var x = new float[size * size];
        var y = new float[size * size];
        warmth = new Warmth(
                choice,
                () -> {
                    blocks(x, 0, size, size, size, y, 0, size, false);
                    blocks(x, 0, size, size, size, y, 0, size, true);
                },
                () -> {
                    scalars(x, 0, size, size, size, y, 0, size, false);
                    scalars(x, 0, size, size, size, y, 0, size, true);
                });
    }

    /** Whose lanes change place, and with which. */
    private record Exchange(VectorMask<Float> odd, VectorShuffle<Float> swap) {
        static Exchange over(int distance) {
            var odd = new boolean[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                odd[i] = (i & distance) != 0;
            }
            return new Exchange(VectorMask.fromArray(FLOATS, odd, 0), VectorShuffle.fromOp(FLOATS, i -> i ^ distance));
        }
    }

    /** y[c·yrs + r] = x[r·xrs + c], or += when adding, for r < rows and c < columns. */
    void into(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo, int yrs, boolean add) {
        if (warmth.isFast((long) rows * columns)) {
            blocks(x, xo, xrs, rows, columns, y, yo, yrs, add);
        } else {
            for (int r = 0; r < rows; r += WIDTH) { // also in blocks, for the cache's sake
                int height = Math.min(WIDTH, rows - r);
                scalars(x, xo + r * xrs, xrs, height, columns, y, yo + r, yrs, add);
            }
        }
    }

    private static void blocks(
            float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo, int yrs, boolean add) {
        int wholeRows = FLOATS.loopBound(rows);
        int wholeColumns = FLOATS.loopBound(columns);
        var block = new float[WIDTH * WIDTH];
        for (int r = 0; r < wholeRows; r += WIDTH) {
            for (int c = 0; c < wholeColumns; c += WIDTH) {
                halvesAndQuarters(x, xo + r * xrs + c, xrs, block);
                rest(block, y, yo + c * yrs + r, yrs, add);
            }
        }
        int right = columns - wholeColumns;
        scalars(x, xo + wholeColumns, xrs, wholeRows, right, y, yo + wholeColumns * yrs, yrs, add);
        scalars(x, xo + wholeRows * xrs, xrs, rows - wholeRows, columns, y, yo + wholeRows, yrs, add);
    }

    private static void scalars(
            float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo, int yrs, boolean add) {
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                float v = x[xo + r * xrs + c];
                int at = yo + c * yrs + r;
                y[at] = add ? y[at] + v : v;
            }
        }
    }

    private static void halvesAndQuarters(float[] x, int xo, int xrs, float[] block) {
        for (int i = 0; i < WIDTH / 4; i++) {
            int at = xo + i * xrs;
            var a = FloatVector.fromArray(FLOATS, x, at);
            var b = FloatVector.fromArray(FLOATS, x, at + WIDTH / 4 * xrs);
            var c = FloatVector.fromArray(FLOATS, x, at + WIDTH / 2 * xrs);
            var d = FloatVector.fromArray(FLOATS, x, at + (WIDTH / 2 + WIDTH / 4) * xrs);
            var ac = c.blend(a, HALVES.odd).rearrange(HALVES.swap);
            var bd = d.blend(b, HALVES.odd).rearrange(HALVES.swap);
            a = a.blend(ac, HALVES.odd);
            c = ac.blend(c, HALVES.odd);
            b = b.blend(bd, HALVES.odd);
            d = bd.blend(d, HALVES.odd);
            var ab = b.blend(a, QUARTERS.odd).rearrange(QUARTERS.swap);
            var cd = d.blend(c, QUARTERS.odd).rearrange(QUARTERS.swap);
            a.blend(ab, QUARTERS.odd).intoArray(block, i * WIDTH);
            ab.blend(b, QUARTERS.odd).intoArray(block, (i + WIDTH / 4) * WIDTH);
            c.blend(cd, QUARTERS.odd).intoArray(block, (i + WIDTH / 2) * WIDTH);
            cd.blend(d, QUARTERS.odd).intoArray(block, (i + WIDTH / 2 + WIDTH / 4) * WIDTH);
        }
    }

    private static void rest(float[] block, float[] y, int yo, int yrs, boolean add) {
        switch (WIDTH) {
            case 16 -> {
                for (int i = 0; i < WIDTH; i += 4) {
                    eighthsAndSixteenths(block, i * WIDTH, y, yo + i * yrs, yrs, add);
                }
            }
            case 8 -> {
                for (int i = 0; i < WIDTH; i += 2) {
                    eighths(block, i * WIDTH, y, yo + i * yrs, yrs, add);
                }
            }
            default -> {
                for (int i = 0; i < WIDTH; i++) {
                    store(FloatVector.fromArray(FLOATS, block, i * WIDTH), y, yo + i * yrs, add);
                }
            }
        }
    }

    private static void eighthsAndSixteenths(float[] block, int at, float[] y, int yo, int yrs, boolean add) {
        var a = FloatVector.fromArray(FLOATS, block, at);
        var b = FloatVector.fromArray(FLOATS, block, at + WIDTH);
        var c = FloatVector.fromArray(FLOATS, block, at + 2 * WIDTH);
        var d = FloatVector.fromArray(FLOATS, block, at + 3 * WIDTH);
        var ac = c.blend(a, EIGHTHS.odd).rearrange(EIGHTHS.swap);
        var bd = d.blend(b, EIGHTHS.odd).rearrange(EIGHTHS.swap);
        a = a.blend(ac, EIGHTHS.odd);
        c = ac.blend(c, EIGHTHS.odd);
        b = b.blend(bd, EIGHTHS.odd);
        d = bd.blend(d, EIGHTHS.odd);
        var ab = b.blend(a, SIXTEENTHS.odd).rearrange(SIXTEENTHS.swap);
        var cd = d.blend(c, SIXTEENTHS.odd).rearrange(SIXTEENTHS.swap);
        store(a.blend(ab, SIXTEENTHS.odd), y, yo, add);
        store(ab.blend(b, SIXTEENTHS.odd), y, yo + yrs, add);
        store(c.blend(cd, SIXTEENTHS.odd), y, yo + 2 * yrs, add);
        store(cd.blend(d, SIXTEENTHS.odd), y, yo + 3 * yrs, add);
    }

    private static void eighths(float[] block, int at, float[] y, int yo, int yrs, boolean add) {
        var a = FloatVector.fromArray(FLOATS, block, at);
        var b = FloatVector.fromArray(FLOATS, block, at + WIDTH);
        var ab = b.blend(a, EIGHTHS.odd).rearrange(EIGHTHS.swap);
        store(a.blend(ab, EIGHTHS.odd), y, yo, add);
        store(ab.blend(b, EIGHTHS.odd), y, yo + yrs, add);
    }

    private static void store(FloatVector v, float[] y, int at, boolean add) {
        var sum = add ? FloatVector.fromArray(FLOATS, y, at).add(v) : v;
        sum.intoArray(y, at);
    }
}
