package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Copies short rows a vector at a time, the last one in part: a call for each would cost more than the copy. */
final class RowCopies {
    private RowCopies() {}

    static void vectors(float[] x, int xo, int xrs, int rows, int n, float[] y, int yo, int yrs) {
        int whole = (n - 1) / WIDTH * WIDTH;
        var rest = FLOATS.indexInRange(whole, n);
        for (int r = 0, i = xo, o = yo; r < rows; r++, i += xrs, o += yrs) {
            for (int j = 0; j < whole; j += WIDTH) {
                FloatVector.fromArray(FLOATS, x, i + j).intoArray(y, o + j);
            }
            FloatVector.fromArray(FLOATS, x, i + whole, rest).intoArray(y, o + whole, rest);
        }
    }
}
