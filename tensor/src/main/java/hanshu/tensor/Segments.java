package hanshu.tensor;

import java.util.Arrays;

/**
 * Reductions of rows that belong together: row i of x belongs to segment {@code index[i]}, in any order. An empty segment
 * gives zeros.
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
        require("sum", x, index);
        return x.addAt(0, index, segments);
    }

    /** The mean of each segment's rows. */
    public static Tensor mean(Tensor x, Tensor index, int segments) {
        require("mean", x, index);
        return x.addAt(0, index, segments)
                .div(asColumn(counts(x, index, segments).maximum(1), x));
    }

    /**
     * The largest of each segment's rows, element by element; the gradient is shared evenly among equal ones, NaN is
     * largest.
     */
    public static Tensor max(Tensor x, Tensor index, int segments) {
        require("max", x, index);
        if (x.count() == 0) {
            return x.addAt(0, index, segments);
        }
        var top = largest(x, index, segments).take(0, index); // (rows, …)
        var isTop = x.detach().eq(top).or(x.detach().ne(x.detach())).cast(x.dtype());
        var equal = isTop.addAt(0, index, segments).take(0, index).maximum(1);
        // 0·∞ is NaN: what is not largest must not be multiplied with
        var counted = isTop.gt(0).where(x.div(equal), Tensor.zerosLike(x));
        return counted.addAt(0, index, segments);
    }

    /** The smallest of each segment's rows. */
    public static Tensor min(Tensor x, Tensor index, int segments) {
        return max(x.neg(), index, segments).neg().plus(0); // of an empty segment 0, not −0
    }

    /** By sorting: the last of each segment, once rows lie by their size and then, keeping that order, by segment. */
    private static Tensor largest(Tensor x, Tensor index, int segments) {
        int rows = x.size(0);
        var flat = x.detach().reshapeTo(Shape.of(rows, x.count() / rows));
        var bySize = Interpreter.run(new Op.ArgSort(0, false), flat);
        var of = index.cast(DType.I64).take(0, bySize); // the segments of the rows so sorted
        var bySegment = Interpreter.run(new Op.ArgSort(0, false), of);
        var sorted = flat.gather(0, bySize).gather(0, bySegment);
        var counts = Tensor.full(DType.F64, 1, Shape.of(rows)).addAt(0, index, segments);
        var ends = counts.cumsum(0).minus(1).maximum(0).cast(DType.I64); // where the segment's rows end
        return sorted.take(0, ends).reshapeTo(x.shape().with(0, segments));
    }

    private static Tensor counts(Tensor x, Tensor index, int segments) {
        return Tensor.full(x.dtype(), 1, index.shape()).addAt(0, index, segments);
    }

    /** (segments) → (segments, 1, …), to broadcast along the rows. */
    private static Tensor asColumn(Tensor ofSegments, Tensor x) {
        var shape = new int[x.rank()];
        Arrays.fill(shape, 1);
        shape[0] = ofSegments.count();
        return ofSegments.reshape(shape);
    }

    private static void require(String what, Tensor x, Tensor index) {
        if (x.rank() == 0 || index.rank() != 1 || index.size(0) != x.size(0)) {
            throw new ShapeException("segment " + what + ": needs the segment of each row, (rows) for (rows, …), got "
                    + index.shape() + " for " + x.shape());
        }
    }
}
