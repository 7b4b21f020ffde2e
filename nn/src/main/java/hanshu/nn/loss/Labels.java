package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Class numbers as targets: what they must be, and how much each row counts.
 *
 * @param classWeights (classes): a row counts as much as its true class
 * @param ignored the number of rows that do not count
 */
record Labels(String loss, Optional<Tensor> classWeights, OptionalLong ignored) {
    void require(Tensor prediction, Tensor target) {
        if (prediction.rank() == 0 || !target.dtype().isInteger()) {
            throw new ShapeException(loss + ": needs logits (…, classes) and class numbers as I64, got "
                    + prediction.shape() + " and " + target.dtype());
        }
        int classes = prediction.size(-1);
        if (!prediction.shape().range(0, prediction.rank() - 1).equals(target.shape())) {
            throw new ShapeException(loss + ": " + prediction.shape() + " are the logits of " + classes
                    + " classes, so the target is one class number a row, got " + target.shape());
        }
        classWeights.ifPresent(w -> {
            if (w.rank() != 1 || w.size(0) != classes) {
                throw new ShapeException(
                        loss + ": needs a weight for each of " + classes + " classes, got " + w.shape());
            }
        });
    }

    boolean allCountOne() {
        return classWeights.isEmpty() && ignored.isEmpty();
    }

    /** The class numbers, 0 where ignored. */
    Tensor known(Tensor target) {
        return ignored.isEmpty()
                ? target
                : target.ne((double) ignored.getAsLong()).where(target, 0);
    }

    /** The element of each row at its class: (…, classes) → (…). */
    Tensor ofTrueClass(Tensor x, Tensor target) {
        return x.gather(-1, known(target).unsqueeze(-1)).squeeze(-1);
    }

    /** These numbers, one a row, but 0 where the row is ignored. */
    Tensor unlessIgnored(Tensor ofRows, Tensor target) {
        return ignored.isEmpty()
                ? ofRows
                : target.ne((double) ignored.getAsLong()).where(ofRows, 0);
    }

    /** How much each row counts, in the prediction's type: (…). */
    Tensor counts(Tensor prediction, Tensor target) {
        var weights = classWeights
                .map(w -> w.cast(prediction.dtype()).take(0, known(target)))
                .orElse(Tensor.full(prediction.dtype(), 1, target.shape()));
        return unlessIgnored(weights, target);
    }

    /** Reduced, where the mean divides by how much all rows count. */
    Tensor reduce(Reduction reduction, Tensor losses, Tensor target) {
        return allCountOne() || reduction != Reduction.MEAN
                ? reduction.of(losses)
                : losses.sum().div(counts(losses, target).sum());
    }

    /** As {@link #reduce(Reduction, Tensor, Tensor)}, row i counting {@code rowWeights[i]} times. */
    Tensor reduce(Reduction reduction, Tensor losses, Tensor target, Tensor rowWeights) {
        return allCountOne() || reduction != Reduction.MEAN
                ? reduction.of(losses, rowWeights)
                : Reduction.SUM.of(losses, rowWeights).div(Reduction.SUM.of(counts(losses, target), rowWeights));
    }
}
