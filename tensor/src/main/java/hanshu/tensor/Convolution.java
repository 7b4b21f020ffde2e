package hanshu.tensor;

import hanshu.tensor.Window.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution and its two adjoints by their definition: all patches as one matrix, times the weight as another. In F32
 * {@link BlockedConvolution} computes the same without ever holding all patches.
 *
 * <p>Shapes: x (batch, space…, in), w (window…, in/groups, out), y (batch, places…, out).
 */
final class Convolution {
    private Convolution() {}

    static Tensor convolve(Tensor x, Tensor w, Window window, int groups) {
        var patches = new Patches("convolve", window, x.shape());
        require("convolve", window, groups, x, x.size(-1), w);
        if (x.dtype() == DType.F32) {
            return new BlockedConvolution(patches, window, groups, x.size(-1), w.size(-1)).convolve(x, w);
        }
        return composed(x.detach(), w.detach(), window, groups);
    }

    /** y = unfold(x)·w, group by group. */
    static Tensor composed(Tensor x, Tensor w, Window window, int groups) {
        var inputs = x.split(groups, -1);
        var weights = w.split(groups, -1);
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < groups; i++) {
            parts.add(matrix(inputs.get(i), window).matmul(matrix(weights.get(i)))); // (batch · places, out/groups)
        }
        var grid = new Patches("convolve", window, x.shape()).grid();
        return join(parts).reshapeTo(grid.append(Shape.of(w.size(-1))));
    }

    static Tensor transposed(Tensor y, Tensor w, Window window, int groups, Shape space) {
        var batch = y.shape().range(0, Math.min(1, y.rank()));
        if (w.rank() != window.rank() + 2 || space.rank() != window.rank()) {
            throw new ShapeException("convolveTransposed: needs a weight (window…, in/groups, out) and a space of "
                    + window.rank() + " axes, got " + w.shape() + " and " + space);
        }
        int in = w.size(-2) * groups;
        var patches =
                new Patches("convolveTransposed", window, batch.append(space).append(Shape.of(in)));
        require("convolveTransposed", window, groups, y, in, w);
        requireGrid("convolveTransposed", patches, y, w.size(-1));
        if (y.dtype() == DType.F32) {
            return new BlockedConvolution(patches, window, groups, in, w.size(-1)).transposed(y, w, space);
        }
        return composedTransposed(y.detach(), w.detach(), window, groups, space);
    }

    /** x = fold(y·wᵀ), group by group. */
    static Tensor composedTransposed(Tensor y, Tensor w, Window window, int groups, Shape space) {
        var outputs = y.split(groups, -1);
        var weights = w.split(groups, -1);
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < groups; i++) {
            var patches =
                    outputs.get(i).matmul(matrix(weights.get(i)).transpose()); // (batch, places…, window · in/groups)
            var shape = y.shape().range(0, y.rank() - 1).append(w.shape().range(0, w.rank() - 1));
            parts.add(patches.reshapeTo(shape).fold(window, space.toArray()));
        }
        return join(parts);
    }

    static Tensor weight(Tensor x, Tensor y, Window window, int groups) {
        var patches = new Patches("convolveWeight", window, x.shape());
        requireGrid("convolveWeight", patches, y, y.rank() == 0 ? 0 : y.size(-1));
        requireGroups("convolveWeight", groups, x.size(-1), y.size(-1));
        Arithmetic.requireSameType("convolveWeight", x, y);
        if (x.dtype() == DType.F32) {
            return new BlockedConvolution(patches, window, groups, x.size(-1), y.size(-1)).weight(x, y);
        }
        return composedWeight(x.detach(), y.detach(), window, groups);
    }

    /** w = unfold(x)ᵀ·y, group by group. */
    static Tensor composedWeight(Tensor x, Tensor y, Window window, int groups) {
        var inputs = x.split(groups, -1);
        var outputs = y.split(groups, -1);
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < groups; i++) {
            parts.add(matrix(inputs.get(i), window).transpose().matmul(matrix(outputs.get(i))));
        }
        var shape = window.sizes().append(Shape.of(x.size(-1) / groups, y.size(-1)));
        return join(parts).reshapeTo(shape);
    }

    /** All patches of x as rows: (batch · places, window · channels). */
    private static Tensor matrix(Tensor x, Window window) {
        var patches = x.unfold(window);
        int size = window.sizes().count() * x.size(-1);
        int rows = patches.shape().count(0, window.rank() + 1);
        return patches.reshapeTo(Shape.of(rows, size));
    }

    /** All axes but the last as rows. */
    private static Tensor matrix(Tensor x) {
        return x.reshapeTo(Shape.of(x.shape().count(0, x.rank() - 1), x.size(-1)));
    }

    private static Tensor join(List<Tensor> parts) {
        return Tensor.concat(parts.getFirst().rank() - 1, parts.toArray(Tensor[]::new));
    }

    private static void require(String what, Window window, int groups, Tensor x, int in, Tensor w) {
        Arithmetic.requireSameType(what, x, w);
        if (w.rank() != window.rank() + 2
                || !w.shape().range(0, window.rank()).equals(window.sizes())
                || groups < 1
                || w.size(-2) * groups != in) {
            throw new ShapeException(what + ": a window " + window + " and " + in + " channels in " + groups
                    + " groups need a weight (window…, in/groups, out), got " + w.shape() + " for " + x.shape());
        }
        requireGroups(what, groups, in, w.size(-1));
    }

    private static void requireGroups(String what, int groups, int in, int out) {
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new ShapeException(
                    what + ": " + in + " channels in and " + out + " out do not divide into " + groups + " groups");
        }
    }

    private static void requireGrid(String what, Patches patches, Tensor y, int out) {
        var expected = patches.grid().append(Shape.of(out));
        if (!y.shape().equals(expected)) {
            throw new ShapeException(
                    what + ": over " + patches.picture + " the window has places " + expected + ", got " + y.shape());
        }
    }

    /** The window of the convolution that computes the adjoint where the stride is 1: padding is what sticks out. */
    static Window mirrored(Window window) {
        return new Window(window.axes().stream()
                .map(s -> new Span(s.size(), 1, s.dilation(), s.reach() - 1 - s.before(), s.reach() - 1 - s.after()))
                .toList());
    }
}
