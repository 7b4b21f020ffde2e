package hanshu.train.metric;

/**
 * Whether intervals keep their promise, and how wide they are for it.
 *
 * @param coverage the share of rows whose truth lies in [low, high], in [0, 1]
 * @param meanWidth the mean of high − low, in the unit of the target
 */
public record IntervalMetrics(double coverage, double meanWidth) {

    /**
     * Counts row by row.
     *
     * @throws IllegalArgumentException if there is no row, the lengths differ or a number is not finite
     */
    public static IntervalMetrics of(double[] truth, double[] low, double[] high) {
        Check.sameRows("truth", truth.length, "low", low.length);
        Check.sameRows("truth", truth.length, "high", high.length);
        Check.finite("truth", truth);
        Check.finite("low", low);
        Check.finite("high", high);
        int inside = 0;
        double width = 0;
        for (int i = 0; i < truth.length; i++) {
            inside += low[i] <= truth[i] && truth[i] <= high[i] ? 1 : 0;
            width += high[i] - low[i];
        }
        return new IntervalMetrics((double) inside / truth.length, width / truth.length);
    }
}
