package hanshu.nn.attention;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Adds to each element a learned vector of its place (Gehring et al. 2017, section 3.1).
 *
 * @param table (places, width)
 */
public record LearnedPositions(Tensor table) implements Layer {
    /** Drawn from N(0, 0.02²), as in GPT-2. */
    public static LearnedPositions of(int places, int width, Key key) {
        return new LearnedPositions(key.normal(places, width).times(0.02));
    }

    /** (batch, time, width) → the same shape. */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return apply(x, 0);
    }

    /** For elements whose first has the place {@code from}. */
    public Tensor apply(Tensor x, int from) {
        if (x.rank() < 2 || x.size(-1) != table.size(1) || from + x.size(-2) > table.size(0)) {
            throw new ShapeException(
                    "LearnedPositions: needs (…, time, %d) with at most %d places, got %s from place %d"
                            .formatted(table.size(1), table.size(0), x.shape(), from));
        }
        return x.plus(table.slice(0, from, from + x.size(-2)));
    }

    /** For example {@code LearnedPositions 512 × 64}. */
    @Override
    public String toString() {
        return "LearnedPositions " + table.size(0) + " × " + table.size(1);
    }
}
