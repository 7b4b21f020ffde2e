package hanshu.tensor;

/** Operations that look at the same elements in another way; none but a reshape of a strided view copies. */
final class Views {
    private Views() {}

    static Tensor reshape(Tensor x, Shape to) {
        if (to.count() != x.count()) {
            throw new ShapeException(
                    "reshape: " + x.shape() + " has " + x.count() + " elements, " + to + " " + to.count());
        }
        if (x.isOneNumber()) {
            return x.view(to, new int[to.rank()], x.offset());
        }
        var source = x.contiguous();
        return source.view(to, to.strides(), source.offset());
    }

    static Tensor permute(Tensor x, Axes order) {
        int rank = x.shape().rank();
        var sizes = new int[rank];
        var strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = x.shape().size(order.get(i));
            strides[i] = x.strides()[order.get(i)];
        }
        return x.view(Shape.owned(sizes), strides, x.offset());
    }

    static Tensor expand(Tensor x, Shape to) {
        if (!Shape.broadcast("expand", x.shape(), to).equals(to)) {
            throw new ShapeException("expand: " + x.shape() + " does not stretch to " + to);
        }
        return x.view(to, Loops.stretch(x, to), x.offset());
    }

    static Tensor slice(Tensor x, int axis, int start, int step, int count) {
        var strides = x.strides().clone();
        int offset = count == 0 || x.count() == 0 ? x.offset() : x.offset() + start * strides[axis];
        strides[axis] *= step;
        return x.view(x.shape().with(axis, count), strides, offset);
    }
}
