package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/** Absolute error |ŷ − y| (Laplace 1774); its mean is least for the conditional median of y. Both have the same shape. */
public record Mae(Reduction reduction) implements Loss {
    /** The mean absolute error. */
    public Mae() {
        this(Reduction.MEAN);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("mae", prediction, target);
        return prediction.minus(target).abs();
    }
}
