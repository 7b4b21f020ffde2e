package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * For distances ŷ of two things: ŷ where they are alike, max(0, margin − ŷ) where not (Hadsell, Chopra & LeCun 2006, as
 * PyTorch's torch.nn.HingeEmbeddingLoss).
 *
 * @param margin the distance from which on what is unlike has no loss, more than 0
 * @param reduction what becomes of the losses of single elements
 */
public record HingeEmbedding(double margin, Reduction reduction) implements Loss {
    public HingeEmbedding {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("HingeEmbedding: margin is more than 0, got " + margin);
        }
    }

    /** The mean, margin 1. */
    public HingeEmbedding() {
        this(1, Reduction.MEAN);
    }

    /**
     * The loss of each element.
     *
     * @param target 1 for alike, −1 for not, of the prediction's shape
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("hinge embedding", prediction, target);
        return target.eq(1).where(prediction, prediction.subtractFrom(margin).relu());
    }
}
