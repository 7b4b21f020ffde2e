package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;

/** C = A·B or C += A·B for few columns, tile by tile from the first row to the last. */
final class Panels {
    /** AVX2 has 16 registers: 6 rows of 2 vectors leave room for what is multiplied. Others have 32. */
    private static final boolean WIDE = WIDTH != 8;

    /** Columns of the widest tile. */
    static final int COLUMNS = (WIDE ? 4 : 2) * WIDTH;

    private final Warmth wide;
    private final Warmth middle;
    private final Warmth narrow;
    private final Warmth row;

    Panels(Warmth.Choice choice) {
        wide = warmth(choice, 4);
        middle = warmth(choice, 2);
        narrow = warmth(choice, 1);
        int n = RowTiles.COLUMNS + WIDTH;
        var a = Matrix.ofRows(new float[24], 24);
        var b = Matrix.ofRows(new float[24 * n], n);
        var c = Matrix.ofRows(new float[n], n);
        row = new Warmth(
                choice,
                () -> {
                    RowTiles.multiply(n, 24, a, b, c, false);
                    RowTiles.multiply(n, 24, a, b, c, true);
                },
                () -> {
                    ScalarTiles.multiply(1, n, 24, a, b, c, false);
                    ScalarTiles.multiply(1, n, 24, a, b, c, true);
                });
    }

    /** A row times any number of columns. */
    void multiplyRow(int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        int whole = row.isFast((long) n * k) ? n / WIDTH * WIDTH : 0;
        RowTiles.multiply(whole, k, a, b, c, add);
        if (whole < n) {
            ScalarTiles.multiply(1, n - whole, k, a, b.from(0, whole), c.from(0, whole), add);
        }
    }

    private static Warmth warmth(Warmth.Choice choice, int vectors) {
        int k = 24;
        int n = vectors * WIDTH;
        var a = Matrix.ofRows(new float[9 * k], k);
        var b = Matrix.ofRows(new float[k * n], n);
        var c = Matrix.ofRows(new float[9 * n], n);
        return new Warmth(
                choice,
                () -> {
                    tiles(vectors, 9, k, a, b, c, false);
                    tiles(vectors, 8, k, a, b, c, true);
                },
                () -> {
                    ScalarTiles.multiply(9, n, k, a, b, c, false);
                    ScalarTiles.multiply(8, n, k, a, b, c, true);
                });
    }

    /**
     * At most {@link #COLUMNS} columns; those of B and of C are adjacent.
     *
     * @param roomy whether B may be read up to a whole vector beyond its last column
     */
    void multiply(int m, int n, int k, Matrix a, Matrix b, boolean roomy, Matrix c, boolean add) {
        if (!tilesAreFast(n, (long) m * n * k)) {
            ScalarTiles.multiply(m, n, k, a, b, c, add);
            return;
        }
        int j = 0;
        while (n - j >= WIDTH) {
            int vectors = vectors(n - j);
            tiles(vectors, m, k, a, b.from(0, j), c.from(0, j), add);
            j += vectors * WIDTH;
        }
        if (j < n) {
            var columns = b.from(0, j);
            edge(m, n - j, k, a, roomy ? columns : withRoom(n - j, k, columns), c.from(0, j), add);
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
    private static void tiles(int vectors, int m, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        for (int i = 0, rows; i < m; i += rows) {
            rows = tileRows(m - i);
            switch (vectors) {
                case 4 -> WideTiles.tile(rows, k, a, i, b, c, add);
                case 2 -> MiddleTiles.tile(rows, k, a, i, b, c, add);
                default -> NarrowTiles.tile(rows, k, a, i, b, c, add);
            }
        }
    }

    /** Six rows at a time, and four where that leaves none over: all multiples of four, and sixes, come out even. */
    private static int tileRows(int left) {
        return left >= 9 || left == 5 || left == 6 ? Math.min(left, 6) : Math.min(left, 4);
    }

    /** The last columns, fewer than a vector: in a tile apart, from which only they are taken. */
    private static void edge(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        var tile = Matrix.ofRows(Scratch.TILE.array(6 * WIDTH), WIDTH);
        for (int i = 0, rows; i < m; i += rows) {
            rows = tileRows(m - i);
            NarrowTiles.tile(rows, k, a.from(i, 0), 0, b, tile, false);
            for (int r = 0; r < rows; r++) {
                int to = c.at(i + r, 0);
                for (int j = 0; j < n; j++) {
                    float sum = tile.elements[r * WIDTH + j];
                    c.elements[to + j] = add ? c.elements[to + j] + sum : sum;
                }
            }
        }
    }

    /** The last columns of B, copied if nothing follows the last row, where a vector could be read. */
    private static Matrix withRoom(int n, int k, Matrix b) {
        if (b.at(k - 1, WIDTH) <= b.elements.length) {
            return b;
        }
        boolean dense = b.rowStep <= 2 * WIDTH;
        int step = dense ? b.rowStep : WIDTH;
        var columns = Scratch.EDGE.array(k * step + WIDTH);
        if (dense) {
            System.arraycopy(b.elements, b.start, columns, 0, (k - 1) * step + n);
        } else {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b.elements, b.at(p, 0), columns, p * step, n);
            }
        }
        return Matrix.ofRows(columns, step);
    }
}
