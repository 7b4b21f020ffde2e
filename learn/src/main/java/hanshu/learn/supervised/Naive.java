package hanshu.learn.supervised;

import hanshu.data.table.features.TargetEncoding;
import java.util.Arrays;
import java.util.List;

/**
 * The answer that looks at no column. Whatever is learned must beat it.
 *
 * @param answer the mean of the training rows, or how frequent each class is among them
 */
record Naive(List<Double> answer) {
    Naive {
        answer = List.copyOf(answer);
    }

    /** @param training the targets to learn from: numbers in their units, or class numbers */
    static Naive fit(Encoder encoder, double[] training) {
        if (encoder.preprocessing().target() instanceof TargetEncoding.Quantity) {
            return new Naive(List.of(Arrays.stream(training).average().orElseThrow()));
        }
        var shares = new double[encoder.answers()];
        for (double label : training) {
            shares[(int) label] += 1.0 / training.length;
        }
        return new Naive(Arrays.stream(shares).boxed().toList());
    }

    /** The same for each of some rows. */
    Answers answers(Encoder encoder, int rows) {
        if (encoder.preprocessing().target() instanceof TargetEncoding.Quantity) {
            var values = new double[rows];
            Arrays.fill(values, answer.getFirst());
            return new Answers.Numbers(values);
        }
        var each = new double[rows][];
        Arrays.setAll(each, i -> answer.stream().mapToDouble(share -> share).toArray());
        return new Answers.Classes(each);
    }
}
