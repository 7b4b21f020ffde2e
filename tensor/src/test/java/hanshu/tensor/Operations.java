package hanshu.tensor;

import java.util.List;
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
            case "powScalar" -> a.pow(r.param("exponent").asDouble());
            case "sum" -> a.sum(r.numbers("axes"), r.flag("keep"));
            case "mean" -> a.mean(r.numbers("axes"), r.flag("keep"));
            case "amax" -> a.max(r.numbers("axes"), r.flag("keep"));
            case "amin" -> a.min(r.numbers("axes"), r.flag("keep"));
            case "prod" -> prod(r, a);
            case "var" -> var(r, a);
            case "std" -> var(r, a).sqrt();
            case "logSumExp" -> a.logSumExp(r.numbers("axes"), r.flag("keep"));
            case "norm" -> a.norm(r.numbers("axes"), r.flag("keep"));
            case "argmax" -> kept(r, a.argmax(r.numbers("axes")[0]));
            case "argmin" -> kept(r, a.argmin(r.numbers("axes")[0]));
            case "softmax" -> a.softmax(r.number("axis"));
            case "logSoftmax" -> a.logSoftmax(r.number("axis"));
            case "cumsum" -> a.cumsum(r.number("axis"));
            case "cumprod" -> a.cumprod(r.number("axis"));
            case "cummax" -> a.cummax(r.number("axis"));
            case "sort" -> a.sort(r.number("axis"), r.flag("descending"));
            case "argsort" -> a.argsort(r.number("axis"), r.flag("descending"));
            case "topk" -> topK(r, a);
            case "topkIndices" ->
                a.argsort(r.number("axis"), r.flag("largest")).slice(r.number("axis"), 0, r.number("k"));
            case "permute" -> a.permute(r.numbers("order")).square();
            case "transpose" ->
                a.transpose(r.number("first"), r.number("second")).square();
            case "reshape" ->
                (r.flag("transposed") ? a.transpose() : a)
                        .reshape(r.numbers("shape"))
                        .square();
            case "broadcast" -> a.expand(r.numbers("shape")).square();
            case "slice" -> slice(r, a).square();
            case "flip" -> flip(r, a).square();
            case "split" ->
                a.split(r.number("parts"), r.number("axis"))
                        .get(r.number("part"))
                        .square();
            case "concat" ->
                Tensor.concat(r.number("axis"), x.toArray(Tensor[]::new)).square();
            case "stack" ->
                Tensor.stack(r.number("axis"), x.toArray(Tensor[]::new)).square();
            case "pad" -> pad(r, a).square();
            default -> ofSeveral(r, x, a, x.get(1));
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
            case "gather" -> a.gather(r.number("axis"), b);
            case "indexSelect" -> a.take(r.number("axis"), b);
            case "scatterAdd" -> a.plus(x.get(2).scatterAdd(r.number("axis"), b, a.size(r.number("axis"))));
            case "indexAdd" -> a.plus(x.get(2).addAt(r.number("axis"), b, a.size(r.number("axis"))));
            default -> throw new AssertionError("no operation is called " + r.op());
        };
    }

    private static Tensor prod(Reference r, Tensor x) {
        var product = x;
        var axes = IntStream.of(r.numbers("axes")).map(x.shape()::axis).sorted().toArray();
        for (int i = axes.length - 1; i >= 0; i--) {
            product = product.prod(axes[i]);
            product = r.flag("keep") ? product.unsqueeze(axes[i]) : product;
        }
        return product;
    }

    private static Tensor var(Reference r, Tensor x) {
        return x.var(r.numbers("axes"), r.number("correction"), r.flag("keep"));
    }

    private static Tensor kept(Reference r, Tensor x) {
        return r.flag("keep") ? x.unsqueeze(r.numbers("axes")[0]) : x;
    }

    private static Tensor topK(Reference r, Tensor x) {
        int axis = r.number("axis");
        int k = r.number("k");
        return r.flag("largest") ? x.topK(k, axis) : x.sort(axis, false).slice(axis, 0, k);
    }

    private static Tensor slice(Reference r, Tensor x) {
        int step = r.number("step");
        int length = Math.abs(r.number("stop") - r.number("start"));
        int count = Math.ceilDiv(length, Math.abs(step));
        return x.slice(r.number("axis"), r.number("start"), step, count);
    }

    private static Tensor flip(Reference r, Tensor x) {
        var flipped = x;
        for (int axis : r.numbers("axes")) {
            flipped = flipped.flip(axis);
        }
        return flipped;
    }

    private static Tensor pad(Reference r, Tensor x) {
        var padded = x;
        for (int axis = 0; axis < x.rank(); axis++) {
            padded = padded.pad(
                    axis,
                    r.numbers("before")[axis],
                    r.numbers("after")[axis],
                    r.param("value").asDouble());
        }
        return padded;
    }
}
