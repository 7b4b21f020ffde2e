package hanshu.nn.loss;

import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * −log p(y), the surprise at the true class, where p = softmax(logits).
 *
 * <p>With label smoothing ε the target is the true class with probability 1 − ε and any class with ε/C (Szegedy,
 * Vanhoucke, Ioffe, Shlens & Wojna 2016, section 7). With class weights each class's term counts w times, and the mean
 * divides by the sum of the true classes' weights.
 *
 * @param smoothing ε, from 0 to 1
 * @param classWeights (classes), zero or more
 * @param ignored the class number of rows that do not count, for example of padding
 */
public record CrossEntropy(double smoothing, Optional<Tensor> classWeights, OptionalLong ignored, Reduction reduction)
        implements Loss {
    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("CrossEntropy: smoothing is from 0 to 1, got " + smoothing);
        }
    }

    /** The mean cross-entropy. */
    public CrossEntropy() {
        this(0);
    }

    /** The mean cross-entropy with label smoothing. */
    public CrossEntropy(double smoothing) {
        this(smoothing, Optional.empty(), Reduction.MEAN);
    }

    /** Where all rows count. */
    public CrossEntropy(double smoothing, Optional<Tensor> classWeights, Reduction reduction) {
        this(smoothing, classWeights, OptionalLong.empty(), reduction);
    }

    /** The same loss with weights for the classes: (classes). */
    public CrossEntropy withClassWeights(Tensor weights) {
        return new CrossEntropy(smoothing, Optional.of(weights), ignored, reduction);
    }

    /** The same loss where rows of this class number do not count. */
    public CrossEntropy ignoring(long label) {
        return new CrossEntropy(smoothing, classWeights, OptionalLong.of(label), reduction);
    }

    /** The same loss reduced otherwise. */
    public CrossEntropy with(Reduction other) {
        return new CrossEntropy(smoothing, classWeights, ignored, other);
    }

    /**
     * The loss of each row.
     *
     * @param prediction logits: (…, classes)
     * @param target class numbers from 0, I64: (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        var labels = labels();
        labels.require(prediction, target);
        var surprise = prediction.logSoftmax(-1).neg(); // (…, classes)
        var weighted = classWeights
                .map(w -> surprise.times(w.cast(prediction.dtype())))
                .orElse(surprise);
        var losses = labels.ofTrueClass(weighted, target); // (…)
        if (smoothing != 0) {
            losses = losses.times(1 - smoothing).plus(weighted.mean(-1).times(smoothing));
        }
        return labels.unlessIgnored(losses, target);
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
        return new Labels("cross-entropy", classWeights, ignored);
    }
}
