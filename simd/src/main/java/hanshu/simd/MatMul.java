package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;

import hanshu.tensor.Kernels;
import hanshu.tensor.Parallel;
import java.util.Arrays;

/**
 * C = A·B or C += A·B in tiles that fit the registers (K. Goto and R. van de Geijn, <i>Anatomy of High-Performance
 * Matrix Multiplication</i>, 2008), for A (m, k), B (k, n) and C (m, n).
 *
 * <p>Each element of C is a sum over blocks of {@link #DEPTH} products, a block being a chain of fused multiply-adds in
 * order: so it has the same bits whatever tile, thread or layout computes it. (Only a matrix of rows times a vector is
 * summed in another way, see {@link Dots}.)
 *
 * <p>Numbers below were chosen on one core of Zen 5 by {@code hanshu.bench.kernels.MatMulTable}.
 */
final class MatMul {
    /** Products in a block of the sum. */
    private static final int DEPTH = 512;

    /** Multiplications worth handing to another thread, about three microseconds' work. */
    private static final int GRAIN = 1 << 18;

    /** Elements whose transposing is worth handing to another thread. */
    private static final int TRANSPOSED = 1 << 13;

    /** Parts that large matrices are cut into at least, so that threads share them evenly. */
    private static final int PIECES = 8;

    /** Elements of A that stay in the second-level cache while B passes by. */
    private static final int A_IN_CACHE = 1 << 16;

    /** Elements of A that are laid out by rows at a time for all threads. */
    private static final int A_SHARED = 1 << 20;

    /** Elements of B up to which it is read where it lies. */
    private static final int B_IN_CACHE = 1 << 17;

    /** Rows of C below which B is not read often enough to pay for its packing. */
    private static final int FEW_ROWS = 24;

    /** Rows of C above which threads share what is packed of B, and split the rows. */
    private static final int MANY_ROWS = 512;

    /** Elements of B that are packed at a time. */
    private static final int PACKED = 1 << 19;

    /** Products so few that tiles don't pay. */
    private static final int FEW = 256;

    private final Transpose transpose;
    private final Panels panels;
    private final Dots dots;

    MatMul(Warmth.Choice choice, Transpose transpose) {
        this.transpose = transpose;
        panels = new Panels(choice);
        dots = new Dots(choice);
    }

    /** Columns of C are adjacent; A and B may lie in any way, but are fast where rows or columns are adjacent. */
    void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        if (k == 0) {
            for (int i = 0; i < m && !add; i++) {
                Arrays.fill(c.elements, c.at(i, 0), c.at(i, n), 0);
            }
        } else if ((long) m * n * k <= FEW) {
            ScalarTiles.multiplyFew(m, n, k, a, b, c, add);
        } else if (n == 1 && a.columnStep == 1 && k >= 4 * WIDTH) {
            dots.multiply(m, k, a, b, c, add);
        } else if (m == 1 && b.rowStep == 1 && b.columnStep != 1 && k >= 4 * WIDTH) {
            dots.multiply(n, k, b.transposed(), a.transposed(), c.transposed(), add);
        } else if (n == 1 && a.rowStep == 1 && c.rowStep == 1) {
            withRowsOfB(1, m, k, b.transposed(), a.transposed(), c.transposed(), add);
        } else if (a.columnStep != 1 && a.rowStep == 1 && (long) n * k + 2L * m * n < (long) m * k) {
            transposed(m, n, k, a, b, c, add);
        } else if (n == 1 || b.columnStep == 1) {
            withRowsOfB(m, n, k, a, b, c, add);
        } else if ((long) m * n + (a.rowStep == 1 ? 0 : (long) m * k) < (long) n * k) {
            transposed(m, n, k, a, b, c, add);
        } else {
            withRowsOfB(m, n, k, a, rows(k, n, b, Scratch.B), c, add);
        }
    }

    /**
     * Cᵀ = Bᵀ·Aᵀ: where B lies by columns it is cheaper to transpose A and C, if they are smaller; where A does, B and C.
     */
    private void transposed(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        var at = a.rowStep == 1 ? a.transposed() : rows(k, m, a.transposed(), Scratch.B);
        var ct = Matrix.ofRows(Scratch.C.array(n * m), m);
        withRowsOfB(n, m, k, b.transposed(), at, ct, false);
        transpose(ct, n, m, c, add);
    }

    /** The same matrix, elements of a row adjacent: itself, or a copy. */
    private Matrix rows(int height, int width, Matrix x, Scratch scratch) {
        if (x.columnStep == 1) {
            return x;
        }
        var y = Matrix.ofRows(scratch.array(height * width), width);
        if (x.rowStep == 1) {
            transpose(x.transposed(), width, height, y, false);
        } else {
            for (int r = 0; r < height; r++) {
                for (int c = 0; c < width; c++) {
                    y.elements[y.at(r, c)] = x.elements[x.at(r, c)];
                }
            }
        }
        return y;
    }

    /** y = xᵀ or y += xᵀ, where x (rows, columns) and y have adjacent columns. */
    private void transpose(Matrix x, int rows, int columns, Matrix y, boolean add) {
        Parallel.ranges(
                rows,
                roundUp(Parallel.grain(TRANSPOSED, columns), WIDTH),
                (from, to) -> transpose.into(
                        x.elements,
                        x.at(from, 0),
                        x.rowStep,
                        to - from,
                        columns,
                        y.elements,
                        y.at(0, from),
                        y.rowStep,
                        add));
    }

    private static int roundUp(int n, int multiple) {
        return (n + multiple - 1) / multiple * multiple;
    }

    private void withRowsOfB(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        if (m >= MANY_ROWS && (long) k * n > B_IN_CACHE) {
            packed(m, n, k, a, b, c, add);
        } else if (n > m || (m >= FEW_ROWS && (long) k * n > B_IN_CACHE)) {
            int grain = Math.max(Parallel.grain(GRAIN, (long) m * k), n / PIECES);
            int slice = a.columnStep == 1 ? k : Math.max(DEPTH, A_SHARED / m / DEPTH * DEPTH);
            for (int p0 = 0; p0 < k; p0 += slice) {
                int p = p0;
                int depth = Math.min(slice, k - p);
                var rowsOfA = rows(m, depth, a.from(0, p), Scratch.A);
                Parallel.ranges(
                        n,
                        roundUp(grain, Panels.COLUMNS),
                        (from, to) ->
                                inPlace(m, to - from, depth, rowsOfA, b.from(p, from), c.from(0, from), add || p > 0));
            }
        } else {
            int grain = Math.max(Parallel.grain(GRAIN, (long) n * k), Math.min(m / PIECES, rowsInCache(k)));
            Parallel.ranges(
                    m,
                    roundUp(grain, 12),
                    (from, to) -> inPlace(
                            to - from, n, k, rows(to - from, k, a.from(from, 0), Scratch.A), b, c.from(from, 0), add));
        }
    }

    /** Rows of A, each of which has k elements, that the second-level cache keeps while all of B passes by. */
    private static int rowsInCache(int k) {
        return Math.max(48, A_IN_CACHE / k);
    }

    /** Reads A, whose rows have adjacent elements, and B where they lie. */
    private void inPlace(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        if (m == 1) {
            for (int p = 0; p < k; p += DEPTH) {
                panels.multiplyRow(n, Math.min(DEPTH, k - p), a.from(0, p), b.from(p, 0), c, add || p > 0);
            }
            return;
        }
        boolean packs = m >= FEW_ROWS && b.rowStep > Panels.COLUMNS && (long) k * b.rowStep > B_IN_CACHE;
        var block = packs ? Scratch.PACKED.array(Math.min(k, DEPTH) * Panels.COLUMNS) : b.elements;
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            for (int j = 0; j < n; j += Panels.COLUMNS) {
                int width = Math.min(Panels.COLUMNS, n - j);
                var panel = b.from(p, j);
                if (packs) {
                    pack(depth, width, panel, block, 0);
                    panel = Matrix.ofRows(block, Panels.COLUMNS);
                }
                panels.multiply(m, width, depth, a.from(0, p), panel, packs, c.from(0, j), add || p > 0);
            }
        }
    }

    /** Copies B, block by block, so that a tile reads it from the first to the last element. */
    private void packed(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        int rows = roundUp(Math.min(m / PIECES, rowsInCache(Math.min(DEPTH, k))), 12);
        int columns = Math.min(PACKED / DEPTH, roundUp(n, Panels.COLUMNS));
        var block = Scratch.PACKED.array(Math.min(DEPTH, k) * columns);
        for (int p0 = 0; p0 < k; p0 += DEPTH) {
            int p = p0;
            int depth = Math.min(DEPTH, k - p);
            for (int j0 = 0; j0 < n; j0 += columns) {
                int j = j0;
                int width = Math.min(columns, n - j);
                Parallel.ranges(
                        width,
                        Panels.COLUMNS,
                        (from, to) -> pack(depth, to - from, b.from(p, j + from), block, from * depth));
                Parallel.ranges(m, rows, (from, to) -> {
                    var rowsOfA = rows(to - from, depth, a.from(from, p), Scratch.A);
                    for (int q = 0; q < width; q += Panels.COLUMNS) {
                        var panel = new Matrix(block, q * depth, Panels.COLUMNS, 1);
                        int w = Math.min(Panels.COLUMNS, width - q);
                        panels.multiply(to - from, w, depth, rowsOfA, panel, true, c.from(from, j + q), add || p > 0);
                    }
                });
            }
        }
    }

    /** All of B in panels: whoever multiplies with it again and again packs it once. */
    Kernels.Factor factor(int k, int n, Matrix b) {
        var rows = rows(k, n, b, Scratch.B);
        var packed = Scratch.FACTOR.array(k * roundUp(n, Panels.COLUMNS));
        for (int j = 0; j < n; j += Panels.COLUMNS) {
            pack(k, Math.min(Panels.COLUMNS, n - j), rows.from(0, j), packed, j * k);
        }
        return new Factor(panels, packed, k, n);
    }

    /** B (k, n), panel after panel. */
    private static final class Factor implements Kernels.Factor {
        private final Panels panels;
        private final float[] packed;
        private final int k;
        private final int n;

        Factor(Panels panels, float[] packed, int k, int n) {
            this.panels = panels;
            this.packed = packed;
            this.k = k;
            this.n = n;
        }

        @Override
        public int rows() {
            return k;
        }

        @Override
        public void multiply(
                int runs,
                int m,
                int from,
                int depth,
                float[] a,
                int ao,
                int aStep,
                int ars,
                float[] c,
                int co,
                int cStep,
                int crs,
                boolean add) {
            for (int p = 0; p < depth; p += DEPTH) {
                int d = Math.min(DEPTH, depth - p);
                for (int j = 0; j < n; j += Panels.COLUMNS) {
                    int width = Math.min(Panels.COLUMNS, n - j);
                    var panel = new Matrix(packed, j * k + (from + p) * Panels.COLUMNS, Panels.COLUMNS, 1);
                    for (int run = 0; run < runs; run++) { // while the panel is in the cache
                        var x = new Matrix(a, ao + run * aStep + p, ars, 1);
                        var y = new Matrix(c, co + run * cStep + j, crs, 1);
                        panels.multiply(m, width, d, x, panel, true, y, add || p > 0);
                    }
                }
            }
        }
    }

    /** The columns of a panel row by row; what follows the last one is never used. */
    private static void pack(int depth, int width, Matrix b, float[] block, int at) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(b.elements, b.at(p, 0), block, at + p * Panels.COLUMNS, width);
        }
    }
}
