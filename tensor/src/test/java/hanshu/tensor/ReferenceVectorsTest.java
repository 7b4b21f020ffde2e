package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation gives the values, gradients and Hessian-vector products of PyTorch. */
class ReferenceVectorsTest {
    private static final List<String> FILES = List.of(
            "unary.jsonl",
            "binary.jsonl",
            "reductions.jsonl",
            "order.jsonl",
            "matmul.jsonl",
            "indices.jsonl",
            "layout.jsonl",
            "special.jsonl");

    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        return tests(DType.F64, new Close(1e-9, 1e-13));
    }

    /** The inputs are exact in F32, so that what may differ is the rounding of the operation: some units of it. */
    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(DType.F32, new Close(32 * Math.ulp(1f), 2 * Math.ulp(1f)));
    }

    private static Stream<DynamicTest> tests(DType dtype, Close close) {
        return FILES.stream()
                .flatMap(file -> Reference.read(file).stream())
                .map(reference -> dynamicTest(reference.toString(), () -> check(reference, dtype, close)));
    }

    private static void check(Reference reference, DType dtype, Close close) {
        var x = reference.inputs(dtype);
        var y = Operations.of(reference, x);
        var expected = reference.output();
        assertThat(y.shape()).isEqualTo(expected.shape());
        assertThat(y.dtype()).isEqualTo(expected.dtype() == DType.F64 ? dtype : expected.dtype());
        close.check(reference + ", output", y.toDoubles(), as(dtype, expected));
        if (!reference.hasDerivatives()) {
            return;
        }
        var wrt = new ArrayList<Tensor>();
        var directions = new ArrayList<Tensor>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).isTracked()) {
                wrt.add(x.get(i));
                directions.add(reference.direction(i, x.get(i)));
                places.add(i);
            }
        }
        var s = y.times(reference.weights(dtype)).sum();
        var gradients = Gradients.grad(s, wrt);
        var products = Gradients.hessianVector(s, wrt, directions);
        for (int i = 0; i < wrt.size(); i++) {
            int place = places.get(i);
            int count = wrt.get(i).count();
            close.check(
                    reference + ", gradient of input " + place,
                    gradients.get(i).toDoubles(),
                    reference.gradient(place, count));
            close.check(
                    reference + ", H·v of input " + place,
                    products.get(i).toDoubles(),
                    reference.hessianVector(place, count));
        }
    }

    /** What is too large or too small for a type is infinity or zero in it. */
    private static double[] as(DType dtype, Tensor expected) {
        var values = expected.toDoubles();
        return dtype == DType.F32
                ? Arrays.stream(values).map(value -> (float) value).toArray()
                : values;
    }
}
