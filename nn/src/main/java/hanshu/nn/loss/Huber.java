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
        var error = prediction.minus(target);
        var size = error.abs();
        var near = size.lt(delta);
        var small = near.where(error, 0); // ∞² has no slope
        return near.where(small.square().times(0.5), size.minus(delta / 2).times(delta));
    }
}
