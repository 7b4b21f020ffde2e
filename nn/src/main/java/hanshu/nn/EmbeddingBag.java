package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The sum, mean or largest of the rows of an {@link Embedding} for each bag of numbers (PyTorch's
 * torch.nn.EmbeddingBag): a bag is a row of numbers, filled up with the padding, which does not count.
 *
 * @param table (n, width)
 * @param mode what becomes of the rows; an empty bag gives zeros
 * @param padding the number that stands for nothing
 */
public record EmbeddingBag(Tensor table, Mode mode, OptionalInt padding) implements Layer {
    /** What becomes of a bag's rows. */
    public enum Mode {
        SUM,
        MEAN,
        MAX
    }

    /** Rows drawn from N(0, 1), no padding. */
    public static EmbeddingBag of(int n, int width, Mode mode, Key key) {
        return new EmbeddingBag(key.normal(n, width), mode, OptionalInt.empty());
    }

    /**
     * The bags' vectors.
     *
     * @param x numbers from 0, I64 or I32: (…, size of the bag)
     * @return (…, width)
     */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> {
            if (x.rank() == 0) {
                throw new ShapeException("EmbeddingBag: needs bags (…, size), got a single number");
            }
            var rows = table.take(0, x); // (…, size, width)
            var counts = padding.isPresent() ? x.ne(padding.getAsInt()) : x.eq(x); // (…, size)
            var weights = counts.cast(table.dtype()).unsqueeze(-1); // (…, size, 1)
            var axis = new int[] {-2};
            var number = weights.sum(axis, false); // (…, 1)
            return switch (mode) {
                case SUM -> rows.times(weights).sum(axis, false);
                case MEAN -> rows.times(weights).sum(axis, false).div(number.maximum(1));
                case MAX -> {
                    if (x.size(-1) == 0) {
                        yield rows.sum(axis, false);
                    }
                    var largest =
                            weights.gt(0).where(rows, Double.NEGATIVE_INFINITY).max(axis, false);
                    yield number.gt(0).where(largest, Tensor.full(0).cast(table.dtype()));
                }
            };
        });
    }

    /** For example {@code EmbeddingBag 1000 × 16, mean}. */
    @Override
    public String toString() {
        return "EmbeddingBag " + table.size(0) + " × " + table.size(1) + ", "
                + mode.name().toLowerCase(Locale.ROOT);
    }
}
