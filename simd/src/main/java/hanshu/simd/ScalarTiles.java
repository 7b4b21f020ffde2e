package hanshu.simd;

import java.util.Arrays;

/** What the tiles compute, without vectors: the same fused multiply-adds in the same order, so the same bits. */
final class ScalarTiles {
    private static final int ROWS = 6;

    private ScalarTiles() {}

    /** C = A·B, or C += A·B, for few columns, all of which B and C have side by side. */
    static void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        var rowOfB = new float[n];
        var sums = new float[ROWS][n];
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            for (int r = 0; r < rows; r++) {
                Arrays.fill(sums[r], 0);
            }
            for (int p = 0; p < k; p++) {
                System.arraycopy(b.elements, b.at(p, 0), rowOfB, 0, n);
                for (int r = 0; r < rows; r++) {
                    addProducts(a.elements[a.at(i + r, p)], rowOfB, sums[r]);
                }
            }
            for (int r = 0; r < rows; r++) {
                store(sums[r], c.elements, c.at(i + r, 0), add);
            }
        }
    }

    /** The same for a handful of products, where setting anything up would cost more than they do. */
    static void multiplyFew(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean add) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a.elements[a.at(i, p)], b.elements[b.at(p, j)], sum);
                }
                int at = c.at(i, j);
                c.elements[at] = add ? c.elements[at] + sum : sum;
            }
        }
    }

    /** Both arrays from their first element on: that is a loop that the compiler makes vectors of by itself. */
    private static void addProducts(float x, float[] row, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] = Math.fma(x, row[j], sums[j]);
        }
    }

    private static void store(float[] sums, float[] c, int at, boolean add) {
        for (int j = 0; j < sums.length; j++) {
            c[at + j] = add ? c[at + j] + sums[j] : sums[j];
        }
    }
}
