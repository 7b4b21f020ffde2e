package hanshu.tensor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The operations of the reference vectors by their names there. */
final class Operations {
    private Operations() {}

    static Tensor of(Reference r, List<Tensor> x) {
        var a = x.getFirst();
        return switch (r.op()) {
            case "neg" -> a.neg();
            case "abs" -> a.abs();
            case "sign" -> a.sign();
            case "square" -> a.square();
            case "sqrt" -> a.sqrt();
            case "reciprocal" -> a.reciprocal();
            case "exp" -> a.exp();
            case "expm1" -> a.expm1();
            case "log" -> a.log();
            case "log1p" -> a.log1p();
            case "sin" -> a.sin();
            case "cos" -> a.cos();
            case "tan" -> a.tan();
            case "tanh" -> a.tanh();
            case "sigmoid" -> a.sigmoid();
            case "erf" -> a.erf();
            case "softplus" -> a.softplus();
            case "relu" -> a.relu();
            case "floor" -> a.floor();
            case "ceil" -> a.ceil();
            case "round" -> a.round();
            case "clamp" -> a.clamp(r.number("min"), r.number("max"));
            case "powScalar" -> a.pow(r.number("exponent"));
            case "sum" -> a.sum(r.wholes("axes"), r.flag("keep"));
            case "mean" -> a.mean(r.wholes("axes"), r.flag("keep"));
            case "amax" -> a.max(r.wholes("axes"), r.flag("keep"));
            case "amin" -> a.min(r.wholes("axes"), r.flag("keep"));
            case "prod" -> prod(r, a);
            case "var" -> var(r, a);
            case "std" -> var(r, a).sqrt();
            case "logSumExp" -> a.logSumExp(r.wholes("axes"), r.flag("keep"));
            case "norm" -> a.norm(r.wholes("axes"), r.flag("keep"));
            case "argmax" -> kept(r, a.argmax(r.wholes("axes")[0]));
            case "argmin" -> kept(r, a.argmin(r.wholes("axes")[0]));
            case "softmax" -> a.softmax(r.whole("axis"));
            case "logSoftmax" -> a.logSoftmax(r.whole("axis"));
            case "cumsum" -> a.cumsum(r.whole("axis"));
            case "cumprod" -> a.cumprod(r.whole("axis"));
            case "cummax" -> a.cummax(r.whole("axis"));
            case "sort" -> a.sort(r.whole("axis"), r.flag("descending"));
            case "argsort" -> a.argsort(r.whole("axis"), r.flag("descending"));
            case "topk" -> topK(r, a).values();
            case "topkIndices" -> topK(r, a).indices();
            case "permute" -> a.permute(r.wholes("order")).square();
            case "transpose" -> a.transpose(r.whole("first"), r.whole("second")).square();
            case "reshape" ->
                (r.flag("transposed") ? a.transpose() : a)
                        .reshape(r.wholes("shape"))
                        .square();
            case "broadcast" -> a.expand(r.wholes("shape")).square();
            case "slice" -> slice(r, a).square();
            case "flip" -> flip(r, a).square();
            case "split" ->
                a.split(r.whole("parts"), r.whole("axis")).get(r.whole("part")).square();
            case "concat" ->
                Tensor.concat(r.whole("axis"), x.toArray(Tensor[]::new)).square();
            case "stack" ->
                Tensor.stack(r.whole("axis"), x.toArray(Tensor[]::new)).square();
            case "pad" -> pad(r, a).square();
            case "fft", "fftReal", "ifft", "rfft", "irfft", "fftn", "ifftn", "rfftn", "irfftn" -> Transforms.of(r, a);
            case "einsum" ->
                Einsum.of(r.text("formula"), x.toArray(Tensor[]::new)).square();
            default -> x.size() == 1 ? MatrixOperations.of(r, a) : ofSeveral(r, x, a, x.get(1));
        };
    }

    private static Tensor ofSeveral(Reference r, List<Tensor> x, Tensor a, Tensor b) {
        return switch (r.op()) {
            case "plus" -> a.plus(b);
            case "minus" -> a.minus(b);
            case "times" -> a.times(b);
            case "div" -> a.div(b);
            case "pow" -> a.pow(b);
            case "max" -> a.maximum(b);
            case "min" -> a.minimum(b);
            case "less" -> a.lt(b);
            case "lessOrEqual" -> a.le(b);
            case "greater" -> a.gt(b);
            case "greaterOrEqual" -> a.ge(b);
            case "equal" -> a.eq(b);
            case "notEqual" -> a.ne(b);
            case "where" -> a.where(b, x.get(2));
            case "matmul" ->
                (r.flag("transposeLeft") ? a.transpose() : a).matmul(r.flag("transposeRight") ? b.transpose() : b);
            case "gather" -> a.gather(r.whole("axis"), b);
            case "indexSelect" -> a.take(r.whole("axis"), b);
            case "scatterAdd" -> a.plus(x.get(2).scatterAdd(r.whole("axis"), b, a.size(r.whole("axis"))));
            case "indexAdd" -> a.plus(x.get(2).addAt(r.whole("axis"), b, a.size(r.whole("axis"))));
            case "scatterReduce" -> scatter(r, a, b, x.get(2));
            case "segments" -> segments(r, a, b);
            case "solve" -> LinearAlgebra.solve(a, b);
            case "solveTriangular" -> LinearAlgebra.solveTriangular(a, b, r.flag("upper"));
            default -> throw new AssertionError("no operation is called " + r.op());
        };
    }

    private static Tensor prod(Reference r, Tensor x) {
        var product = x;
        var axes = IntStream.of(r.wholes("axes")).map(x.shape()::axis).sorted().toArray();
        for (int i = axes.length - 1; i >= 0; i--) {
            product = product.prod(axes[i]);
            product = r.flag("keep") ? product.unsqueeze(axes[i]) : product;
        }
        return product;
    }

    private static Tensor var(Reference r, Tensor x) {
        return x.var(r.wholes("axes"), r.whole("correction"), r.flag("keep"));
    }

    private static Tensor kept(Reference r, Tensor x) {
        return r.flag("keep") ? x.unsqueeze(r.wholes("axes")[0]) : x;
    }

    private static AlongAxis.Ordered topK(Reference r, Tensor x) {
        return x.topK(r.whole("k"), r.whole("axis"), r.flag("largest"));
    }

    private static Tensor scatter(Reference r, Tensor x, Tensor index, Tensor source) {
        var f = Scatter.Reduction.valueOf(r.text("reduction").toUpperCase(Locale.ROOT));
        return Scatter.reduce(f, x, r.whole("axis"), index, source, r.flag("includeSelf"));
    }

    private static Tensor segments(Reference r, Tensor x, Tensor index) {
        int n = r.whole("segments");
        return switch (r.text("reduction")) {
            case "sum" -> Segments.sum(x, index, n);
            case "mean" -> Segments.mean(x, index, n);
            case "prod" -> Segments.prod(x, index, n);
            case "max" -> Segments.max(x, index, n);
            case "min" -> Segments.min(x, index, n);
            default -> throw new AssertionError("no reduction is called " + r.text("reduction"));
        };
    }

    private static Tensor slice(Reference r, Tensor x) {
        int step = r.whole("step");
        int length = Math.abs(r.whole("stop") - r.whole("start"));
        int count = Math.ceilDiv(length, Math.abs(step));
        return x.slice(r.whole("axis"), r.whole("start"), step, count);
    }

    private static Tensor flip(Reference r, Tensor x) {
        var flipped = x;
        for (int axis : r.wholes("axes")) {
            flipped = flipped.flip(axis);
        }
        return flipped;
    }

    private static Tensor pad(Reference r, Tensor x) {
        var padded = x;
        for (int axis = 0; axis < x.rank(); axis++) {
            padded = padded.pad(axis, r.wholes("before")[axis], r.wholes("after")[axis], r.number("value"));
        }
        return padded;
    }
}
