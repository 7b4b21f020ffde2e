package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * Squared near zero, straight further out, so that outliers pull with bounded force (Huber 1964, section 4). With the
 * error e = |ŷ − y|: e²/2 up to δ, then δ·(e − δ/2).
 *
 * @param delta δ, more than 0, in the unit of y
 */
public record Huber(double delta, Reduction reduction) implements Loss {
    public Huber {
        if (!(delta > 0)) {
            throw new IllegalArgumentException("Huber: delta is more than 0, got " + delta);
        }
    }

    /** The mean Huber loss. */
    public Huber(double delta) {
        this(delta, Reduction.MEAN);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("huber", prediction, target);
        var error = prediction.minus(target).abs();
        var near = error.minimum(delta);
        return near.square().times(0.5).plus(error.minus(near).times(delta));
    }
}
