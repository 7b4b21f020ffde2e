package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/** What becomes of the losses of single elements. */
public enum Reduction {
    /** Their mean. */
    MEAN,
    /** Their sum. */
    SUM,
    /** They stay as they are. */
    NONE;

    Tensor of(Tensor losses) {
        return switch (this) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case NONE -> losses;
        };
    }

    /**
     * Row i counts {@code weights[i]} times: the mean is Σ wᵢ·lᵢ / Σ wᵢ, over all elements of a row.
     *
     * @param losses (batch, …)
     * @param weights (batch)
     */
    Tensor of(Tensor losses, Tensor weights) {
        if (losses.rank() == 0 || weights.rank() != 1 || weights.size(0) != losses.size(0)) {
            throw new ShapeException(
                    "loss: row weights are one number a row, got " + weights.shape() + " for losses " + losses.shape());
        }
        var column = new int[losses.rank()]; // (batch, 1, …)
        Arrays.fill(column, 1);
        column[0] = losses.size(0);
        var weighted = losses.times(weights.cast(losses.dtype()).reshape(column));
        return switch (this) {
            case MEAN -> {
                double perRow = (double) losses.count() / losses.size(0);
                yield weighted.sum().div(weights.cast(losses.dtype()).sum().times(perRow));
            }
            case SUM -> weighted.sum();
            case NONE -> weighted;
        };
    }
}
