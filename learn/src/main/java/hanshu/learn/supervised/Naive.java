package hanshu.learn.supervised;

import hanshu.data.table.features.TargetEncoding;
import java.util.Arrays;

/**
 * The answer that looks at no column: the mean of the training rows, or how frequent each class is among them. Whatever
 * is learned must beat it.
 */
final class Naive {
    private Naive() {}

    /**
     * The naive answer for some rows.
     *
     * @param training the targets to learn from: numbers in their units, or class numbers
     */
    static Answers of(Encoder encoder, double[] training, int rows) {
        return switch (encoder.preprocessing().target()) {
            case TargetEncoding.Quantity q -> {
                var values = new double[rows];
                Arrays.fill(values, Arrays.stream(training).average().orElseThrow());
                yield new Answers.Numbers(values);
            }
            case TargetEncoding.Classes c -> {
                var shares = new double[encoder.answers()];
                for (double label : training) {
                    shares[(int) label] += 1.0 / training.length;
                }
                var each = new double[rows][];
                Arrays.setAll(each, i -> shares.clone());
                yield new Answers.Classes(each);
            }
        };
    }
}
