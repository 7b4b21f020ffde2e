package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * −y·log σ(x) − (1 − y)·log(1 − σ(x)) of a logit x and the probability y of yes, of the same shape (Cox 1958). Written with softplus,
 * y·log(1 + e⁻ˣ) + (1 − y)·log(1 + eˣ), neither a sure right nor a sure wrong answer loses digits.
 */
public record BinaryCrossEntropy(Reduction reduction) implements Loss {
    /** The mean binary cross-entropy. */
    public BinaryCrossEntropy() {
        this(Reduction.MEAN);
    }

    /**
     * The loss of each element.
     *
     * @param prediction logits
     * @param target from 0 (no) to 1 (yes), of the same shape
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("binary cross-entropy", prediction, target);
        var ifYes = prediction.neg().softplus();
        var ifNo = prediction.softplus();
        return target.times(ifYes).plus(target.subtractFrom(1).times(ifNo));
    }
}
