package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;

import hanshu.tensor.Parallel;
import java.util.Arrays;

/**
 * C = A·B or C += A·B in tiles that fit the registers (K. Goto and R. van de Geijn, <i>Anatomy of High-Performance
 * Matrix Multiplication</i>, 2008).
 *
 * <p>Each element of C is a sum over blocks of {@link #DEPTH} products, a block being a chain of fused multiply-adds in
 * order: so it has the same bits whatever tile, thread or layout computes it.
 */
final class MatMul {
    /** Products in a block of the sum. */
    static final int DEPTH = 512;

    /** AVX2 has 16 registers: 6 rows of 2 vectors leave room for what is multiplied. Others have 32. */
    private static final boolean WIDE = WIDTH != 8;

    /** Columns of the widest tile. */
    private static final int PANEL = (WIDE ? 4 : 2) * WIDTH;

    /** Multiplications worth handing to another thread, about three microseconds' work. */
    private static final int GRAIN = 1 << 18;

    /** Elements of B up to which it is read where it lies, for the second-level cache holds most of it. */
    private static final int IN_CACHE = 1 << 18;

    /** Rows of C below which B is not read often enough to pay for its packing. */
    private static final int FEW_ROWS = 48;

    /** Elements of A that stay in the second-level cache while B passes by. */
    private static final int A_IN_CACHE = 1 << 16;

    /** Parts that large matrices are cut into at least, so that threads share them evenly. */
    private static final int PIECES = 8;

    /** Elements of B that are packed at a time. */
    private static final int PACKED = 1 << 19;

    /** Products so few that tiles don't pay. */
    private static final int FEW = 256;

    private final Transpose transpose;
    private final Dots dots;
    private final Warmth wide;
    private final Warmth middle;
    private final Warmth narrow;

    MatMul(Warmth.Choice choice, Transpose transpose) {
        this.transpose = transpose;
        dots = new Dots(choice);
        wide = tiles(choice, 4);
        middle = tiles(choice, 2);
        narrow = tiles(choice, 1);
    }

    private Warmth tiles(Warmth.Choice choice, int vectors) {
        int k = 24;
        int n = vectors * WIDTH;
        var a = new float[9 * k];
        var b = new float[k * n];
        var c = new float[9 * n];
        return new Warmth(
                choice,
                () -> {
                    tiles(vectors, 9, k, a, 0, k, 1, b, 0, n, c, 0, n, false);
                    tiles(vectors, 8, k, a, 0, 1, 9, b, 0, n, c, 0, n, true);
                },
                () -> {
                    ScalarTiles.multiply(9, n, k, a, 0, k, 1, b, 0, n, c, 0, n, false);
                    ScalarTiles.multiply(8, n, k, a, 0, 1, 9, b, 0, n, c, 0, n, true);
                });
    }

    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        if (k == 0) {
            if (!add) {
                for (int i = 0; i < m; i++) {
                    Arrays.fill(c, co + i * crs, co + i * crs + n, 0);
                }
            }
        } else if ((long) m * n * k <= FEW) {
            ScalarTiles.multiplyFew(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, crs, add);
        } else if (n == 1 && (acs == 1 ? k >= 4 * WIDTH : ars == 1 && crs == 1)) {
            timesVector(m, k, a, ao, ars, acs, b, bo, brs, c, co, crs, add);
        } else if (m == 1 && bcs != 1 && brs == 1 && k >= 4 * WIDTH) {
            timesVector(n, k, b, bo, bcs, brs, a, ao, acs, c, co, 1, add);
        } else if (bcs == 1 || n == 1) {
            withRowsOfB(m, n, k, a, ao, ars, acs, b, bo, brs, c, co, crs, add);
        } else if ((long) m * n + (ars == 1 ? 0 : (long) m * k) < (long) n * k) {
            transposed(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, crs, add);
        } else {
            var rows = Scratch.B.array(n * k);
            layOut(k, n, b, bo, brs, bcs, rows);
            withRowsOfB(m, n, k, a, ao, ars, acs, rows, 0, n, c, co, crs, add);
        }
    }

    /** Matrix (m, k) times vector (k), both with any steps; the result's elements lie ys apart. */
    private void timesVector(
            int m,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] x,
            int xo,
            int xs,
            float[] y,
            int yo,
            int ys,
            boolean add) {
        if (acs != 1) { // rows of the transposed matrix are adjacent: a sum of rows
            withRowsOfB(1, m, k, x, xo, 0, xs, a, ao, acs, y, yo, m, add);
        } else if (xs == 1) {
            dots.multiply(m, k, a, ao, ars, x, xo, y, yo, ys, add);
        } else {
            var adjacent = Scratch.B.array(k);
            for (int p = 0; p < k; p++) {
                adjacent[p] = x[xo + p * xs];
            }
            dots.multiply(m, k, a, ao, ars, adjacent, 0, y, yo, ys, add);
        }
    }

    /** Cᵀ = Bᵀ·Aᵀ: where B lies by columns it is cheaper to transpose A and C, if they are smaller. */
    private void transposed(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float[] c,
            int co,
            int crs,
            boolean add) {
        var ct = Scratch.C.array(n * m);
        if (ars == 1) {
            withRowsOfB(n, m, k, b, bo, bcs, brs, a, ao, acs, ct, 0, m, false);
        } else {
            var at = Scratch.B.array(k * m);
            layOut(k, m, a, ao, acs, ars, at);
            withRowsOfB(n, m, k, b, bo, bcs, brs, at, 0, m, ct, 0, m, false);
        }
        transpose.into(ct, 0, m, n, m, c, co, crs, add);
    }

    /** y (rows, columns) = x with the steps xrs and xcs, row after row. */
    private void layOut(int rows, int columns, float[] x, int xo, int xrs, int xcs, float[] y) {
        if (xrs == 1) {
            int grain = Parallel.grain(GRAIN / 8, rows);
            Parallel.ranges(
                    columns,
                    (grain + 15) / 16 * 16,
                    (from, to) -> transpose.into(x, xo + from * xcs, xcs, to - from, rows, y, from, columns, false));
        } else {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    y[r * columns + c] = x[xo + r * xrs + c * xcs];
                }
            }
        }
    }

    private void withRowsOfB(
            int m,
            int n,
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
        if (m >= FEW_ROWS && (long) k * n > IN_CACHE) {
            packed(m, n, k, a, ao, ars, acs, b, bo, brs, c, co, crs, add);
        } else if (n > m) {
            int grain = Math.max(Parallel.grain(GRAIN, (long) m * k), n / PIECES);
            Parallel.ranges(
                    n,
                    (grain + PANEL - 1) / PANEL * PANEL,
                    (from, to) -> direct(m, to - from, k, a, ao, ars, acs, b, bo + from, brs, c, co + from, crs, add));
        } else {
            int grain = Math.max(Parallel.grain(GRAIN, (long) n * k), Math.min(m / PIECES, rowsInCache(k)));
            Parallel.ranges(
                    m,
                    (grain + 11) / 12 * 12,
                    (from, to) -> direct(
                            to - from, n, k, a, ao + from * ars, ars, acs, b, bo, brs, c, co + from * crs, crs, add));
        }
    }

    /** Rows of A, each of which has k elements, that the second-level cache keeps while all of B passes by. */
    private static int rowsInCache(int k) {
        return Math.max(48, A_IN_CACHE / k);
    }

    /** Reads A and B where they lie. */
    private void direct(
            int m,
            int n,
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
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            for (int j = 0; j < n; j += PANEL) {
                panel(
                        m,
                        Math.min(PANEL, n - j),
                        depth,
                        a,
                        ao + p * acs,
                        ars,
                        acs,
                        b,
                        bo + p * brs + j,
                        brs,
                        false,
                        c,
                        co + j,
                        crs,
                        add || p > 0);
            }
        }
    }

    /** Copies B, block by block, so that a tile reads it from the first to the last element, and A if it lies by columns. */
    private void packed(
            int m,
            int n,
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
        int rows = (Math.min(m / PIECES, rowsInCache(Math.min(DEPTH, k))) + 11) / 12 * 12;
        int columns = Math.min(PACKED / DEPTH, (n + PANEL - 1) / PANEL * PANEL);
        var packed = Scratch.PACKED.array(Math.min(DEPTH, k) * columns);
        for (int p0 = 0; p0 < k; p0 += DEPTH) {
            int p = p0;
            int depth = Math.min(DEPTH, k - p);
            for (int j0 = 0; j0 < n; j0 += columns) {
                int j = j0;
                int width = Math.min(columns, n - j);
                Parallel.ranges(
                        width,
                        PANEL,
                        (from, to) -> pack(depth, to - from, b, bo + p * brs + j + from, brs, packed, from * depth));
                Parallel.ranges(m, rows, (from, to) -> {
                    int at = ao + from * ars + p * acs;
                    int ct = co + from * crs + j;
                    if (acs == 1 || ars != 1) {
                        panels(to - from, width, depth, a, at, ars, acs, packed, c, ct, crs, add || p > 0);
                    } else {
                        var rowsOfA = Scratch.A.array((to - from) * depth);
                        transpose.into(a, at, acs, depth, to - from, rowsOfA, 0, depth, false);
                        panels(to - from, width, depth, rowsOfA, 0, depth, 1, packed, c, ct, crs, add || p > 0);
                    }
                });
            }
        }
    }

    /** The columns of a panel row by row, zeros after the last one. */
    private static void pack(int depth, int width, float[] b, int bo, int brs, float[] to, int at) {
        for (int p = 0, from = bo, o = at; p < depth; p++, from += brs, o += PANEL) {
            System.arraycopy(b, from, to, o, width);
            Arrays.fill(to, o + width, o + PANEL, 0);
        }
    }

    private void panels(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] packed,
            float[] c,
            int co,
            int crs,
            boolean add) {
        for (int j = 0; j < n; j += PANEL) {
            int width = Math.min(PANEL, n - j);
            panel(m, width, k, a, ao, ars, acs, packed, j * k, PANEL, true, c, co + j, crs, add);
        }
    }

    /**
     * At most {@link #PANEL} columns of C.
     *
     * @param padded whether B may be read up to a whole vector beyond the last column
     */
    private void panel(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            boolean padded,
            float[] c,
            int co,
            int crs,
            boolean add) {
        if (!tilesAreFast(n, (long) m * n * k)) {
            ScalarTiles.multiply(m, n, k, a, ao, ars, acs, b, bo, brs, c, co, crs, add);
            return;
        }
        int j = 0;
        while (n - j >= WIDTH) {
            int vectors = vectors(n - j);
            tiles(vectors, m, k, a, ao, ars, acs, b, bo + j, brs, c, co + j, crs, add);
            j += vectors * WIDTH;
        }
        if (j < n) {
            edge(m, n - j, k, a, ao, ars, acs, b, bo + j, brs, padded, c, co + j, crs, add);
        }
    }

    /** The widest tiles, in vectors, for so many columns. */
    private static int vectors(int columns) {
        return WIDE && columns >= 4 * WIDTH ? 4 : columns >= 2 * WIDTH ? 2 : 1;
    }

    private boolean tilesAreFast(int columns, long work) {
        boolean fast = true;
        for (int left = columns; left > 0; left -= vectors(left) * WIDTH) {
            var tiles = switch (vectors(left)) {
                case 4 -> wide;
                case 2 -> middle;
                default -> narrow;
            };
            fast &= tiles.isFast(work);
        }
        return fast;
    }

    /** All rows of C, some vectors wide. */
    private static void tiles(
            int vectors,
            int m,
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
        for (int i = 0, rows; i < m; i += rows) {
            rows = tileRows(m - i);
            int ai = ao + i * ars;
            int ci = co + i * crs;
            switch (vectors) {
                case 4 -> {
                    if (rows > 4) {
                        WideTiles.tile6x4(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    } else {
                        WideTiles.tile4x4(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    }
                }
                case 2 -> {
                    if (rows > 4) {
                        MiddleTiles.tile6x2(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    } else {
                        MiddleTiles.tile4x2(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    }
                }
                default -> {
                    if (rows > 4) {
                        NarrowTiles.tile6x1(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    } else {
                        NarrowTiles.tile4x1(rows, k, a, ai, ars, acs, b, bo, brs, c, ci, crs, add);
                    }
                }
            }
        }
    }

    /** Six rows at a time, and four where that leaves none over: all multiples of four, and sixes, come out even. */
    private static int tileRows(int left) {
        return left >= 9 || left == 5 || left == 6 ? Math.min(left, 6) : Math.min(left, 4);
    }

    /** The last columns, fewer than a vector: in a tile apart, from which only they are taken. */
    private void edge(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            boolean padded,
            float[] c,
            int co,
            int crs,
            boolean add) {
        if (!padded) {
            var columns = Scratch.EDGE.array(k * WIDTH);
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    columns[p * WIDTH + j] = b[bo + p * brs + j];
                }
                Arrays.fill(columns, p * WIDTH + n, (p + 1) * WIDTH, 0);
            }
            edge(m, n, k, a, ao, ars, acs, columns, 0, WIDTH, true, c, co, crs, add);
            return;
        }
        var tile = Scratch.TILE.array(6 * WIDTH);
        for (int i = 0, rows; i < m; i += rows) {
            rows = tileRows(m - i);
            tiles(1, rows, k, a, ao + i * ars, ars, acs, b, bo, brs, tile, 0, WIDTH, false);
            for (int r = 0; r < rows; r++) {
                int to = co + (i + r) * crs;
                for (int j = 0; j < n; j++) {
                    c[to + j] = add ? c[to + j] + tile[r * WIDTH + j] : tile[r * WIDTH + j];
                }
            }
        }
    }
}
