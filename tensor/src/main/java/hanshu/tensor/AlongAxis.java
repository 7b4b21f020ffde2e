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
        return ((Tensor) this).gather(axis, argsort(axis, descending));
    }

    /** The k largest elements along an axis, largest first. */
    default Tensor topK(int k, int axis) {
        return ((Tensor) this).gather(axis, argsort(axis, true).slice(axis, 0, k));
    }
}
