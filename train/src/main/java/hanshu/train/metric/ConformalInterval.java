package hanshu.train.metric;

import java.util.Arrays;
import java.util.Optional;

/**
 * Split-conformal prediction (Vovk et al. 2005; Lei et al. 2018, section 2.2): an interval around each prediction that
 * holds the truth with at least the promised probability, whatever the function, if rows are exchangeable.
 * <pre>
 *   margin = the ⌈(n + 1) · coverage⌉-th smallest score of n rows that training did not see
 * </pre>
 * The score says how wrong a prediction is: |y − ŷ| gives [ŷ − margin, ŷ + margin]; with predicted quantiles,
 * max(l − y, y − u) gives [l − margin, u + margin] (CQR, Romano et al. 2019), where the margin may be negative;
 * |y − ŷ| / σ̂(x) gives [ŷ − margin·σ̂, ŷ + margin·σ̂] (Lei et al., section 5.2).
 *
 * @param margin what to add at both ends, in the unit of the scores
 * @param coverage the promised probability, in (0, 1)
 * @param rows how many scores it was fitted on
 */
public record ConformalInterval(double margin, double coverage, int rows) {
    public ConformalInterval {
        Check.share("coverage", coverage);
    }

    /**
     * Fits the margin. Empty where there are fewer rows than {@link #fewestRows}: no finite margin keeps the promise.
     *
     * @throws IllegalArgumentException if a score is not finite or the coverage is not in (0, 1)
     */
    public static Optional<ConformalInterval> fit(double[] scores, double coverage) {
        Check.share("coverage", coverage);
        Check.finite("scores", scores);
        int rank = rank(scores.length, coverage);
        if (rank > scores.length) {
            return Optional.empty();
        }
        var sorted = scores.clone();
        Arrays.sort(sorted);
        return Optional.of(new ConformalInterval(sorted[rank - 1], coverage, scores.length));
    }

    /** |y − ŷ| of each row. */
    public static double[] absoluteResiduals(double[] truth, double[] predicted) {
        Check.sameRows("truth", truth.length, "predicted", predicted.length);
        var scores = new double[truth.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.abs(truth[i] - predicted[i]);
        }
        return scores;
    }

    /** max(l − y, y − u) of each row: how far the truth lies outside of predicted quantiles, negative if inside. */
    public static double[] quantileScores(double[] truth, double[] low, double[] high) {
        Check.sameRows("truth", truth.length, "low", low.length);
        Check.sameRows("truth", truth.length, "high", high.length);
        var scores = new double[truth.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.max(low[i] - truth[i], truth[i] - high[i]);
        }
        return scores;
    }

    /** The fewest rows that can promise {@code coverage}: 9 for 0.9, 19 for 0.95. */
    public static int fewestRows(double coverage) {
        Check.share("coverage", coverage);
        int n = 1;
        while (rank(n, coverage) > n) {
            n++;
        }
        return n;
    }

    /** ⌈(n + 1) · coverage⌉, where rounding such as 100 · 0.55 = 55.000000000000007 must not add a rank. */
    private static int rank(int n, double coverage) {
        return (int) Math.ceil((n + 1.0) * coverage - 1e-9);
    }
}
