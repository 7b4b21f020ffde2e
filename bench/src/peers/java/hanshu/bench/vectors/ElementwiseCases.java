package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.f64;
import static hanshu.bench.vectors.Array.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Functions of each element: of one tensor, and of two or three that are broadcast to one shape. */
final class ElementwiseCases {
    private ElementwiseCases() {}

    /** A function of one number and the interval on which it is drawn. */
    private record Unary(String op, double low, double high, UnaryOperator<Tensor> f) {}

    private static final List<Unary> UNARY = List.of(
            new Unary("neg", -3, 3, Tensor::neg),
            new Unary("abs", -3, 3, Tensor::abs),
            new Unary("sign", -3, 3, Tensor::sign),
            new Unary("square", -3, 3, Tensor::square),
            new Unary("sqrt", 0.1, 9, Tensor::sqrt),
            new Unary("reciprocal", 0.2, 4, Tensor::reciprocal),
            new Unary("exp", -4, 3, Tensor::exp),
            new Unary("expm1", -4, 3, Tensor::expm1),
            new Unary("log", 0.05, 9, Tensor::log),
            new Unary("log1p", -0.9, 9, Tensor::log1p),
            new Unary("sin", -7, 7, Tensor::sin),
            new Unary("cos", -7, 7, Tensor::cos),
            new Unary("tan", -1.3, 1.3, Tensor::tan),
            new Unary("tanh", -4, 4, Tensor::tanh),
            new Unary("sigmoid", -6, 6, Tensor::sigmoid),
            new Unary("erf", -3, 3, Tensor::erf),
            new Unary("softplus", -6, 6, torch::softplus),
            new Unary("relu", -3, 3, Tensor::relu),
            new Unary("floor", -3, 3, Tensor::floor),
            new Unary("ceil", -3, 3, Tensor::ceil),
            new Unary("round", -3, 3, Tensor::round));

    static VectorFile unary() {
        var file = new VectorFile();
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put("scalar", shape());
        shapes.put("odd row", shape(17));
        shapes.put("odd block", shape(3, 1, 5));
        shapes.put("zero-size axis", shape(2, 0));
        for (var unary : UNARY) {
            shapes.forEach((name, shape) -> file.add(
                    unary.op,
                    name,
                    Map.of(),
                    List.of(Draw.of(unary.op, name).uniform(unary.low, unary.high, shape)),
                    x -> unary.f.apply(x[0])));
        }
        var small = f64(shape(6), 0x1p-20, -0x1p-20, 0x1p-12, -0x1p-12, 0x1p-6, -0x1p-6);
        for (var op : List.of("expm1", "sin", "tan", "tanh", "erf", "log1p", "sigmoid", "softplus")) {
            file.add(op, "near zero", Map.of(), List.of(small), x -> function(op).apply(x[0]));
        }
        var large = f64(shape(8), -40, -15, -9.5, -6.25, 6.25, 9.5, 15, 40);
        for (var op : List.of("tanh", "sigmoid", "softplus", "erf")) {
            file.add(op, "tails", Map.of(), List.of(large), x -> function(op).apply(x[0]));
        }
        var halves = f64(shape(9), -2.5, -1.5, -0.5, 0, 0.5, 1.5, 2.5, 3.5, 4.5);
        for (var op : List.of("round", "floor", "ceil", "sign")) {
            file.addValues(op, "halves", Map.of(), List.of(halves), x -> function(op).apply(x[0]));
        }
        var zero = f64(shape(3), -1, 0, 1);
        for (var op : List.of("abs", "relu", "square", "sign")) {
            file.add(op, "at zero", Map.of(), List.of(zero), x -> function(op).apply(x[0]));
        }
        return file;
    }

    private static UnaryOperator<Tensor> function(String op) {
        return UNARY.stream().filter(u -> u.op.equals(op)).findFirst().orElseThrow().f;
    }

    /** Pairs of shapes: every kind of broadcasting. */
    private static Map<String, long[][]> pairs() {
        var pairs = new LinkedHashMap<String, long[][]>();
        pairs.put("same shape", new long[][] {{3, 5}, {3, 5}});
        pairs.put("two scalars", new long[][] {{}, {}});
        pairs.put("scalar on the left", new long[][] {{}, {2, 3}});
        pairs.put("scalar on the right", new long[][] {{2, 3}, {}});
        pairs.put("row", new long[][] {{3, 7}, {7}});
        pairs.put("column", new long[][] {{3, 5}, {3, 1}});
        pairs.put("outer", new long[][] {{4, 1}, {1, 3}});
        pairs.put("middle axis", new long[][] {{3, 1, 5}, {4, 1}});
        pairs.put("one-element axes", new long[][] {{1, 1}, {1}});
        pairs.put("zero-size axis", new long[][] {{2, 0}, {1, 1}});
        pairs.put("batch axis", new long[][] {{2, 3, 2}, {1, 3, 2}});
        return pairs;
    }

    static VectorFile binary() {
        var file = new VectorFile();
        pairs().forEach((name, pair) -> {
            arithmetic(file, "plus", name, pair, Tensor::add);
            arithmetic(file, "minus", name, pair, Tensor::sub);
            arithmetic(file, "times", name, pair, Tensor::mul);
            arithmetic(file, "max", name, pair, torch::maximum);
            arithmetic(file, "min", name, pair, torch::minimum);
            var draw = Draw.of("div", name);
            file.add(
                    "div",
                    name,
                    Map.of(),
                    List.of(draw.normal(pair[0]), draw.uniform(0.25, 4, pair[1])),
                    x -> x[0].div(x[1]));
            var powers = Draw.of("pow", name);
            file.add(
                    "pow",
                    name,
                    Map.of(),
                    List.of(powers.uniform(0.25, 3, pair[0]), powers.uniform(-2.5, 2.5, pair[1])),
                    x -> x[0].pow(x[1]));
        });
        for (var op : List.of("max", "min")) {
            var ties = List.of(f64(shape(4), 1, 2, 3, 0), f64(shape(4), 1, 3, 2, 0));
            file.add(
                    op,
                    "ties",
                    Map.of(),
                    ties,
                    x -> op.equals("max") ? torch.maximum(x[0], x[1]) : torch.minimum(x[0], x[1]));
        }
        for (var exponent : new double[] {2, 3, 0.5, -1, -2, 1.5}) {
            var name = "exponent " + exponent;
            var low = exponent == Math.rint(exponent) && exponent > 0 ? -3 : 0.25;
            file.add(
                    "powScalar",
                    name,
                    Map.of("exponent", exponent),
                    List.of(Draw.of("powScalar", name).uniform(low, 3, 7)),
                    x -> x[0].pow(new Scalar(exponent)));
        }
        comparisons(file);
        where(file);
        return file;
    }

    private static void arithmetic(VectorFile file, String op, String name, long[][] pair, BinaryOperator<Tensor> f) {
        var inputs = Draw.of(op, name).distinct(pair[0], pair[1]);
        file.add(op, name, Map.of(), inputs, x -> f.apply(x[0], x[1]));
    }

    private static void comparisons(VectorFile file) {
        var operators = new LinkedHashMap<String, BinaryOperator<Tensor>>();
        operators.put("less", Tensor::lt);
        operators.put("lessOrEqual", Tensor::le);
        operators.put("greater", Tensor::gt);
        operators.put("greaterOrEqual", Tensor::ge);
        operators.put("equal", Tensor::eq);
        operators.put("notEqual", Tensor::ne);
        operators.forEach((op, f) -> {
            var draw = Draw.of(op, "row");
            var x = draw.distinct(shape(3, 5), shape(5));
            file.addValues(op, "row", Map.of(), x, t -> f.apply(t[0], t[1]));
            var outer = draw.distinct(shape(4, 1), shape(1, 3));
            file.addValues(op, "outer", Map.of(), outer, t -> f.apply(t[0], t[1]));
            var nan = Double.NaN;
            var infinity = Double.POSITIVE_INFINITY;
            var special = List.of(
                    f64(shape(9), 1, 1, 2, nan, 1, nan, infinity, -infinity, 0.0),
                    f64(shape(9), 1, 2, 1, 1, nan, nan, infinity, infinity, -0.0));
            file.addValues(op, "ties, NaN and infinity", Map.of(), special, t -> f.apply(t[0], t[1]));
        });
    }

    private static void where(VectorFile file) {
        var shapes = new LinkedHashMap<String, long[][]>();
        shapes.put("same shape", new long[][] {{3, 5}, {3, 5}, {3, 5}});
        shapes.put("scalar branches", new long[][] {{2, 3}, {}, {}});
        shapes.put("row condition", new long[][] {{5}, {3, 5}, {3, 1}});
        shapes.put("outer", new long[][] {{4, 1}, {1, 3}, {}});
        shapes.put("zero-size axis", new long[][] {{0, 3}, {3}, {1, 3}});
        shapes.forEach((name, s) -> {
            var draw = Draw.of("where", name);
            var inputs = List.of(draw.mask(s[0]), draw.normal(s[1]), draw.normal(s[2]));
            file.add("where", name, Map.of(), inputs, x -> torch.where(x[0], x[1], x[2]));
        });
    }
}
