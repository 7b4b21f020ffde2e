package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a file of reference vectors, computed by PyTorch in F64. Most are a function f at a point x, with the
 * gradient of s = Σ w∘f(x) and the product of the Hessian of s with v, unless the case is of values alone.
 */
record Reference(JsonNode line) {
    static List<Reference> read(String file) {
        var json = JsonMapper.shared();
        var references = new ArrayList<Reference>();
        try (var in = Objects.requireNonNull(Reference.class.getResourceAsStream("/vectors/" + file), file);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> references.add(new Reference(json.readTree(line))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return references;
    }

    String op() {
        return line.path("op").asString();
    }

    @Override
    public String toString() {
        return op() + ": " + line.path("case").asString();
    }

    JsonNode param(String name) {
        var value = line.path("params").path(name);
        assertThat(value.isMissingNode()).as("parameter %s is missing", name).isFalse();
        return value;
    }

    boolean flag(String name) {
        return line.path("params").path(name).asBoolean(false);
    }

    double real(String name) {
        return param(name).asDouble();
    }

    boolean has(String name) {
        return line.path("params").has(name);
    }

    /** A list of numbers that is a parameter of the case. */
    Tensor vector(String name) {
        var values = doubles(param(name));
        return Tensor.of(values, values.length);
    }

    /** A list of numbers that stands in the line itself. */
    double[] series(String name) {
        return doubles(line.path(name));
    }

    /** The inputs, floats tracked. */
    List<Tensor> inputs() {
        var inputs = new ArrayList<Tensor>();
        for (var input : line.path("inputs")) {
            var x = tensor(input);
            inputs.add(x.dtype() == DType.F64 ? x.tracked() : x);
        }
        return inputs;
    }

    Tensor output() {
        return tensor(line.path("output"));
    }

    boolean hasDerivatives() {
        return line.has("weights");
    }

    Tensor weights() {
        return Tensor.of(doubles(line.path("weights")), output().shape().toArray());
    }

    /** The direction v for an input. */
    Tensor direction(int input, Tensor like) {
        return Tensor.of(doubles(line.path("v").path(input)), like.shape().toArray());
    }

    /** The expected gradient of an input; zeros where the reference has none. */
    double[] gradient(int input, int count) {
        return orZeros(line.path("grads").path(input), count);
    }

    /** The expected part of H·v of an input; zeros where the reference has none. */
    double[] hessianVector(int input, int count) {
        return orZeros(line.path("hvp").path(input), count);
    }

    private static double[] orZeros(JsonNode values, int count) {
        return values.isNull() ? new double[count] : doubles(values);
    }

    static Tensor tensor(JsonNode array) {
        var shape = ints(array.path("shape"));
        var data = array.path("data");
        return switch (array.path("dtype").asString()) {
            case "f64" -> Tensor.of(doubles(data), shape);
            case "i64" -> {
                var values = new long[data.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = data.get(i).asLong();
                }
                yield Tensor.of(values, shape);
            }
            case "bool" -> {
                var values = new boolean[data.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = data.get(i).asBoolean();
                }
                yield Tensor.of(values, shape);
            }
            default -> throw new AssertionError("dtype of " + array);
        };
    }

    private static int[] ints(JsonNode values) {
        var ints = new int[values.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = values.get(i).asInt();
        }
        return ints;
    }

    static double[] doubles(JsonNode values) {
        var doubles = new double[values.size()];
        for (int i = 0; i < doubles.length; i++) {
            var value = values.get(i);
            doubles[i] = value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
        }
        return doubles;
    }
}
