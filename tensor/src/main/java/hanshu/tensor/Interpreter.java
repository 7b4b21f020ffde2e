package hanshu.tensor;

import hanshu.tensor.Op.AddAt;
import hanshu.tensor.Op.ArgMaxPool;
import hanshu.tensor.Op.ArgReduce;
import hanshu.tensor.Op.ArgSort;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Cast;
import hanshu.tensor.Op.Cholesky;
import hanshu.tensor.Op.Comparison;
import hanshu.tensor.Op.Concat;
import hanshu.tensor.Op.Convolve;
import hanshu.tensor.Op.ConvolveTransposed;
import hanshu.tensor.Op.ConvolveWeight;
import hanshu.tensor.Op.CumSum;
import hanshu.tensor.Op.Determinant;
import hanshu.tensor.Op.Expand;
import hanshu.tensor.Op.Fold;
import hanshu.tensor.Op.Fourier;
import hanshu.tensor.Op.Gather;
import hanshu.tensor.Op.Gru;
import hanshu.tensor.Op.LogSoftmax;
import hanshu.tensor.Op.Logic;
import hanshu.tensor.Op.Lstm;
import hanshu.tensor.Op.MatMul;
import hanshu.tensor.Op.Permute;
import hanshu.tensor.Op.Qr;
import hanshu.tensor.Op.Reduce;
import hanshu.tensor.Op.Reshape;
import hanshu.tensor.Op.ScatterAdd;
import hanshu.tensor.Op.Slice;
import hanshu.tensor.Op.Softmax;
import hanshu.tensor.Op.Solve;
import hanshu.tensor.Op.Svd;
import hanshu.tensor.Op.SymmetricEigen;
import hanshu.tensor.Op.Take;
import hanshu.tensor.Op.Unary;
import hanshu.tensor.Op.Unfold;
import hanshu.tensor.Op.Unslice;
import hanshu.tensor.Op.Where;
import java.util.Arrays;

/** Computes an operation now, and remembers on the result how it came about if an input is tracked. */
final class Interpreter {
    private Interpreter() {}

    static Tensor run(Op op, Tensor... in) {
        var profiler = Profiler.active();
        return profiler == null ? compute(op, in) : profiler.compute(op, in);
    }

    static Tensor compute(Op op, Tensor... in) {
        var result = switch (op) {
            case Unary f -> Arithmetic.unary(f, in[0]);
            case Binary f -> Arithmetic.binary(f, in[0], in[1]);
            case Comparison f -> Masks.compare(f, in[0], in[1]);
            case Logic f -> Masks.logic(f, in[0], in[1]);
            case Where() -> Masks.where(in[0], in[1], in[2]);
            case Cast(var to) -> Tensor.owning(Moves.cast(in[0], to), in[0].shape());
            case Reduce(var f, int from, int to, boolean keep) -> Arithmetic.reduce(f, in[0], from, to, keep);
            case ArgReduce(boolean largest, int axis) -> Ordering.argReduce(in[0], axis, largest);
            case ArgSort(int axis, boolean descending) -> Ordering.argSort(in[0], axis, descending);
            case CumSum(int axis, boolean reverse) -> Arithmetic.cumSum(in[0], axis, reverse);
            case Reshape(var to) -> Views.reshape(in[0], to);
            case Permute(var order) -> Views.permute(in[0], order);
            case Expand(var to) -> Views.expand(in[0], to);
            case Slice(int axis, int start, int step, int count) -> Views.slice(in[0], axis, start, step, count);
            case Unslice(int axis, int start, int step, int size) -> Indexing.unslice(in[0], axis, start, step, size);
            case Concat(int axis) -> Indexing.concat(in, axis);
            case Take(int axis) -> Indexing.take(in[0], in[1], axis);
            case AddAt(int axis, int size) -> Indexing.addAt(in[0], in[1], axis, size);
            case Gather(int axis) -> Indexing.gather(in[0], in[1], axis);
            case ScatterAdd(int axis, int size) -> Indexing.scatterAdd(in[0], in[1], axis, size);
            case MatMul() -> Products.matmul(in[0], in[1]);
            case Softmax() -> Arithmetic.softmax(in[0], false);
            case LogSoftmax() -> Arithmetic.softmax(in[0], true);
            case Unfold(var window) -> Patches.unfold(in[0], window);
            case Fold(var window, var space) -> Patches.fold(in[0], window, space);
            case Convolve(var window, int groups) -> Convolution.convolve(in[0], in[1], window, groups);
            case ConvolveTransposed(var window, int groups, var space) ->
                Convolution.transposed(in[0], in[1], window, groups, space);
            case ConvolveWeight(var window, int groups) -> Convolution.weight(in[0], in[1], window, groups);
            case Solve(var part) -> Matrices.solve(part, in[0], in[1]);
            case Determinant() -> Matrices.determinant(in[0]);
            case Cholesky() -> Matrices.cholesky(in[0]);
            case SymmetricEigen() -> Rotations.symmetricEigen(in[0]);
            case Qr() -> Reflections.qr(in[0]);
            case Svd() -> Rotations.svd(in[0]);
            case Fourier(boolean inverse) -> FourierTransform.run(inverse, in);
            case ArgMaxPool(var window) -> Pooling.argMax(in[0], window);
            case Lstm(boolean backwards) -> {
                in = withGates(in, in[1].size(0));
                yield LstmLoops.forward(backwards, in[5], in);
            }
            case Gru(boolean backwards) -> {
                in = withGates(in, in[1].size(0));
                yield GruLoops.forward(backwards, in[5], in);
            }
        };
        if (result.dtype().isFloating()) {
            for (var input : in) {
                if (input.isTracked()) {
                    return result.madeBy(op, in);
                }
            }
        }
        return result;
    }

    /** With room for what the way back through a recurrence needs beside its value: (time, batch, 4·hidden). */
    private static Tensor[] withGates(Tensor[] in, int hidden) {
        var inputs = Arrays.copyOf(in, 6);
        var shape = in[0].rank() == 3 ? in[0].shape().with(2, 4 * hidden) : Shape.of(0);
        inputs[5] = in[0].dtype() == DType.F32
                ? Tensor.owning(Storage.room(DType.F32, shape.count()), shape)
                : Tensor.full(in[0].dtype(), 0, Shape.of());
        return inputs;
    }
}
