package hanshu.nn.loss;

import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * −log p(y), where the model says log p, as {@code logSoftmax} gives it; of logits it is {@link CrossEntropy}. With class
 * weights the mean divides by the sum of the true classes' weights.
 *
 * @param classWeights (classes), zero or more
 * @param ignored the class number of rows that do not count
 */
public record Nll(Optional<Tensor> classWeights, OptionalLong ignored, Reduction reduction) implements Loss {
    /** The mean. */
    public Nll() {
        this(Optional.empty(), OptionalLong.empty(), Reduction.MEAN);
    }

    /**
     * The loss of each row.
     *
     * @param prediction logarithms of probabilities: (…, classes)
     * @param target class numbers from 0, I64: (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        labels().require(prediction, target);
        var losses = labels().ofTrueClass(prediction, target).neg();
        var weighted = classWeights.isEmpty() ? losses : losses.times(labels().counts(prediction, target));
        return labels().unlessIgnored(weighted, target);
    }

    @Override
    public Tensor of(Tensor prediction, Tensor target) {
        return labels().reduce(reduction, each(prediction, target), target);
    }

    @Override
    public Tensor of(Tensor prediction, Tensor target, Tensor rowWeights) {
        return labels().reduce(reduction, each(prediction, target), target, rowWeights);
    }

    private Labels labels() {
        return new Labels("nll", classWeights, ignored);
    }
}
