package hanshu.nn.attention;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.Activation;
import hanshu.nn.LayerNorm;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Attention and the layers of the Transformer give the values, gradients and Hessian-vector products of PyTorch. */
class AttentionVectorsTest {
    private static final Pass PASS = Pass.evaluation();

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
        return Reference.read("attention.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Optional<Tensor> mask(Reference r, List<Tensor> x) {
        if (r.flag("causal")) {
            return Optional.of(AttentionMask.causal(x.getFirst().size(-2)));
        }
        if (r.has("lengths")) {
            var lengths = r.wholes("lengths");
            return Optional.of(AttentionMask.padding(
                    Tensor.of(lengths, lengths.length), x.getFirst().size(1)));
        }
        boolean given =
                x.size() == 4 && List.of("scaledDotProduct", "groupedQueries").contains(r.op());
        return given ? Optional.of(x.get(3)) : Optional.empty();
    }

    private static Tensor value(Reference r, List<Tensor> x) {
        var mask = mask(r, x);
        return switch (r.op()) {
            case "scaledDotProduct" -> Attention.scaledDotProduct(x.get(0), x.get(1), x.get(2), mask);
            case "groupedQueries" -> groupedQueries(x.get(0), x.get(1), x.get(2), mask);
            case "additive" ->
                new AdditiveAttention(withoutBias(x.get(2)), withoutBias(x.get(3)), x.get(4))
                        .attend(x.get(0), x.get(1), mask, PASS);
            case "multiplicative" ->
                new MultiplicativeAttention(withoutBias(x.get(2))).attend(x.get(0), x.get(1), mask, PASS);
            case "multiHead" ->
                attention(r.whole("heads"), x, 2).attend(x.get(0), r.flag("cross") ? x.get(1) : x.get(0), mask, PASS);
            case "rotary" ->
                new Rotary(r.flag("halves") ? Rotary.Pairs.HALVES : Rotary.Pairs.NEIGHBOURS, r.number("base"))
                        .turn(x.getFirst(), r.whole("from"));
            case "encoderLayer" ->
                new TransformerEncoderLayer(attention(2, x, 1), addNorm(r, x, 9), feedForward(x, 11), addNorm(r, x, 15))
                        .apply(x.getFirst(), mask, PASS);
            case "decoderLayer" ->
                new TransformerDecoderLayer(
                                attention(2, x, 2),
                                addNorm(r, x, 10),
                                attention(2, x, 12),
                                addNorm(r, x, 20),
                                feedForward(x, 22),
                                addNorm(r, x, 26))
                        .apply(x.get(0), x.get(1), mask, Optional.empty(), PASS);
            default -> throw new AssertionError("no attention is called " + r.op());
        };
    }

    /** The heads themselves, by a layer whose projections change nothing: (batch, heads, time, width). */
    private static Tensor groupedQueries(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask) {
        int groups = k.size(1);
        return Attention.scaledDotProduct(
                        q.reshape(q.size(0), groups, q.size(1) / groups, q.size(2), q.size(3)),
                        k.unsqueeze(2),
                        v.unsqueeze(2),
                        mask)
                .reshape(q.size(0), q.size(1), q.size(2), v.size(3));
    }

    private static Linear withoutBias(Tensor weight) {
        return new Linear(weight, Optional.empty());
    }

    private static Linear linear(List<Tensor> x, int at) {
        return new Linear(x.get(at), x.get(at + 1));
    }

    private static MultiHeadAttention attention(int heads, List<Tensor> x, int at) {
        return new MultiHeadAttention(
                linear(x, at),
                linear(x, at + 2),
                linear(x, at + 4),
                linear(x, at + 6),
                heads,
                heads,
                Optional.empty(),
                0);
    }

    private static FeedForward feedForward(List<Tensor> x, int at) {
        return new FeedForward(linear(x, at), Activation.RELU, linear(x, at + 2), 0);
    }

    private static AddNorm addNorm(Reference r, List<Tensor> x, int at) {
        return new AddNorm(new LayerNorm(x.get(at), x.get(at + 1), 1e-5), r.flag("normFirst"), 0);
    }
}
