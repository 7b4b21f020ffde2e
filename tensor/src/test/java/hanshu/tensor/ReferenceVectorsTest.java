package hanshu.tensor;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation gives the values, gradients and Hessian-vector products of PyTorch. */
public class ReferenceVectorsTest {
    private static final List<String> FILES = List.of(
            "unary.jsonl",
            "binary.jsonl",
            "reductions.jsonl",
            "order.jsonl",
            "matmul.jsonl",
            "indices.jsonl",
            "layout.jsonl",
            "fourier.jsonl",
            "matrices.jsonl",
            "einsum.jsonl",
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
                .map(r -> dynamicTest(r.toString(), () -> r.check(x -> Operations.of(r, x), dtype, close)));
    }
}
