package hanshu.tensor;

import static hanshu.tensor.Tensor.zerosLike;

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
import hanshu.tensor.Op.Reduction;
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
import org.jspecify.annotations.Nullable;

/**
 * The gradient of every operation: one table, written in tensor operations, so that gradients have gradients.
 *
 * <p>Reading a line: y is the operation's result, g = ∂loss/∂y has y's shape, and the line gives ∂loss/∂x for each
 * input x in order. {@code wants} tells which inputs' gradients anybody needs; the others may be null.
 */
final class GradientTable {
    /** For operations whose slope is zero wherever it exists. */
    private static final @Nullable Tensor[] NONE = {};

    private GradientTable() {}

    static @Nullable Tensor[] of(Op op, Tensor[] in, Tensor y, Tensor g, boolean[] wants) {
        return switch (op) {
            case Unary f -> unary(f, in[0], y, g);
            case Binary f -> binary(f, in[0], in[1], y, g, wants);
            case Where() -> {
                var zero = zerosLike(g);
                yield all(
                        null,
                        wants[1] ? in[0].where(g, zero).sumTo(in[1].shape()) : null,
                        wants[2] ? in[0].where(zero, g).sumTo(in[2].shape()) : null);
            }
            case Cast(var to) -> all(g.cast(in[0].dtype()));
            case Reduce(var f, int from, int to, boolean _) -> all(reduce(f, in[0], y, g, from, to));
            case CumSum(int axis, boolean reverse) -> all(Interpreter.run(new CumSum(axis, !reverse), g));
            case Reshape(var to) -> all(g.reshapeTo(in[0].shape()));
            case Permute(var order) -> all(Interpreter.run(new Permute(order.inverse()), g));
            case Expand(var to) -> all(g.sumTo(in[0].shape()));
            case Slice(int axis, int start, int step, int count) ->
                all(Interpreter.run(new Unslice(axis, start, step, in[0].size(axis)), g));
            case Unslice(int axis, int start, int step, int size) ->
                all(Interpreter.run(new Slice(axis, start, step, in[0].size(axis)), g));
            case Concat(int axis) -> {
                var parts = new @Nullable Tensor[in.length];
                int at = 0;
                for (int i = 0; i < in.length; i++) {
                    parts[i] = wants[i] ? g.slice(axis, at, at + in[i].size(axis)) : null;
                    at += in[i].size(axis);
                }
                yield parts;
            }
            case Take(int axis) -> all(g.addAt(axis, in[1], in[0].size(axis)), null);
            case AddAt(int axis, int size) -> all(g.take(axis, in[1]), null);
            case Gather(int axis) -> all(g.scatterAdd(axis, in[1], in[0].size(axis)), null);
            case ScatterAdd(int axis, int size) -> all(g.gather(axis, in[1]), null);
            case MatMul() ->
                all(
                        wants[0] ? g.matmul(in[1].transpose()).sumTo(in[0].shape()) : null,
                        wants[1] ? in[0].transpose().matmul(g).sumTo(in[1].shape()) : null);
            case Softmax() -> {
                var gy = g.times(y);
                yield all(gy.minus(y.times(gy.sum(new int[] {-1}, true))));
            }
            case LogSoftmax() -> all(g.minus(y.exp().times(g.sum(new int[] {-1}, true))));
            case Unfold(var window) -> all(Interpreter.run(new Fold(window, window.space("unfold", in[0].shape())), g));
            case Fold(var window, var _) -> all(Interpreter.run(new Unfold(window), g));
            case Convolve(var window, int groups) -> {
                var space = window.space("convolve", in[0].shape());
                yield all(
                        wants[0] ? Interpreter.run(new ConvolveTransposed(window, groups, space), g, in[1]) : null,
                        wants[1] ? Interpreter.run(new ConvolveWeight(window, groups), in[0], g) : null);
            }
            case ConvolveTransposed(var window, int groups, var _) ->
                all(
                        wants[0] ? Interpreter.run(new Convolve(window, groups), g, in[1]) : null,
                        wants[1] ? Interpreter.run(new ConvolveWeight(window, groups), g, in[0]) : null);
            case ConvolveWeight(var window, int groups) -> {
                var space = window.space("convolve", in[0].shape());
                yield all(
                        wants[0] ? Interpreter.run(new ConvolveTransposed(window, groups, space), in[1], g) : null,
                        wants[1] ? Interpreter.run(new Convolve(window, groups), in[0], g) : null);
            }
            case Lstm(boolean backwards) -> LstmLoops.slopes(backwards, in, y, g, wants);
            case Gru(boolean backwards) -> GruLoops.slopes(backwards, in, y, g, wants);
            case Solve(var part) -> MatrixGradients.solve(part, in[0], y, g, wants);
            case Determinant() -> all(MatrixGradients.determinant(in[0], y, g));
            case Cholesky() -> all(MatrixGradients.cholesky(y, g));
            case SymmetricEigen() -> all(MatrixGradients.symmetricEigen(y, g));
            case Qr() -> all(MatrixGradients.qr(y, g));
            case Svd() -> all(MatrixGradients.svd(y, g));
            case Fourier(boolean inverse) -> {
                var back = Interpreter.run(new Fourier(!inverse), g.get(0, 0), g.get(0, 1));
                yield in.length == 1 ? all(back.get(0, 0)) : all(back.get(0, 0), back.get(0, 1));
            }
            case Comparison f -> NONE;
            case Logic f -> NONE;
            case ArgReduce f -> NONE;
            case ArgSort f -> NONE;
            case ArgMaxPool f -> NONE;
        };
    }

    private static @Nullable Tensor[] unary(Unary f, Tensor x, Tensor y, Tensor g) {
        return switch (f) {
            case NEG -> all(g.neg());
            case ABS -> all(g.times(x.sign()));
            case SQRT -> all(g.div(y.times(2)));
            case SQUARE -> all(g.times(2).times(x)); // g is often one number
            case RECIPROCAL -> all(g.times(y.square()).neg());
            case EXP -> all(g.times(y));
            case EXPM1 -> all(g.times(y.plus(1)));
            case LOG -> all(g.div(x));
            case LOG1P -> all(g.div(x.plus(1)));
            case SIN -> all(g.times(x.cos()));
            case COS -> all(g.times(x.sin()).neg());
            case TAN -> all(g.times(y.square().plus(1)));
            case TANH -> all(g.minus(g.times(y.square())));
            case SIGMOID -> all(g.times(y.minus(y.square())));
            case SOFTPLUS -> all(g.times(x.sigmoid()));
            case RELU -> all(g.times(x.step()));
            case ERF -> all(g.times(x.square().neg().exp()).times(2 / Math.sqrt(Math.PI)));
            case GELU -> all(g.times(Interpreter.run(Unary.GELU_SLOPE, x)));
            case GELU_SLOPE -> {
                var square = x.square();
                var density = square.times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
                yield all(g.times(density.times(square.neg().plus(2))));
            }
            case SIGN, STEP, FLOOR, CEIL, ROUND -> NONE;
        };
    }

    private static @Nullable Tensor[] binary(Binary f, Tensor a, Tensor b, Tensor y, Tensor g, boolean[] wants) {
        return switch (f) {
            case PLUS -> all(wants[0] ? g.sumTo(a.shape()) : null, wants[1] ? g.sumTo(b.shape()) : null);
            case MINUS ->
                all(
                        wants[0] ? g.sumTo(a.shape()) : null,
                        wants[1] ? g.sumTo(b.shape()).neg() : null);
            case TIMES ->
                all(
                        wants[0] ? g.times(b).sumTo(a.shape()) : null,
                        wants[1] ? g.times(a).sumTo(b.shape()) : null);
            case DIV ->
                all(
                        wants[0] ? g.div(b).sumTo(a.shape()) : null,
                        wants[1] ? g.times(y).div(b).neg().sumTo(b.shape()) : null);
            case POW ->
                all(
                        wants[0] ? powerBase(a, b, g).sumTo(a.shape()) : null,
                        wants[1] ? powerExponent(a, b, y, g).sumTo(b.shape()) : null);
            case MAX -> shared(a, b, g, a.gt(b), a.eq(b), wants);
            case MIN -> shared(a, b, g, a.lt(b), a.eq(b), wants);
        };
    }

    /** b·a^(b−1), and 0 for b = 0 even where a is 0. */
    private static Tensor powerBase(Tensor a, Tensor b, Tensor g) {
        var slope = g.times(b).times(a.pow(b.minus(1)));
        return b.eq(0).where(zerosLike(slope), slope);
    }

    /** y·log a, and 0 where a is 0 and the power does not move. */
    private static Tensor powerExponent(Tensor a, Tensor b, Tensor y, Tensor g) {
        var still = a.eq(0).and(b.ge(0));
        var safe = still.where(Tensor.onesLike(a), a);
        return still.where(zerosLike(g), g.times(y).times(safe.log()));
    }

    /** To the chosen side; half to each where the two are equal. */
    private static @Nullable Tensor[] shared(
            Tensor a, Tensor b, Tensor g, Tensor first, Tensor equal, boolean[] wants) {
        var half = equal.where(g.times(0.5), zerosLike(g));
        return all(
                wants[0] ? first.where(g, half).sumTo(a.shape()) : null,
                wants[1] ? first.or(equal).where(half, g).sumTo(b.shape()) : null);
    }

    private static Tensor reduce(Reduction f, Tensor x, Tensor y, Tensor g, int from, int to) {
        var kept = x.shape().reduced(from, to, true);
        return switch (f) {
            case SUM -> g.reshapeTo(kept).expandAs(x.shape());
            case MAX, MIN -> {
                var winners = x.eq(y.reshapeTo(kept)).cast(x.dtype());
                var count = Interpreter.run(new Reduce(Reduction.SUM, from, to, true), winners);
                yield winners.times(g.reshapeTo(kept).div(count));
            }
        };
    }

    private static @Nullable Tensor[] all(@Nullable Tensor... gradients) {
        return gradients;
    }
}
