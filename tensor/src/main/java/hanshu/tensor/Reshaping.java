package hanshu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a {@link Tensor} shows the same elements otherwise: views, none of which copies unless it must. */
public sealed interface Reshaping permits Tensor {
    /** The same elements in row-major order under another shape; one size may be −1. */
    default Tensor reshape(int... sizes) {
        var x = (Tensor) this;
        int free = -1;
        int known = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && free < 0) {
                free = i;
            } else {
                known *= sizes[i];
            }
        }
        if (free < 0) {
            return reshapeTo(Shape.of(sizes));
        }
        if (known <= 0 || x.count() % known != 0) {
            throw new ShapeException("reshape: " + x.shape() + " does not divide into " + Arrays.toString(sizes));
        }
        var whole = sizes.clone();
        whole[free] = x.count() / known;
        return reshapeTo(Shape.owned(whole));
    }

    default Tensor reshapeTo(Shape to) {
        var x = (Tensor) this;
        return x.shape().equals(to) ? x : Interpreter.run(new Op.Reshape(to), x);
    }

    /** Axes from one on merged into one. */
    default Tensor flatten(int from) {
        var shape = ((Tensor) this).shape();
        int at = shape.axis(from);
        return reshapeTo(shape.range(0, at).append(Shape.of(shape.count(at, shape.rank()))));
    }

    /** Without an axis of size 1. */
    default Tensor squeeze(int axis) {
        var shape = ((Tensor) this).shape();
        if (shape.size(axis) != 1) {
            throw new ShapeException("squeeze: axis " + axis + " of " + shape + " is not 1");
        }
        return reshapeTo(shape.remove(axis));
    }

    /** With a new axis of size 1 at a place from 0 to rank; −1 is the last. */
    default Tensor unsqueeze(int axis) {
        var shape = ((Tensor) this).shape();
        return reshapeTo(shape.insert(axis < 0 ? axis + shape.rank() + 1 : axis, 1));
    }

    /** The last two axes change places. */
    default Tensor transpose() {
        return transpose(-2, -1);
    }

    /** Two axes change places. */
    default Tensor transpose(int a, int b) {
        var shape = ((Tensor) this).shape();
        var order = new int[shape.rank()];
        Arrays.setAll(order, i -> i);
        order[shape.axis(a)] = shape.axis(b);
        order[shape.axis(b)] = shape.axis(a);
        return permute(order);
    }

    /** Axis i of the result is axis {@code order[i]} of this. */
    default Tensor permute(int... order) {
        var x = (Tensor) this;
        var counted = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            counted[i] = x.shape().axis(order[i]);
        }
        if (order.length != x.rank() || !Axes.of(counted).isOrder()) {
            throw new ShapeException(
                    "permute: needs each axis of " + x.shape() + " once, got " + Arrays.toString(order));
        }
        return Interpreter.run(new Op.Permute(Axes.of(counted)), x);
    }

    /** Repeats axes of size 1, and new leading ones, without copying. */
    default Tensor expand(int... sizes) {
        return ((Tensor) this).expandAs(Shape.of(sizes));
    }

    /** Elements {@code from} to {@code to} of an axis, the second excluded. */
    default Tensor slice(int axis, int from, int to) {
        var x = (Tensor) this;
        int n = x.size(axis);
        if (from < 0 || to > n || from > to) {
            throw new ShapeException(
                    "slice: " + from + " to " + to + " is not within axis " + axis + " of " + x.shape());
        }
        return from == 0 && to == n ? x : Interpreter.run(new Op.Slice(x.shape().axis(axis), from, 1, to - from), x);
    }

    /** {@code count} elements of an axis: start, start + step, …; the step may be negative. */
    default Tensor slice(int axis, int start, int step, int count) {
        var x = (Tensor) this;
        int n = x.size(axis);
        long last = start + (long) step * (count - 1);
        if (count < 0 || step == 0 || (count > 0 && (start < 0 || start >= n || last < 0 || last >= n))) {
            throw new ShapeException("slice: " + count + " from " + start + " by " + step + " is not within axis "
                    + axis + " of " + x.shape());
        }
        return Interpreter.run(new Op.Slice(x.shape().axis(axis), start, step, count), x);
    }

    /** Element {@code index} of an axis, which goes. */
    default Tensor get(int axis, int index) {
        return slice(axis, index, index + 1).squeeze(axis);
    }

    /** An axis backwards. */
    default Tensor flip(int axis) {
        var x = (Tensor) this;
        int n = x.size(axis);
        return n == 0 ? x : x.slice(axis, n - 1, -1, n);
    }

    /** Equal parts along an axis. */
    default List<Tensor> split(int parts, int axis) {
        var x = (Tensor) this;
        if (parts < 1 || x.size(axis) % parts != 0) {
            throw new ShapeException("split: axis " + axis + " of " + x.shape() + " does not divide into " + parts);
        }
        int size = x.size(axis) / parts;
        var pieces = new ArrayList<Tensor>(parts);
        for (int i = 0; i < parts; i++) {
            pieces.add(slice(axis, i * size, (i + 1) * size));
        }
        return pieces;
    }

    /** A constant before and after the elements of an axis. */
    default Tensor pad(int axis, int before, int after, double value) {
        var x = (Tensor) this;
        int at = x.shape().axis(axis);
        int size = before + x.size(at) + after;
        var padded = Interpreter.run(new Op.Unslice(at, before, 1, size), x);
        if (value == 0) {
            return padded;
        }
        var inside = Interpreter.run(new Op.Unslice(at, before, 1, size), Tensor.full(DType.BOOL, 1, x.shape()));
        return inside.where(padded, value);
    }
}
