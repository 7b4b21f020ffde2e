package hanshu.bench.vectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One line of a vector file: a function f at a point x, with the gradient of s = Σ w∘f(x) for fixed random weights w and
 * the product of the Hessian of s with fixed random directions v, both with regard to each float input.
 *
 * @param grads one array per input, null where s does not depend on the input or the input is not a float
 * @param hvp the gradient of Σ v∘∇s; null where the gradient does not depend on the input
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"op", "case", "params", "inputs", "output", "weights", "v", "grads", "hvp", "float32"})
@SuppressWarnings("ArrayRecordComponent") // written and forgotten: never compared, never shared
record Case(
        @JsonProperty("op") String op,
        @JsonProperty("case") String name,
        @JsonProperty("params") Map<String, Object> params,
        @JsonProperty("inputs") List<Array> inputs,
        @JsonProperty("output") Array output,
        @JsonProperty("weights") double @Nullable [] weights,
        @JsonProperty("v") @Nullable List<double @Nullable []> v,
        @JsonProperty("grads") @Nullable List<double @Nullable []> grads,
        @JsonProperty("hvp") @Nullable List<double @Nullable []> hvp,
        @JsonProperty("float32") @Nullable Float32 float32) {

    /** How far the same computation in float32 is from that in F64: the largest difference in each array. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Float32(
            @JsonProperty("output") double output,
            @JsonProperty("grads") @Nullable List<double @Nullable []> grads,
            @JsonProperty("hvp") @Nullable List<double @Nullable []> hvp) {}

    /** The function of a case, in the reference's operations. */
    @FunctionalInterface
    interface Function {
        Tensor of(Tensor... inputs);
    }

    Case {
        params = new TreeMap<>(params);
    }

    /** A case of values alone: where the derivative does not exist, or is not what the case is about. */
    static Case values(String op, String name, Map<String, Object> params, List<Array> inputs, Function f) {
        var value = Array.of(f.of(tensors(inputs)));
        var single = Array.inSinglePrecision(() -> Array.of(f.of(tensors(inputs))));
        var float32 = value.isFloat() ? new Float32(error(single.doubles(), value.doubles()), null, null) : null;
        return new Case(op, name, params, inputs, value, null, null, null, null, float32);
    }

    static Case derivatives(String op, String name, Map<String, Object> params, List<Array> inputs, Function f) {
        var point = Point.of(op, name, inputs, f);
        var single = Array.inSinglePrecision(() -> Point.of(op, name, inputs, f));
        return new Case(
                op,
                name,
                params,
                inputs,
                point.value,
                point.weights.doubles(),
                spread(inputs, point.v.stream().map(Array::doubles).toList()),
                spread(inputs, point.gradients),
                spread(inputs, point.hvp),
                new Float32(
                        error(single.value.doubles(), point.value.doubles()),
                        spread(inputs, errors(single.gradients, point.gradients)),
                        spread(inputs, errors(single.hvp, point.hvp))));
    }

    /** What there is to know of f at x, for each float input. */
    private record Point(
            Array value,
            Array weights,
            List<Array> v,
            List<double @Nullable []> gradients,
            List<double @Nullable []> hvp) {
        static Point of(String op, String name, List<Array> inputs, Function f) {
            var tensors = tensors(inputs);
            var variables = new ArrayList<Array>();
            var x = new ArrayList<Tensor>();
            for (var i = 0; i < tensors.length; i++) {
                if (inputs.get(i).isFloat()) {
                    tensors[i].set_requires_grad(true);
                    variables.add(inputs.get(i));
                    x.add(tensors[i]);
                }
            }
            var draw = Draw.of(op, name + " weights");
            var output = f.of(tensors);
            var value = Array.of(output);
            var weights = draw.normal(value.shape());
            var v = variables.stream().map(input -> draw.normal(input.shape())).toList();
            var gradients = Case.gradients(List.of(output), x.toArray(Tensor[]::new), List.of(weights), true);
            var hvp = Case.gradients(List.of(gradients), x.toArray(Tensor[]::new), v, false);
            return new Point(value, weights, v, Case.doubles(gradients), Case.doubles(hvp));
        }
    }

    private static Tensor[] tensors(List<Array> inputs) {
        return inputs.stream().map(Array::tensor).toArray(Tensor[]::new);
    }

    /** The largest difference where both are finite. */
    private static double error(double[] single, double[] exact) {
        var largest = 0.0;
        for (var i = 0; i < exact.length; i++) {
            var difference = Math.abs(single[i] - exact[i]);
            if (difference < Double.POSITIVE_INFINITY) largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static List<double @Nullable []> errors(
            List<double @Nullable []> single, List<double @Nullable []> exact) {
        var errors = new ArrayList<double @Nullable []>();
        for (var i = 0; i < exact.size(); i++) {
            var a = single.get(i);
            var b = exact.get(i);
            errors.add(a == null || b == null ? null : new double[] {error(a, b)});
        }
        return errors;
    }

    /** The gradients of Σᵢ Σ directionᵢ∘yᵢ; an undefined tensor where there is none. */
    private static Tensor[] gradients(List<Tensor> y, Tensor[] x, List<Array> directions, boolean again) {
        var outputs = new TensorVector();
        var seeds = new TensorVector();
        for (var i = 0; i < y.size(); i++) {
            if (y.get(i).defined() && y.get(i).requires_grad()) {
                outputs.push_back(y.get(i));
                seeds.push_back(directions.get(i).tensor());
            }
        }
        if (outputs.size() == 0) {
            var none = new Tensor[x.length];
            Arrays.setAll(none, i -> new Tensor());
            return none;
        }
        return torch.grad(outputs, new TensorVector(x), seeds, new BoolOptional(true), again, true)
                .get();
    }

    private static List<double @Nullable []> doubles(Tensor[] tensors) {
        var values = new ArrayList<double @Nullable []>();
        for (var tensor : tensors) values.add(tensor.defined() ? Array.of(tensor).doubles() : null);
        return values;
    }

    private static List<double @Nullable []> spread(List<Array> inputs, List<double @Nullable []> values) {
        var spread = new ArrayList<double @Nullable []>();
        var next = values.iterator();
        for (var input : inputs) spread.add(input.isFloat() ? next.next() : null);
        return spread;
    }
}
