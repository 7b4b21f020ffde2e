package hanshu.nn.sequence;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.loss.Ctc;
import hanshu.nn.loss.Reduction;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** CTC and the conditional random field give the values, gradients and Hessian-vector products of their definitions. */
class SequenceVectorsTest {
    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        var close = new Close(1e-9, 1e-12);
        return tests(r -> r.check(x -> value(r, x), DType.F64, close));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(r -> r.checkSingle(x -> value(r, x)));
    }

    private static Stream<DynamicTest> tests(Consumer<Reference> check) {
        return Reference.read("sequence.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Tensor value(Reference r, List<Tensor> x) {
        var scores = x.getFirst();
        return switch (r.op()) {
            case "crf" ->
                new LinearChainCrf(x.get(1), x.get(2), x.get(3))
                        .logLikelihood(scores, rows(r, "tags", scores.size(0)), vector(r, "lengths"));
            case "ctc" ->
                new Ctc(
                                r.whole("blank"),
                                r.flag("zeroInfinity"),
                                Reduction.valueOf(r.text("reduction").toUpperCase(Locale.ROOT)))
                        .of(scores, rows(r, "labels", scores.size(0)), vector(r, "times"), vector(r, "counts"));
            default -> throw new AssertionError("no case is called " + r.op());
        };
    }

    private static Tensor vector(Reference r, String param) {
        return Tensor.of(r.wholes(param), r.wholes(param).length);
    }

    private static Tensor rows(Reference r, String param, int rows) {
        return vector(r, param).reshape(rows, -1);
    }
}
