package hanshu.simd;

import static hanshu.simd.Lanes.FLOATS;
import static hanshu.simd.Lanes.INTS;
import static hanshu.simd.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Which of some rows holds the largest, a vector at a time, the last one in part. */
final class Maxima {
    private Maxima() {}

    /** As {@link hanshu.tensor.Kernels#argMax}. */
    static void vectors(float[] x, int[] at, int[] numbers, int rows, int[] where, int to, int n) {
        int whole = n / WIDTH * WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            var largest = FloatVector.fromArray(FLOATS, x, at[0] + i);
            var number = Lanes.all(numbers[0]);
            for (int row = 1; row < rows; row++) {
                var value = FloatVector.fromArray(FLOATS, x, at[row] + i);
                var wins = wins(value, largest);
                largest = largest.blend(value, wins);
                number = number.blend(numbers[row], wins.cast(INTS));
            }
            number.intoArray(where, to + i);
        }
        if (whole < n) {
            var part = FLOATS.indexInRange(whole, n);
            var largest = FloatVector.fromArray(FLOATS, x, at[0] + whole, part);
            var number = Lanes.all(numbers[0]);
            for (int row = 1; row < rows; row++) {
                var value = FloatVector.fromArray(FLOATS, x, at[row] + whole, part);
                var wins = wins(value, largest);
                largest = largest.blend(value, wins);
                number = number.blend(numbers[row], wins.cast(INTS));
            }
            number.intoArray(where, to + whole, part.cast(INTS));
        }
    }

    private static VectorMask<Float> wins(FloatVector value, FloatVector largest) {
        return value.compare(GT, largest).or(value.test(IS_NAN));
    }
}
