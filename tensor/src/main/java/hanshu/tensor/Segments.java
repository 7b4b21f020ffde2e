package hanshu.tensor;

/**
 * Reductions of rows that belong together: row i of x belongs to segment {@code index[i]}, in any order. An empty segment
 * gives zeros. {@link Scatter} does so element by element.
 */
public final class Segments {
    private Segments() {}

    /**
     * The sum of each segment's rows.
     *
     * @param x (rows, …)
     * @param index I64 or I32, from 0 to less than {@code segments}: (rows)
     * @return (segments, …)
     */
    public static Tensor sum(Tensor x, Tensor index, int segments) {
        return groups("sum", x, index, segments).sum(x);
    }

    /** The mean of each segment's rows. */
    public static Tensor mean(Tensor x, Tensor index, int segments) {
        return groups("mean", x, index, segments).mean(x);
    }

    /** The product of each segment's rows, element by element; of an empty segment 1. */
    public static Tensor prod(Tensor x, Tensor index, int segments) {
        return groups("prod", x, index, segments).prod(x);
    }

    /**
     * The largest of each segment's rows, element by element; the gradient is shared evenly among equal ones, NaN is
     * largest.
     */
    public static Tensor max(Tensor x, Tensor index, int segments) {
        return groups("max", x, index, segments).max(x);
    }

    /** The smallest of each segment's rows. */
    public static Tensor min(Tensor x, Tensor index, int segments) {
        return groups("min", x, index, segments).min(x);
    }

    private static Groups groups(String what, Tensor x, Tensor index, int segments) {
        if (x.rank() == 0 || index.rank() != 1 || index.size(0) != x.size(0)) {
            throw new ShapeException("segment " + what + ": needs the segment of each row, (rows) for (rows, …), got "
                    + index.shape() + " for " + x.shape());
        }
        return new Groups(index, 0, segments, true);
    }
}
