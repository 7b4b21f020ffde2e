package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * max(0, margin − y·ŷ): 0 where the score ŷ is on the right side by the margin, the support vector machine's (Cortes &
 * Vapnik 1995).
 *
 * @param margin more than 0
 */
public record Hinge(double margin, Reduction reduction) implements Loss {
    public Hinge {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("Hinge: margin is more than 0, got " + margin);
        }
    }

    /** The mean, margin 1. */
    public Hinge() {
        this(1, Reduction.MEAN);
    }

    /**
     * The loss of each element.
     *
     * @param target −1 or 1, of the prediction's shape and type
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("hinge", prediction, target);
        return prediction.times(target).subtractFrom(margin).relu();
    }
}
