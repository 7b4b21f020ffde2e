package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a file of reference vectors, computed by PyTorch in F64. Most are a function f at a point x, with the
 * gradient of s = Σ w∘f(x) and the product of the Hessian of s with v, unless the case is of values alone.
 */
public record Reference(JsonNode line) {
    public static List<Reference> read(String file) {
        var json = JsonMapper.shared();
        var references = new ArrayList<Reference>();
        try (var in = Objects.requireNonNull(Reference.class.getResourceAsStream("/vectors/" + file), file);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> references.add(new Reference(json.readTree(line))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return references;
    }

    /** PyTorch's own errors in float32, times this, are allowed in F32. */
    private static final double FACTOR = 20;

    /** Its error may by chance be next to nothing: this many units of rounding of the largest number are allowed. */
    private static final double FLOOR = 4;

    /** How near an array must be: the field of the line that it is in, its place there, and what is expected. */
    @FunctionalInterface
    private interface Nearness {
        Close of(String field, int place, double[] expected);
    }

    /** That f has the values, gradients and Hessian-vector products of the reference, computed in F32 or F64. */
    public void check(Function<List<Tensor>, Tensor> f, DType dtype, Close close) {
        check(f, dtype, (field, place, expected) -> close);
    }

    /** The same in F32, where each array may be as far from PyTorch's F64 as 20 times what PyTorch's own float32 is. */
    public void checkSingle(Function<List<Tensor>, Tensor> f) {
        check(f, DType.F32, this::single);
    }

    private Close single(String field, int place, double[] expected) {
        if (!line.path("output").path("dtype").asString().equals("f64")) {
            return new Close(0, 0); // whole numbers and masks
        }
        assertThat(line.has("float32")).as("%s has errors in float32", this).isTrue();
        var errors = line.path("float32").path(field);
        var error = field.equals("output") ? errors : errors.path(place).path(0);
        return Close.within(FACTOR * error.asDouble(0), FLOOR * Math.ulp(1f), expected);
    }

    private void check(Function<List<Tensor>, Tensor> f, DType dtype, Nearness near) {
        var x = inputs(dtype);
        var y = f.apply(x);
        var expected = tensor(line.path("output"));
        assertThat(y.shape()).isEqualTo(expected.shape());
        assertThat(y.dtype()).isEqualTo(expected.dtype() == DType.F64 ? dtype : expected.dtype());
        check(near, "output", 0, y.toDoubles(), as(dtype, expected));
        if (!line.has("weights")) {
            return;
        }
        var wrt = x.stream().filter(Tensor::isTracked).toList();
        var places = places(x);
        var directions =
                places.stream().map(i -> like(x.get(i), line.path("v").path(i))).toList();
        var s = y.times(like(y, line.path("weights"))).sum();
        var gradients = Gradients.grad(s, wrt);
        var products = Gradients.hessianVector(s, wrt, directions);
        for (int i = 0; i < wrt.size(); i++) {
            int place = places.get(i);
            int count = wrt.get(i).count();
            for (var field : List.of("grads", "hvp")) {
                var actual = (field.equals("grads") ? gradients : products).get(i);
                check(
                        near,
                        field,
                        place,
                        actual.toDoubles(),
                        orZeros(line.path(field).path(place), count));
            }
        }
    }

    private void check(Nearness near, String field, int place, double[] actual, double[] expected) {
        near.of(field, place, expected).check(this + ", " + field + " " + place, actual, expected);
    }

    /** The inputs, floats as the type asked for and tracked. */
    private List<Tensor> inputs(DType dtype) {
        var inputs = new ArrayList<Tensor>();
        for (var input : line.path("inputs")) {
            var x = tensor(input);
            inputs.add(x.dtype() == DType.F64 ? x.cast(dtype).tracked() : x);
        }
        return inputs;
    }

    private static List<Integer> places(List<Tensor> x) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).isTracked()) {
                places.add(i);
            }
        }
        return places;
    }

    private static Tensor like(Tensor x, JsonNode values) {
        return Tensor.of(doubles(values), x.shape().toArray()).cast(x.dtype());
    }

    /** The reference has no gradient where it is zero everywhere. */
    private static double[] orZeros(JsonNode values, int count) {
        return values.isNull() ? new double[count] : doubles(values);
    }

    /** What is too large or too small for a type is infinity or zero in it. */
    private static double[] as(DType dtype, Tensor expected) {
        var values = expected.toDoubles();
        return dtype == DType.F32
                ? Arrays.stream(values).map(value -> (float) value).toArray()
                : values;
    }

    // ---- reading a line

    public String op() {
        return line.path("op").asString();
    }

    @Override
    public String toString() {
        return op() + ": " + line.path("case").asString();
    }

    public boolean has(String param) {
        return line.path("params").has(param);
    }

    public String text(String param) {
        return param(param).asString();
    }

    public double number(String param) {
        return param(param).asDouble();
    }

    public int whole(String param) {
        return param(param).asInt();
    }

    public int[] wholes(String param) {
        return ints(param(param));
    }

    public double[] numbers(String param) {
        return doubles(param(param));
    }

    /** A switch, off where the case does not name it. */
    public boolean flag(String param) {
        return line.path("params").path(param).asBoolean(false);
    }

    private JsonNode param(String name) {
        assertThat(has(name)).as("%s has a parameter %s", this, name).isTrue();
        return line.path("params").path(name);
    }

    public static Tensor tensor(JsonNode array) {
        var shape = ints(array.path("shape"));
        var data = array.path("data");
        return switch (array.path("dtype").asString()) {
            case "f64" -> Tensor.of(doubles(data), shape);
            case "i64" -> {
                var values = new long[data.size()];
                Arrays.setAll(values, i -> data.get(i).asLong());
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
        Arrays.setAll(ints, i -> values.get(i).asInt());
        return ints;
    }

    /** Numbers; NaN and infinities are written as strings. */
    public static double[] doubles(JsonNode values) {
        var doubles = new double[values.size()];
        for (int i = 0; i < doubles.length; i++) {
            var value = values.get(i);
            doubles[i] = value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
        }
        return doubles;
    }
}
