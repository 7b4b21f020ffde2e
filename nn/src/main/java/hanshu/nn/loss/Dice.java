package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * How little two areas overlap, for pictures that are mostly background: 1 − (2·Σ p·y + s)/(Σ p + Σ y + s) over each row
 * (Milletari, Navab & Ahmadi 2016, equation 2, with p and y in place of their squares).
 *
 * @param smooth s, zero or more: at 0 an area that is empty on both sides has no loss, but NaN
 */
public record Dice(double smooth, Reduction reduction) implements Loss {
    public Dice {
        if (!(smooth >= 0)) {
            throw new IllegalArgumentException("Dice: smooth is at least 0, got " + smooth);
        }
    }

    /** The mean; s = 1. */
    public Dice() {
        this(1, Reduction.MEAN);
    }

    /**
     * The loss of each row: (batch).
     *
     * @param prediction probabilities, for example after a sigmoid: (batch, …)
     * @param target from 0 to 1, of the same shape
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("dice", prediction, target);
        if (prediction.rank() < 2) {
            throw new ShapeException("dice: needs (batch, …), got " + prediction.shape());
        }
        var p = prediction.flatten(1); // (batch, elements)
        var y = target.flatten(1);
        var overlap = p.times(y).sum(1).times(2).plus(smooth);
        return overlap.div(p.sum(1).plus(y.sum(1)).plus(smooth)).subtractFrom(1);
    }
}
