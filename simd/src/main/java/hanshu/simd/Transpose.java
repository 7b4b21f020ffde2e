package hanshu.simd;

/** The transpose of a matrix, in square blocks so that what is read by columns stays in the cache. */
final class Transpose {
    private static final int BLOCK = 16;

    private Transpose() {}

    /** y[c·yrs + r] = x[r·xrs + c], or += when adding, for r < rows and c < columns. */
    static void into(float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo, int yrs, boolean add) {
        for (int r = 0; r < rows; r += BLOCK) {
            for (int c = 0; c < columns; c += BLOCK) {
                block(
                        x,
                        xo + r * xrs + c,
                        xrs,
                        Math.min(BLOCK, rows - r),
                        Math.min(BLOCK, columns - c),
                        y,
                        yo + c * yrs + r,
                        yrs,
                        add);
            }
        }
    }

    private static void block(
            float[] x, int xo, int xrs, int rows, int columns, float[] y, int yo, int yrs, boolean add) {
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                float v = x[xo + r * xrs + c];
                int at = yo + c * yrs + r;
                y[at] = add ? y[at] + v : v;
            }
        }
    }
}
