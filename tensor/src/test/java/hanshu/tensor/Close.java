package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How near numbers must be: |actual − expected| ≤ relative·|expected| + absolute·max(1, largest), where largest is the
 * largest finite |expected| beside it: an element near zero carries the rounding of the numbers, of about 1, that cancel
 * in it. NaN and infinity must be met exactly.
 */
public record Close(double relative, double absolute) {
    public void check(String what, double[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = largest(expected);
        for (int i = 0; i < expected.length; i++) {
            boolean finite = Math.abs(expected[i]) < Double.POSITIVE_INFINITY;
            boolean met = finite
                    ? Math.abs(actual[i] - expected[i]) <= relative * Math.abs(expected[i]) + absolute * largest
                    : Double.compare(actual[i], expected[i]) == 0;
            assertThat(met)
                    .as("%s, element %d: expected %s, got %s", what, i, expected[i], actual[i])
                    .isTrue();
        }
    }

    /** As near as an error, but never nearer than a share of the largest number. */
    public static Close within(double error, double share, double[] expected) {
        return new Close(0, Math.max(error / largest(expected), share));
    }

    private static double largest(double[] expected) {
        double largest = 1;
        for (double value : expected) {
            if (Math.abs(value) < Double.POSITIVE_INFINITY) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
