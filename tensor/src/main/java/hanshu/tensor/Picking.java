package hanshu.tensor;

/** What a {@link Tensor} gives and takes by number: its elements, rows and columns, picked by index. */
public sealed interface Picking permits Tensor {
    /** Slices of an axis by number; the index's axes take the place of the axis. */
    default Tensor take(int axis, Tensor index) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.Take(x.shape().axis(axis)), x, index);
    }

    /** Adds slices into zeros: the adjoint of {@link #take}. */
    default Tensor addAt(int axis, Tensor index, int size) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.AddAt(x.shape().axis(axis), size), x, index);
    }

    /** Single elements of an axis; the index has the result's shape. */
    default Tensor gather(int axis, Tensor index) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.Gather(x.shape().axis(axis)), x, index);
    }

    /** Adds single elements into zeros of {@code size} along an axis: the adjoint of {@link #gather}. */
    default Tensor scatterAdd(int axis, Tensor index, int size) {
        var x = (Tensor) this;
        return Interpreter.run(new Op.ScatterAdd(x.shape().axis(axis), size), x, index);
    }

    /** Whole numbers below n as vectors (…, n) with a single 1, F32. */
    default Tensor oneHot(int n) {
        return ((Tensor) this).cast(DType.I64).unsqueeze(-1).eq(Tensor.range(n)).cast(DType.F32);
    }
}
