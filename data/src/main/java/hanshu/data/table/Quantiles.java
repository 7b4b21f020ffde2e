package hanshu.data.table;

import java.util.Arrays;

/** Quantiles of a sample by linear interpolation between its sorted values (Hyndman & Fan 1996, type 7). */
public final class Quantiles {
    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of these values; NaN are left out. */
    public static Quantiles of(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** The value below which the share q, from 0 to 1, of the sample lies; NaN for an empty sample. */
    public double at(double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        double share = position - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
    }
}
