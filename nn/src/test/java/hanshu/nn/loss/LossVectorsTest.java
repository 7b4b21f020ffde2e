package hanshu.nn.loss;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Losses of labels, counts, areas, pairs and triplets give PyTorch's values, gradients and Hessian-vector products. */
class LossVectorsTest {
    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        var close = new Close(1e-9, 1e-13);
        return tests(r -> r.check(x -> loss(r, x), DType.F64, close));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(r -> r.checkSingle(x -> loss(r, x)));
    }

    private static Stream<DynamicTest> tests(Consumer<Reference> check) {
        return Stream.of("more_losses.jsonl", "more_loss_edges.jsonl")
                .flatMap(file -> Reference.read(file).stream())
                .map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Tensor loss(Reference r, List<Tensor> x) {
        var reduction = Reduction.valueOf(r.text("reduction").toUpperCase(Locale.ROOT));
        var weights =
                r.has("classWeights") ? Optional.of(Tensor.of(r.numbers("classWeights"))) : Optional.<Tensor>empty();
        var ignored = r.has("ignored") ? OptionalLong.of(r.whole("ignored")) : OptionalLong.empty();
        var a = x.get(0);
        return switch (r.op()) {
            case "nll" -> new Nll(weights, ignored, reduction).of(a.logSoftmax(-1), x.get(1));
            case "crossEntropyIgnoring" ->
                new CrossEntropy(r.number("smoothing"), weights, ignored, reduction).of(a, x.get(1));
            case "multiMargin" ->
                new MultiMargin(r.number("margin"), r.flag("squared"), weights, reduction).of(a, x.get(1));
            case "klDivergence" -> new KlDivergence(r.flag("log"), reduction).of(a, x.get(1));
            case "poisson" -> new Poisson(r.flag("log"), r.flag("full"), 1e-8, reduction).of(a, x.get(1));
            case "hinge" -> new Hinge(r.number("margin"), reduction).of(a, x.get(1));
            case "hingeEmbedding" ->
                new HingeEmbedding(r.number("margin"), reduction)
                        .of(a, signs(r, a.shape().toArray()));
            case "focal" -> new Focal(r.number("alpha"), r.number("gamma"), reduction).of(a, x.get(1));
            case "dice" -> new Dice(r.number("smooth"), reduction).of(a, x.get(1));
            case "marginRanking" -> new MarginRanking(r.number("margin"), reduction).of(a, x.get(1), x.get(2));
            case "cosineEmbedding" ->
                new CosineEmbedding(r.number("margin"), reduction).of(a, x.get(1), signs(r, a.size(0)));
            case "triplet" -> new Triplet(r.number("margin"), r.flag("swap"), reduction).of(a, x.get(1), x.get(2));
            case "infoNce" -> new Contrastive(r.number("temperature"), reduction).infoNce(a, x.get(1));
            case "ntXent" -> new Contrastive(r.number("temperature"), reduction).ntXent(a, x.get(1));
            default -> throw new AssertionError("no loss is called " + r.op());
        };
    }

    private static Tensor signs(Reference r, int... shape) {
        return Tensor.of(r.numbers("signs"), shape);
    }
}
