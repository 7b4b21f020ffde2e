package hanshu.tensor;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** What a {@link Tensor} does along an axis that stays: softmax, running sums, order. */
public sealed interface AlongAxis permits Tensor {
    default Tensor softmax(int axis) {
        return onLastAxis(axis, x -> Interpreter.run(new Op.Softmax(), x));
    }

    default Tensor logSoftmax(int axis) {
        return onLastAxis(axis, x -> Interpreter.run(new Op.LogSoftmax(), x));
    }

    private Tensor onLastAxis(int axis, UnaryOperator<Tensor> f) {
        var x = (Tensor) this;
        return x.shape().axis(axis) == x.rank() - 1
                ? f.apply(x)
                : f.apply(x.transpose(axis, -1)).transpose(axis, -1);
    }

    /** Running sums. */
    default Tensor cumsum(int axis) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.CumSum(x.shape().axis(axis), false), x);
    }

    /** Running products; gradients are exact where elements are 0. */
    default Tensor cumprod(int axis) {
        return scan(axis, Tensor::times);
    }

    /** Running maxima. */
    default Tensor cummax(int axis) {
        return scan(axis, Tensor::maximum);
    }

    /** Running results of an associative operation in log₂ n sweeps (Hillis & Steele 1986). */
    private Tensor scan(int axis, BinaryOperator<Tensor> f) {
        var result = (Tensor) this;
        int n = result.size(axis);
        for (int distance = 1; distance < n; distance *= 2) {
            var later = f.apply(result.slice(axis, distance, n), result.slice(axis, 0, n - distance));
            result = Tensor.concat(axis, result.slice(axis, 0, distance), later);
        }
        return result;
    }

    /** The indices (I64) that sort the axis, equal elements in their order. */
    default Tensor argsort(int axis, boolean descending) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.ArgSort(x.shape().axis(axis), descending), x);
    }

    default Tensor sort(int axis, boolean descending) {
        return sorted(axis, descending).values();
    }

    /**
     * Elements in order, and where they were.
     *
     * @param indices I64, of the shape of the values
     */
    record Ordered(Tensor values, Tensor indices) {}

    /** All elements along an axis in order, equal ones in their order, NaN largest. */
    default Ordered sorted(int axis, boolean descending) {
        var indices = argsort(axis, descending);
        return new Ordered(((Tensor) this).gather(axis, indices), indices);
    }

    /** The k largest elements along an axis, largest first; of equal ones the first, NaN above all. */
    default Ordered topK(int k, int axis) {
        return topK(k, axis, true);
    }

    /** The k largest elements along an axis, largest first, or the k smallest, smallest first. */
    default Ordered topK(int k, int axis, boolean largest) {
        var x = (Tensor) this;
        if (k < 0 || k > x.size(axis)) {
            throw new ShapeException(
                    "topK: k is from 0 to the size of axis " + axis + " of " + x.shape() + ", got " + k);
        }
        var indices = argsort(axis, largest).slice(axis, 0, k);
        return new Ordered(x.gather(axis, indices), indices);
    }
}
