package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.bool;
import static hanshu.bench.vectors.Array.f64;
import static hanshu.bench.vectors.Array.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What becomes of NaN, infinities, zeros of both signs and values out of a function's domain; values alone. */
final class SpecialValueCases {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final String NAME = "special values";

    private SpecialValueCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        var points = List.of(f64(shape(10), NAN, INF, -INF, 0.0, -0.0, 1, -1, 800, -800, 0x1p-130));
        var unary = new LinkedHashMap<String, UnaryOperator<Tensor>>();
        unary.put("neg", Tensor::neg);
        unary.put("abs", Tensor::abs);
        unary.put("sign", x -> torch.where(x.isnan(), x, x.sign())); // the reference makes 0 of NaN, which hides it
        unary.put("square", Tensor::square);
        unary.put("sqrt", Tensor::sqrt);
        unary.put("reciprocal", Tensor::reciprocal);
        unary.put("exp", Tensor::exp);
        unary.put("expm1", Tensor::expm1);
        unary.put("log", Tensor::log);
        unary.put("log1p", Tensor::log1p);
        unary.put("sin", Tensor::sin);
        unary.put("cos", Tensor::cos);
        unary.put("tan", Tensor::tan);
        unary.put("tanh", Tensor::tanh);
        unary.put("sigmoid", Tensor::sigmoid);
        unary.put("erf", Tensor::erf);
        unary.put("softplus", torch::softplus);
        unary.put("relu", Tensor::relu);
        unary.put("floor", Tensor::floor);
        unary.put("ceil", Tensor::ceil);
        unary.put("round", Tensor::round);
        unary.forEach((op, f) -> file.addValues(op, NAME, Map.of(), points, x -> f.apply(x[0])));
        var column = f64(shape(6, 1), NAN, INF, -INF, 0.0, -1.5, 2);
        var row = f64(shape(6), NAN, INF, -INF, 0.0, -2, 0.5);
        var binary = new LinkedHashMap<String, BinaryOperator<Tensor>>();
        binary.put("plus", Tensor::add);
        binary.put("minus", Tensor::sub);
        binary.put("times", Tensor::mul);
        binary.put("div", Tensor::div);
        binary.put("pow", Tensor::pow);
        binary.put("max", torch::maximum);
        binary.put("min", torch::minimum);
        binary.forEach((op, f) -> file.addValues(op, NAME, Map.of(), List.of(column, row), x -> f.apply(x[0], x[1])));
        var branches = List.of(bool(shape(4), true, false, true, false), f64(shape(), NAN), f64(shape(4), 1, 2, 3, INF));
        file.addValues("where", NAME, Map.of(), branches, x -> torch.where(x[0], x[1], x[2]));
        reductions(file);
        return file;
    }

    private static void reductions(VectorFile file) {
        var rows = List.of(f64(
                shape(7, 3),
                1, 2, NAN,
                1, INF, 2,
                1, -INF, 2,
                INF, -INF, 1,
                -INF, -INF, -INF,
                INF, INF, 1,
                NAN, INF, -INF));
        var last = shape(1);
        var params = Map.<String, Object>of("axes", last, "keep", false);
        file.addValues("sum", NAME, params, rows, x -> x[0].sum(last, false, new ScalarTypeOptional()));
        file.addValues("mean", NAME, params, rows, x -> x[0].mean(last, false, new ScalarTypeOptional()));
        file.addValues("prod", NAME, params, rows, x -> x[0].prod(1));
        file.addValues("amax", NAME, params, rows, x -> torch.amax(x[0], last, false));
        file.addValues("amin", NAME, params, rows, x -> torch.amin(x[0], last, false));
        file.addValues("logSumExp", NAME, params, rows, x -> torch.logsumexp(x[0], last, false));
        file.addValues("norm", NAME, params, rows, x ->
                torch.linalg_vector_norm(x[0], new Scalar(2), last, false, new ScalarTypeOptional()));
        var along = Map.<String, Object>of("axis", 1);
        file.addValues("softmax", NAME, along, rows, x -> x[0].softmax(1));
        file.addValues("logSoftmax", NAME, along, rows, x -> x[0].log_softmax(1));
        file.addValues("cumsum", NAME, along, rows, x -> x[0].cumsum(1));
        file.addValues("cumprod", NAME, along, rows, x -> x[0].cumprod(1));
        file.addValues("cummax", NAME, along, rows, x -> torch.cummax(x[0], 1).get0());
        var order = List.of(f64(shape(5), 2, NAN, -INF, INF, -1));
        for (var descending : new boolean[] {false, true}) {
            var how = Map.<String, Object>of("axis", 0, "descending", descending);
            var name = NAME + (descending ? ", descending" : "");
            file.addValues("sort", name, how, order, x -> torch.sort(x[0], 0, descending).get0());
        }
    }
}
