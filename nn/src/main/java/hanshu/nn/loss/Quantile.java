package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Pinball loss: with the error e = y − ŷ, q·e where the prediction is too low and (q − 1)·e where it is too high. Its
 * mean is least for the q-quantile of y (Koenker & Bassett 1978, section 3).
 *
 * @param levels each q, between 0 and 1
 */
public record Quantile(List<Double> levels, Reduction reduction) implements Loss {
    public Quantile {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || !levels.stream().allMatch(q -> q > 0 && q < 1)) {
            throw new IllegalArgumentException("Quantile: levels are between 0 and 1, got " + levels);
        }
    }

    /** The mean over rows and levels. */
    public Quantile(double... levels) {
        this(Arrays.stream(levels).boxed().toList(), Reduction.MEAN);
    }

    /**
     * The loss of each row and level: (…, levels).
     *
     * @param prediction a quantile for each level: (…, levels)
     * @param target (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        if (prediction.rank() == 0 || prediction.size(-1) != levels.size()) {
            throw new ShapeException("quantile: the prediction is (…, " + levels.size()
                    + "), one number for each level, got " + prediction.shape());
        }
        Loss.requireSameShape("quantile", prediction.get(-1, 0), target);
        var q = Tensor.of(levels.stream().mapToDouble(Double::doubleValue).toArray(), levels.size())
                .cast(prediction.dtype());
        var error = target.unsqueeze(-1).minus(prediction); // (…, levels)
        return error.times(q).maximum(error.times(q.minus(1)));
    }
}
