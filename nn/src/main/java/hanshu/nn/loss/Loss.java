package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/** How wrong predictions are: the L of L(θ). */
public interface Loss {
    /** What {@link #of} makes of the losses of single elements. */
    Reduction reduction();

    /** The losses of single elements, not reduced. */
    Tensor each(Tensor prediction, Tensor target);

    /**
     * The loss.
     *
     * @param prediction what the model says, one row per example
     * @param target what is true
     * @return one number, or all of them with {@link Reduction#NONE}
     * @throws ShapeException when the two do not fit together
     */
    default Tensor of(Tensor prediction, Tensor target) {
        return reduction().of(each(prediction, target));
    }

    /**
     * The loss where row i counts {@code rowWeights[i]} times; a mean divides by the sum of the weights.
     *
     * @param rowWeights (batch), zero or more
     */
    default Tensor of(Tensor prediction, Tensor target, Tensor rowWeights) {
        return reduction().of(each(prediction, target), rowWeights);
    }

    /** Broadcasting (n, 1) against (n) would give n² losses, and a model that learns nothing. */
    static void requireSameShape(String loss, Tensor prediction, Tensor target) {
        if (!prediction.shape().equals(target.shape())) {
            throw new ShapeException(loss + ": prediction and target need the same shape, got " + prediction.shape()
                    + " and " + target.shape());
        }
    }
}
