package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.load;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Parallel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums and extremes. A sum is split in the same way always: within a block each lane of four vectors has a sum of its
 * own, blocks are added in pairs, pairs of pairs and so on; so the error grows with the logarithm of the number of
 * elements (N. J. Higham, <i>The Accuracy of Floating Point Summation</i>, 1993).
 */
final class Reductions {
    /** Elements of a row that are added without pairing. */
    private static final int BLOCK = 4096;

    /** Elements that are worth handing to another thread. */
    private static final int PIECE = 1 << 15;

    /** Rows that are added one after the other where columns are reduced. */
    private static final int ROWS = 128;

    /** Columns that are reduced together. */
    private static final int COLUMNS = 1024;

    /** Matrices with fewer columns are regarded as wider ones. */
    private static final int NARROW = 4 * WIDTH;

    private Reductions() {}

    static void rows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        if (n <= PIECE) {
            Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
                var lanes = new float[WIDTH];
                for (int r = from; r < to; r++) {
                    y[yo + r] = reduce(f, x, xo + r * n, n, lanes);
                }
            });
        } else {
            int pieces = (n + PIECE - 1) / PIECE;
            var partial = new float[rows * pieces];
            Parallel.run(rows * pieces, i -> {
                int from = i % pieces * PIECE;
                partial[i] = reduce(f, x, xo + i / pieces * n + from, Math.min(PIECE, n - from), new float[WIDTH]);
            });
            rows(f, partial, 0, rows, pieces, y, yo);
        }
    }

    /** Reduces n elements; {@code lanes} is room for a vector. */
    static float reduce(Reduction f, float[] x, int xo, int n, float[] lanes) {
        if (n > BLOCK) {
            int half = (n / BLOCK + 1) / 2 * BLOCK;
            float a = reduce(f, x, xo, half, lanes);
            float b = reduce(f, x, xo + half, n - half, lanes);
            return combine(f, a, b);
        }
        int end = n / WIDTH * WIDTH;
        if (end == 0) {
            return tail(f, identity(f), x, xo, n);
        }
        switch (f) {
            case SUM -> sum(x, xo, end).intoArray(lanes, 0);
            case MAX -> max(x, xo, end).intoArray(lanes, 0);
            case MIN -> min(x, xo, end).intoArray(lanes, 0);
        }
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] = combine(f, lanes[i], lanes[i + half]);
            }
        }
        return tail(f, lanes[0], x, xo + end, n - end);
    }

    private static float identity(Reduction f) {
        return switch (f) {
            case SUM -> 0;
            case MAX -> Float.NEGATIVE_INFINITY;
            case MIN -> Float.POSITIVE_INFINITY;
        };
    }

    private static float combine(Reduction f, float a, float b) {
        return switch (f) {
            case SUM -> a + b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    private static float tail(Reduction f, float start, float[] x, int xo, int n) {
        float y = start;
        for (int i = 0; i < n; i++) {
            y = combine(f, y, x[xo + i]);
        }
        return y;
    }

    private static FloatVector sum(float[] x, int xo, int n) {
        var a = FloatVector.zero(Lanes.FLOATS);
        var b = a;
        var c = a;
        var d = a;
        int i = 0;
        for (; i <= n - 4 * WIDTH; i += 4 * WIDTH) {
            a = a.add(load(x, xo + i));
            b = b.add(load(x, xo + i + WIDTH));
            c = c.add(load(x, xo + i + 2 * WIDTH));
            d = d.add(load(x, xo + i + 3 * WIDTH));
        }
        for (; i < n; i += WIDTH) {
            a = a.add(load(x, xo + i));
        }
        return a.add(b).add(c.add(d));
    }

    private static FloatVector max(float[] x, int xo, int n) {
        var a = load(x, xo);
        var b = a;
        int i = WIDTH;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            a = a.max(load(x, xo + i));
            b = b.max(load(x, xo + i + WIDTH));
        }
        for (; i < n; i += WIDTH) {
            a = a.max(load(x, xo + i));
        }
        return a.max(b);
    }

    private static FloatVector min(float[] x, int xo, int n) {
        var a = load(x, xo);
        var b = a;
        int i = WIDTH;
        for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
            a = a.min(load(x, xo + i));
            b = b.min(load(x, xo + i + WIDTH));
        }
        for (; i < n; i += WIDTH) {
            a = a.min(load(x, xo + i));
        }
        return a.min(b);
    }

    static void columns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        if (rows == 0 || n == 0) {
            Arrays.fill(y, yo, yo + n, identity(f));
        } else if (n <= NARROW / 2 && rows >= 2 * (NARROW / n)) {
            sideBySide(f, x, xo, rows, n, y, yo);
        } else if (rows <= ROWS) {
            Parallel.ranges(n, Math.max(COLUMNS, PIECE / rows), (from, to) -> {
                for (int c = from; c < to; c += COLUMNS) {
                    block(f, x, xo + c, rows, n, Math.min(COLUMNS, to - c), y, yo + c);
                }
            });
        } else {
            int blocks = (rows + ROWS - 1) / ROWS;
            var partial = new float[blocks * n];
            Parallel.ranges(blocks, Parallel.grain(PIECE, (long) ROWS * n), (from, to) -> {
                for (int i = from; i < to; i++) {
                    for (int c = 0; c < n; c += COLUMNS) {
                        int r = i * ROWS;
                        int height = Math.min(ROWS, rows - r);
                        block(f, x, xo + r * n + c, height, n, Math.min(COLUMNS, n - c), partial, i * n + c);
                    }
                }
            });
            columns(f, partial, 0, blocks, n, y, yo);
        }
    }

    /** Regards several rows as one, so that vectors are filled, and then combines the results of the several. */
    private static void sideBySide(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        int together = NARROW / n;
        int wide = together * n;
        var partial = new float[wide];
        columns(f, x, xo, rows / together, wide, partial, 0);
        System.arraycopy(partial, 0, y, yo, n);
        for (int i = n; i < wide; i += n) {
            combineRow(f, partial, i, n, y, yo);
        }
        for (int r = rows / together * together; r < rows; r++) {
            combineRow(f, x, xo + r * n, n, y, yo);
        }
    }

    private static void block(Reduction f, float[] x, int xo, int rows, int n, int width, float[] y, int yo) {
        System.arraycopy(x, xo, y, yo, width);
        for (int r = 1; r < rows; r++) {
            combineRow(f, x, xo + r * n, width, y, yo);
        }
    }

    private static void combineRow(Reduction f, float[] x, int xo, int n, float[] y, int yo) {
        var g = switch (f) {
            case SUM -> Binary.PLUS;
            case MAX -> Binary.MAX;
            case MIN -> Binary.MIN;
        };
        int done = BinaryLoops.vectors(g, y, yo, 1, x, xo, 1, y, yo, n);
        for (int i = done; i < n; i++) {
            y[yo + i] = combine(f, y[yo + i], x[xo + i]);
        }
    }
}
