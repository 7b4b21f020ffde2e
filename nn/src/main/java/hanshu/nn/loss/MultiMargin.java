package hanshu.nn.loss;

import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every other class's score is to stay below the true one's by a margin: Σᵢ≠y max(0, margin − ŷ_y + ŷᵢ)ᵖ / C (Crammer &
 * Singer 2001, as PyTorch's torch.nn.MultiMarginLoss).
 *
 * @param margin by how much; 1 in PyTorch
 * @param squared p = 2 in place of 1
 * @param classWeights (classes): a row counts as much as its true class; the mean divides by the number of rows
 */
public record MultiMargin(double margin, boolean squared, Optional<Tensor> classWeights, Reduction reduction)
        implements Loss {
    /** The mean; margin 1, p = 1, no weights. */
    public MultiMargin() {
        this(1, false, Optional.empty(), Reduction.MEAN);
    }

    /**
     * The loss of each row.
     *
     * @param prediction scores: (…, classes)
     * @param target class numbers from 0, I64: (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        var labels = new Labels("multi-margin", classWeights, OptionalLong.empty());
        labels.require(prediction, target);
        var ofTrueClass = prediction.gather(-1, target.unsqueeze(-1)); // (…, 1)
        var excess = prediction.minus(ofTrueClass).plus(margin).relu(); // (…, classes)
        var isOther = target.unsqueeze(-1).ne(Tensor.range(prediction.size(-1)).cast(target.dtype()));
        var counted = isOther.where(squared ? excess.square() : excess, 0); // ∞ − ∞ of the true class does not count
        return counted.mean(-1).times(labels.counts(prediction, target));
    }
}
