package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * −log p(y), the surprise at the true class, where p = softmax(logits).
 *
 * <p>With label smoothing ε the target is the true class with probability 1 − ε and any class with ε/C (Szegedy,
 * Vanhoucke, Ioffe, Shlens & Wojna 2016, section 7). With class weights each class's term counts w times, and the mean
 * divides by the sum of the true classes' weights.
 *
 * @param smoothing ε, from 0 to 1
 * @param classWeights (classes), zero or more
 */
public record CrossEntropy(double smoothing, Optional<Tensor> classWeights, Reduction reduction) implements Loss {
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

    /** The same loss with weights for the classes: (classes). */
    public CrossEntropy withClassWeights(Tensor weights) {
        return new CrossEntropy(smoothing, Optional.of(weights), reduction);
    }

    /**
     * The loss of each row.
     *
     * @param prediction logits: (…, classes)
     * @param target class numbers from 0, I64: (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        requireLabels(prediction, target);
        var surprise = prediction.logSoftmax(-1).neg(); // (…, classes)
        var weighted = classWeights
                .map(w -> surprise.times(w.cast(prediction.dtype())))
                .orElse(surprise);
        var ofTrueClass = weighted.gather(-1, target.unsqueeze(-1)).squeeze(-1); // (…)
        if (smoothing == 0) {
            return ofTrueClass;
        }
        return ofTrueClass.times(1 - smoothing).plus(weighted.mean(-1).times(smoothing));
    }

    @Override
    public Tensor of(Tensor prediction, Tensor target) {
        var losses = each(prediction, target);
        if (classWeights.isEmpty() || reduction != Reduction.MEAN) {
            return reduction.of(losses);
        }
        return losses.sum().div(ofTrueClasses(losses, target).sum());
    }

    @Override
    public Tensor of(Tensor prediction, Tensor target, Tensor rowWeights) {
        var losses = each(prediction, target);
        if (classWeights.isEmpty() || reduction != Reduction.MEAN) {
            return reduction.of(losses, rowWeights);
        }
        var total = Reduction.SUM.of(ofTrueClasses(losses, target), rowWeights);
        return Reduction.SUM.of(losses, rowWeights).div(total);
    }

    /** The weight of each row's true class: (…). */
    private Tensor ofTrueClasses(Tensor losses, Tensor target) {
        return classWeights.orElseThrow().cast(losses.dtype()).take(0, target);
    }

    private void requireLabels(Tensor prediction, Tensor target) {
        if (prediction.rank() == 0 || !target.dtype().isInteger()) {
            throw new ShapeException("cross-entropy: needs logits (…, classes) and class numbers as I64, got "
                    + prediction.shape() + " and " + target.dtype());
        }
        int classes = prediction.size(-1);
        if (!prediction.shape().range(0, prediction.rank() - 1).equals(target.shape())) {
            throw new ShapeException("cross-entropy: " + prediction.shape() + " are the logits of " + classes
                    + " classes, so the target is one class number a row, got " + target.shape());
        }
        classWeights.ifPresent(w -> {
            if (w.rank() != 1 || w.size(0) != classes) {
                throw new ShapeException(
                        "cross-entropy: needs a weight for each of " + classes + " classes, got " + w.shape());
            }
        });
    }
}
