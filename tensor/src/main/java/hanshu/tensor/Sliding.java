package hanshu.tensor;

import hanshu.tensor.Window.Span;

/**
 * What a {@link Tensor} (batch, space…, channels) gives to a {@link Window} that slides over its space: patches,
 * convolutions, pools. A window of one axis slides over series, of two over pictures, of three over volumes.
 */
public sealed interface Sliding permits Tensor {
    /** What the window sees at each place: (batch, places…, window…, channels); zeros in its padding. */
    default Tensor unfold(Window window) {
        return Interpreter.run(new Op.Unfold(window), (Tensor) this);
    }

    /**
     * Adds patches (batch, places…, window…, channels) where they came from: the adjoint of {@link #unfold}.
     *
     * @param space the sizes of the space axes of the result
     */
    default Tensor fold(Window window, int... space) {
        return Interpreter.run(new Op.Fold(window, Shape.of(space)), (Tensor) this);
    }

    /**
     * yₚ = Σₖ x₍ₚ₊ₖ₎·wₖ, a weighted sum of what the window sees at each place (cross-correlation).
     *
     * @param weight w: (window…, in/groups, out)
     * @param groups how many groups channels are in; those of group i of x reach those of group i of y alone
     * @return y: (batch, places…, out)
     */
    default Tensor convolve(Tensor weight, Window window, int groups) {
        var x = (Tensor) this;
        if (groups == 1 && isPointwise(window) && x.rank() == window.rank() + 2 && weight.rank() == x.rank()) {
            return x.matmul(weight.reshape(weight.size(-2), weight.size(-1)));
        }
        return Interpreter.run(new Op.Convolve(window, groups), x, weight);
    }

    private static boolean isPointwise(Window window) {
        return window.axes().stream().allMatch(new Span(1, 1, 1, 0, 0)::equals);
    }

    /**
     * The adjoint of {@link #convolve}: each element of this (batch, places…, out), times the weight, is added to what the
     * window would see from its place.
     *
     * @param weight (window…, in/groups, out)
     * @param space the sizes of the space axes of the result; several fit where the stride is more than 1
     * @return (batch, space…, in)
     */
    default Tensor convolveTransposed(Tensor weight, Window window, int groups, int... space) {
        return Interpreter.run(new Op.ConvolveTransposed(window, groups, Shape.of(space)), (Tensor) this, weight);
    }

    /** The sum of what the window sees at each place, for each channel: (batch, places…, channels). */
    default Tensor sumPool(Window window) {
        var x = (Tensor) this;
        window.space("sumPool", x.shape());
        int channels = x.size(-1);
        return convolve(Tensor.full(x.dtype(), 1, window.sizes().append(Shape.of(1, channels))), window, channels);
    }

    /**
     * The largest that the window sees at each place, for each channel; NaN where there is one. The gradient goes to the
     * first of equal ones.
     */
    default Tensor maxPool(Window window) {
        return pick(argMaxPool(window));
    }

    /**
     * Where the largest element lies that the window sees, for each channel, as a number (I32) in row-major order of the
     * space: (batch, places…, channels).
     */
    default Tensor argMaxPool(Window window) {
        return Interpreter.run(new Op.ArgMaxPool(window), (Tensor) this);
    }

    /** The elements at places in the space, numbered in row-major order, for each channel: see {@link #argMaxPool}. */
    default Tensor pick(Tensor places) {
        var x = (Tensor) this;
        return overSpace(x).gather(1, overSpace(places)).reshapeTo(places.shape());
    }

    /**
     * The adjoint of {@link #pick}: zeros (batch, space…, channels) to which each element is added at its place.
     *
     * @param space the sizes of the space axes of the result
     */
    default Tensor putBack(Tensor places, int... space) {
        var x = (Tensor) this;
        var to = Shape.of(x.size(0)).append(Shape.of(space)).append(Shape.of(x.size(-1)));
        return overSpace(x)
                .scatterAdd(1, overSpace(places), Shape.of(space).count())
                .reshapeTo(to);
    }

    /** (batch, elements of the space, channels). */
    private static Tensor overSpace(Tensor x) {
        if (x.rank() < 3) {
            throw new ShapeException("pool: needs (batch, space…, channels), got " + x.shape());
        }
        return x.reshapeTo(Shape.of(x.size(0), x.shape().count(1, x.rank() - 1), x.size(-1)));
    }
}
