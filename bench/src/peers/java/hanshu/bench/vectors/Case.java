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
@JsonPropertyOrder({"op", "case", "params", "inputs", "output", "weights", "v", "grads", "hvp"})
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
        @JsonProperty("hvp") @Nullable List<double @Nullable []> hvp) {

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
        var tensors = inputs.stream().map(Array::tensor).toArray(Tensor[]::new);
        return new Case(op, name, params, inputs, Array.of(f.of(tensors)), null, null, null, null);
    }

    static Case derivatives(String op, String name, Map<String, Object> params, List<Array> inputs, Function f) {
        var tensors = inputs.stream().map(Array::tensor).toArray(Tensor[]::new);
        var variables = new ArrayList<Integer>();
        for (var i = 0; i < tensors.length; i++) {
            if (inputs.get(i).isFloat()) {
                tensors[i].set_requires_grad(true);
                variables.add(i);
            }
        }
        var draw = Draw.of(op, name + " weights");
        var output = f.of(tensors);
        var value = Array.of(output);
        var weights = draw.normal(value.shape());
        var x = variables.stream().map(i -> tensors[i]).toArray(Tensor[]::new);
        var v = variables.stream()
                .map(i -> draw.normal(inputs.get(i).shape()))
                .toList();
        var gradients = gradients(List.of(output), x, List.of(weights), true);
        var hvp = gradients(List.of(gradients), x, v, false);
        return new Case(
                op,
                name,
                params,
                inputs,
                value,
                weights.doubles(),
                spread(inputs, variables, v.stream().map(Array::doubles).toList()),
                spread(inputs, variables, doubles(gradients)),
                spread(inputs, variables, doubles(hvp)));
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

    private static List<double @Nullable []> spread(
            List<Array> inputs, List<Integer> variables, List<double @Nullable []> values) {
        var spread = new ArrayList<double @Nullable []>();
        for (var i = 0; i < inputs.size(); i++) {
            var place = variables.indexOf(i);
            spread.add(place < 0 ? null : values.get(place));
        }
        return spread;
    }
}
