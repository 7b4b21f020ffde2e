package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/** Squared error (ŷ − y)² (Legendre 1805); its mean is least for the conditional mean of y. Both have the same shape. */
public record Mse(Reduction reduction) implements Loss {
    /** The mean squared error. */
    public Mse() {
        this(Reduction.MEAN);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("mse", prediction, target);
        return prediction.minus(target).square();
    }
}
