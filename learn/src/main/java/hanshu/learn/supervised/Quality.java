package hanshu.learn.supervised;

import hanshu.data.table.features.TargetEncoding;
import hanshu.train.metric.Bootstrap;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import hanshu.train.metric.RegressionMetrics;
import java.util.Arrays;
import java.util.Map;

/**
 * Measures answers against the truth.
 *
 * @param encoder knows whether the target is a number or a class
 * @param positive of two classes the rarer one in training, which F1 is about
 */
record Quality(Encoder encoder, int positive) {
    private static final int DRAWS = 1000;

    static Quality of(Encoder encoder, double[] training) {
        if (encoder.preprocessing().target() instanceof TargetEncoding.Quantity || encoder.answers() > 2) {
            return new Quality(encoder, 1);
        }
        long ones = Arrays.stream(training).filter(label -> label == 1).count();
        return new Quality(encoder, 2 * ones <= training.length ? 1 : 0);
    }

    Metrics metrics(double[] truth, Answers answers) {
        return switch (answers) {
            case Answers.Numbers(var values) -> RegressionMetrics.of(truth, values);
            case Answers.Classes(var probabilities) -> ClassificationMetrics.of(labels(truth), probabilities, positive);
        };
    }

    /** Between which values 95 % of the metrics on other rows of the same kind would lie. */
    Map<String, Interval> intervals(double[] truth, Answers answers, long seed) {
        var bootstrap = new Bootstrap(DRAWS, 0.95, seed);
        return switch (answers) {
            case Answers.Numbers(var values) -> bootstrap.of(truth, values);
            case Answers.Classes(var probabilities) -> bootstrap.of(labels(truth), probabilities, positive);
        };
    }

    static int[] labels(double[] truth) {
        return Arrays.stream(truth).mapToInt(label -> (int) label).toArray();
    }
}
