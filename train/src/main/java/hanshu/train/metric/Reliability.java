package hanshu.train.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The reliability diagram and its summary, the expected calibration error (Guo et al. 2017, section 2): rows are put
 * into bins of equal width by confidence, the probability of the predicted class. In each bin of a calibrated function
 * the share of right answers equals the mean confidence.
 * <pre>
 *   ece = Σ over bins  rows/n · |accuracy − confidence|
 * </pre>
 *
 * @param bins in order of confidence, empty ones included
 */
public record Reliability(List<Bin> bins) {
    /** The number of bins that Guo et al. use. */
    public static final int BINS = 15;

    /**
     * The rows whose confidence lies in (low, high].
     *
     * @param confidence their mean confidence, 0 if there is no row
     * @param accuracy their share of right answers, 0 if there is no row
     */
    public record Bin(double low, double high, int rows, double confidence, double accuracy) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /** With 15 bins. */
    public static Reliability of(int[] truth, double[][] probability) {
        return of(truth, probability, BINS);
    }

    /** With {@code count} bins of equal width, at least 1. */
    public static Reliability of(int[] truth, double[][] probability, int count) {
        Check.probabilities(truth, probability);
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ": a diagram has at least one bin");
        }
        var rows = new int[count];
        var right = new int[count];
        var confidence = new double[count];
        for (int i = 0; i < truth.length; i++) {
            int predicted = ClassificationMetrics.mostProbable(probability[i]);
            double sure = probability[i][predicted];
            int bin = Math.clamp((int) Math.ceil(sure * count) - 1, 0, count - 1);
            rows[bin]++;
            right[bin] += predicted == truth[i] ? 1 : 0;
            confidence[bin] += sure;
        }
        var bins = new ArrayList<Bin>(count);
        for (int b = 0; b < count; b++) {
            int n = Math.max(1, rows[b]);
            bins.add(new Bin((double) b / count, (b + 1.0) / count, rows[b], confidence[b] / n, (double) right[b] / n));
        }
        return new Reliability(bins);
    }

    /** The expected calibration error, in [0, 1]. */
    public double ece() {
        int n = bins.stream().mapToInt(Bin::rows).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.rows() * Math.abs(bin.accuracy() - bin.confidence()) / n)
                .sum();
    }
}
