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

    private final SimdKernels kernels;
    private final Warmth sums;
    private final Warmth extremes;

    Reductions(Warmth.Choice choice, SimdKernels kernels) {
        this.kernels = kernels;
        var x = new float[19 * WIDTH];
        var lanes = new float[4 * WIDTH];
        sums = new Warmth(choice, () -> sum(x, 0, x.length, lanes), () -> scalarSum(x, 0, x.length, lanes));
        extremes = new Warmth(
                choice,
                () -> {
                    max(x, 0, x.length, lanes);
                    min(x, 0, x.length, lanes);
                },
                () -> {
                    tail(Reduction.MAX, 0, x, 0, x.length);
                    tail(Reduction.MIN, 0, x, 0, x.length);
                });
    }

    void rows(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
        if (n <= PIECE) {
            Parallel.ranges(rows, Parallel.grain(PIECE, n), (from, to) -> {
                var lanes = new float[4 * WIDTH];
                for (int r = from; r < to; r++) {
                    y[yo + r] = reduce(f, x, xo + r * n, n, lanes);
                }
            });
        } else {
            int pieces = (n + PIECE - 1) / PIECE;
            var partial = new float[rows * pieces];
            Parallel.run(rows * pieces, i -> {
                int from = i % pieces * PIECE;
                partial[i] = reduce(f, x, xo + i / pieces * n + from, Math.min(PIECE, n - from), new float[4 * WIDTH]);
            });
            rows(f, partial, 0, rows, pieces, y, yo);
        }
    }

    /** Reduces n elements; {@code lanes} is room for four vectors. */
    float reduce(Reduction f, float[] x, int xo, int n, float[] lanes) {
        if (n > BLOCK) {
            int half = (n / BLOCK + 1) / 2 * BLOCK;
            float a = reduce(f, x, xo, half, lanes);
            float b = reduce(f, x, xo + half, n - half, lanes);
            return combine(f, a, b);
        }
        int end = Lanes.FLOATS.loopBound(n);
        if (end == 0) {
            return tail(f, identity(f), x, xo, n);
        }
        boolean fast = (f == Reduction.SUM ? sums : extremes).isFast(n);
        return switch (f) {
            case SUM -> {
                if (fast) {
                    sum(x, xo, end, lanes);
                } else {
                    scalarSum(x, xo, end, lanes);
                }
                yield tail(f, addLanes(lanes, 0), x, xo + end, n - end);
            }
            case MAX, MIN -> {
                if (!fast) {
                    yield tail(f, identity(f), x, xo, n);
                }
                if (f == Reduction.MAX) {
                    max(x, xo, end, lanes);
                } else {
                    min(x, xo, end, lanes);
                }
                yield tail(f, tail(f, identity(f), lanes, 0, WIDTH), x, xo + end, n - end);
            }
        };
    }

    /** The sum of a vector's lanes: halves are added until one is left. */
    static float addLanes(float[] lanes, int at) {
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int i = at; i < at + half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[at];
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

    private static void sum(float[] x, int xo, int n, float[] lanes) {
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
        a.add(b).add(c.add(d)).intoArray(lanes, 0);
    }

    private static void scalarSum(float[] x, int xo, int n, float[] lanes) {
        Arrays.fill(lanes, 0);
        int fours = n / (4 * WIDTH) * (4 * WIDTH);
        for (int i = 0; i < fours; i++) {
            lanes[i % (4 * WIDTH)] += x[xo + i];
        }
        for (int i = fours; i < n; i++) {
            lanes[i % WIDTH] += x[xo + i];
        }
        for (int i = 0; i < WIDTH; i++) {
            lanes[i] = lanes[i] + lanes[i + WIDTH] + (lanes[i + 2 * WIDTH] + lanes[i + 3 * WIDTH]);
        }
    }

    private static void max(float[] x, int xo, int n, float[] lanes) {
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
        a.max(b).intoArray(lanes, 0);
    }

    private static void min(float[] x, int xo, int n, float[] lanes) {
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
        a.min(b).intoArray(lanes, 0);
    }

    void columns(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
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
    private void sideBySide(Reduction f, float[] x, int xo, int rows, int n, float[] y, int yo) {
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

    private void block(Reduction f, float[] x, int xo, int rows, int n, int width, float[] y, int yo) {
        System.arraycopy(x, xo, y, yo, width);
        for (int r = 1; r < rows; r++) {
            combineRow(f, x, xo + r * n, width, y, yo);
        }
    }

    private void combineRow(Reduction f, float[] x, int xo, int n, float[] y, int yo) {
        switch (f) {
            case SUM -> kernels.binary(Binary.PLUS, y, yo, 1, x, xo, 1, y, yo, n);
            case MAX -> kernels.binary(Binary.MAX, y, yo, 1, x, xo, 1, y, yo, n);
            case MIN -> kernels.binary(Binary.MIN, y, yo, 1, x, xo, 1, y, yo, n);
        }
    }
}
