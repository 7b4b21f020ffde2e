package hanshu.tensor;

import java.util.Arrays;

/** Single elements brought to places along an axis by number, where those that meet are reduced to one. */
public final class Scatter {
    private Scatter() {}

    /** What becomes of elements that meet. */
    public enum Reduction {
        SUM,
        MEAN,
        /** Gradients are exact where elements are 0. */
        PROD,
        /** The gradient is shared evenly among equal ones. */
        MAX,
        /** The gradient is shared evenly among equal ones. */
        MIN;

        private Tensor of(Groups groups, Tensor x) {
            return switch (this) {
                case SUM -> groups.sum(x);
                case MEAN -> groups.mean(x);
                case PROD -> groups.prod(x);
                case MAX -> groups.max(x);
                case MIN -> groups.min(x);
            };
        }
    }

    /**
     * x, with the elements of the source brought to {@code index} along an axis, as torch.scatter_reduce.
     *
     * @param source of x's shape but for the axis
     * @param index I64 or I32, of the source's shape, from 0 to less than x's size along the axis
     * @param includeSelf whether an element of x counts as one of those that meet; else it stays only where none comes
     */
    public static Tensor reduce(Reduction f, Tensor x, int axis, Tensor index, Tensor source, boolean includeSelf) {
        int at = x.shape().axis(axis);
        if (!source.shape().equals(index.shape())
                || source.rank() != x.rank()
                || !source.shape().with(at, 1).equals(x.shape().with(at, 1))) {
            throw new ShapeException("scatter " + f + ": source and index may differ from " + x.shape() + " along axis "
                    + at + " only, got " + source.shape() + " and " + index.shape());
        }
        int n = x.size(at);
        if (!includeSelf) {
            var groups = new Groups(index, at, n, false);
            return groups.sizes(source).eq(0).where(x, f.of(groups, source));
        }
        var along = new int[x.rank()];
        Arrays.fill(along, 1);
        along[at] = n;
        var own = Tensor.range(n).reshape(along).expandAs(x.shape());
        var all = new Groups(Tensor.concat(at, own, index.cast(DType.I64)), at, n, false);
        return f.of(all, Tensor.concat(at, x, source));
    }
}
