package hanshu.tensor;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Consumer;
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
            "groups.jsonl",
            "fourier.jsonl",
            "matrices.jsonl",
            "einsum.jsonl",
            "special.jsonl",
            "edges.jsonl");

    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        var close = new Close(1e-9, 1e-13);
        return tests(r -> r.check(x -> Operations.of(r, x), DType.F64, close));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(r -> r.checkSingle(x -> Operations.of(r, x)));
    }

    private static Stream<DynamicTest> tests(Consumer<Reference> check) {
        return FILES.stream()
                .flatMap(file -> Reference.read(file).stream())
                .map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }
}
