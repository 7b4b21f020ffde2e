package hanshu.tensor;

import java.util.Arrays;
import java.util.function.BinaryOperator;

/**
 * Elements along an axis that belong together, and what becomes of each group; an empty one gives 0, and 1 as a product.
 *
 * @param index the number of each one's group: of each element, or of whole slices, (n)
 * @param axis that the groups lie along, counted from 0
 * @param count how many groups
 * @param areSlices whether the index numbers whole slices of the axis
 */
record Groups(Tensor index, int axis, int count, boolean areSlices) {

    Tensor sum(Tensor x) {
        return areSlices ? x.addAt(axis, index, count) : x.scatterAdd(axis, index, count);
    }

    /** To each element what its group has. */
    private Tensor each(Tensor ofGroups) {
        return areSlices ? ofGroups.take(axis, index) : ofGroups.gather(axis, index);
    }

    /** How many elements each group has: of x's type. */
    Tensor sizes(Tensor x) {
        return sum(Tensor.onesLike(x));
    }

    Tensor mean(Tensor x) {
        return sum(x).div(sizes(x).maximum(1));
    }

    /** Gradients are exact where elements are 0. */
    Tensor prod(Tensor x) {
        return last(x, 1, Tensor::times);
    }

    /** The gradient is shared evenly among equal ones; NaN is largest. */
    Tensor max(Tensor x) {
        var value = x.detach();
        var top = last(value, Double.NEGATIVE_INFINITY, Tensor::maximum);
        var isTop = value.eq(each(top)).or(value.ne(value));
        var equal = each(sum(isTop.cast(x.dtype()))).maximum(1);
        // 0·∞ is NaN: what is not largest must not be multiplied with
        var shared = sum(isTop.where(x.div(equal), Tensor.zerosLike(x)));
        var rest = shared.minus(shared.detach()); // 0, with the gradient of the largest
        var result = rest.eq(0).where(top.plus(rest), shared);
        return sizes(value).eq(0).where(Tensor.zerosLike(result), result);
    }

    Tensor min(Tensor x) {
        return max(x.neg()).neg().plus(0); // of an empty group 0, not −0
    }

    /**
     * The last of each group's running results of an associative operation: sorted by group, neighbours at the distances 1,
     * 2, 4, … meet if their group is the same (Hillis & Steele 1986).
     */
    private Tensor last(Tensor x, double nothing, BinaryOperator<Tensor> f) {
        int n = x.size(axis);
        var neutral = x.number(nothing);
        var sizes = sizes(x.detach());
        if (x.count() == 0) {
            return neutral.expandAs(sizes.shape());
        }
        var order = index.argsort(areSlices ? 0 : axis, false);
        var running = areSlices ? x.take(axis, order) : x.gather(axis, order);
        var group = areSlices ? index.take(0, order).reshape(along(n, x.rank())) : index.gather(axis, order);
        for (int distance = 1; distance < n; distance *= 2) {
            var same = group.slice(axis, distance, n).eq(group.slice(axis, 0, n - distance));
            var earlier = same.where(running.slice(axis, 0, n - distance), neutral);
            var later = f.apply(running.slice(axis, distance, n), earlier);
            running = Tensor.concat(axis, running.slice(axis, 0, distance), later);
        }
        var ends = sizes.cast(DType.F64).cumsum(axis).minus(1).maximum(0).cast(DType.I64); // where a group ends
        return sizes.eq(0).where(neutral, running.gather(axis, ends));
    }

    private int[] along(int n, int rank) {
        var shape = new int[rank];
        Arrays.fill(shape, 1);
        shape[axis] = n;
        return shape;
    }
}
