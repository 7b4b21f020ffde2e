package hanshu.tensor;

import hanshu.tensor.Op.ArgReduce;
import hanshu.tensor.Op.Reduce;
import hanshu.tensor.Op.Reduction;

/**
 * What a {@link Tensor} makes of many elements: their sum, their largest, and the like. Without axes it is made of all
 * elements; with {@code keep} the axes stay, with size 1.
 */
public sealed interface Reducing permits Tensor {
    default Tensor sum(int... axes) {
        return reduce(Reduction.SUM, axes, false);
    }

    default Tensor sum(int[] axes, boolean keep) {
        return reduce(Reduction.SUM, axes, keep);
    }

    default Tensor mean(int... axes) {
        return mean(axes, false);
    }

    default Tensor mean(int[] axes, boolean keep) {
        var sum = sum(axes, keep);
        return sum.times((double) Math.max(sum.count(), 1) / ((Tensor) this).count());
    }

    /** The largest element; the gradient is shared evenly among equal ones. */
    default Tensor max(int... axes) {
        return reduce(Reduction.MAX, axes, false);
    }

    default Tensor max(int[] axes, boolean keep) {
        return reduce(Reduction.MAX, axes, keep);
    }

    /** The smallest element; the gradient is shared evenly among equal ones. */
    default Tensor min(int... axes) {
        return reduce(Reduction.MIN, axes, false);
    }

    default Tensor min(int[] axes, boolean keep) {
        return reduce(Reduction.MIN, axes, keep);
    }

    /** The product of the elements along an axis, by halving, so that gradients are exact where elements are 0. */
    default Tensor prod(int axis) {
        var x = (Tensor) this;
        int at = x.shape().axis(axis);
        var product = x.size(at) == 0 ? x.sum(new int[] {at}, true).plus(1) : x;
        while (product.size(at) > 1) {
            int half = product.size(at) / 2;
            var pairs = product.slice(at, 0, half).times(product.slice(at, half, 2 * half));
            product = product.size(at) % 2 == 0
                    ? pairs
                    : Tensor.concat(at, pairs, product.slice(at, 2 * half, product.size(at)));
        }
        return product.squeeze(at);
    }

    /** Mean squared distance from the mean; {@code correction} 1 divides by n − 1 (Bessel), 0 by n. */
    default Tensor var(int[] axes, int correction, boolean keep) {
        var x = (Tensor) this;
        var sum = x.minus(x.mean(axes, true)).square().sum(axes, keep);
        double n = (double) x.count() / Math.max(sum.count(), 1);
        return sum.div(Math.max(n - correction, 0)); // NaN where there are too few
    }

    /** log Σ e^x, without overflow; −∞ where there is nothing. */
    default Tensor logSumExp(int[] axes, boolean keep) {
        var x = (Tensor) this;
        if (x.count() == 0) {
            return x.exp().sum(axes, keep).log();
        }
        var top = x.max(axes, true).detach();
        var finite = top.abs().lt(Double.POSITIVE_INFINITY).where(top, Tensor.zerosLike(top)); // ±∞ − ±∞ would be NaN
        var sum = x.minus(finite).exp().sum(axes, true).log().plus(finite);
        return keep ? sum : sum.reshapeTo(x.shape().without(axes));
    }

    /** The Euclidean length; its gradient at 0 is 0. */
    default Tensor norm(int[] axes, boolean keep) {
        var squares = ((Tensor) this).square().sum(axes, keep);
        var zero = squares.eq(0);
        var safe = zero.where(Tensor.onesLike(squares), squares);
        return zero.where(Tensor.zerosLike(squares), safe.sqrt());
    }

    /** The index (I64) of the first largest element along an axis, which goes. */
    default Tensor argmax(int axis) {
        return extreme(axis, true);
    }

    /** The index (I64) of the first smallest element along an axis, which goes. */
    default Tensor argmin(int axis) {
        return extreme(axis, false);
    }

    private Tensor extreme(int axis, boolean largest) {
        var x = (Tensor) this;
        int at = x.shape().axis(axis);
        return Interpreter.run(new ArgReduce(largest, at), x).squeeze(at);
    }

    private Tensor reduce(Reduction f, int[] axes, boolean keep) {
        var x = (Tensor) this;
        if (axes.length == 0) {
            return Interpreter.run(new Reduce(f, 0, x.rank(), keep), x);
        }
        if (axes.length == 1) {
            int axis = x.shape().axis(axes[0]);
            return Interpreter.run(new Reduce(f, axis, axis + 1, keep), x);
        }
        var result = x;
        for (int axis : axes) {
            int at = x.shape().axis(axis);
            result = Interpreter.run(new Reduce(f, at, at + 1, true), result);
        }
        return keep ? result : result.reshapeTo(x.shape().without(axes));
    }
}
