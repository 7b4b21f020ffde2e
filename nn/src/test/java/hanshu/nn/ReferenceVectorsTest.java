package hanshu.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.loss.BinaryCrossEntropy;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.loss.GaussianNll;
import hanshu.nn.loss.Huber;
import hanshu.nn.loss.Loss;
import hanshu.nn.loss.Mae;
import hanshu.nn.loss.Mse;
import hanshu.nn.loss.Quantile;
import hanshu.nn.loss.Reduction;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every activation, layer and loss gives the values, gradients and Hessian-vector products of PyTorch. */
class ReferenceVectorsTest {
    private static final Close CLOSE = new Close(1e-9, 1e-13);

    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        return tests((r, f) -> r.check(f, DType.F64, CLOSE));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(Reference::checkSingle);
    }

    private static Stream<DynamicTest> tests(BiConsumer<Reference, Function<List<Tensor>, Tensor>> check) {
        return Stream.of(
                        tests("activations.jsonl", ReferenceVectorsTest::activation, check),
                        tests("activation_edges.jsonl", ReferenceVectorsTest::activation, check),
                        tests("layers.jsonl", ReferenceVectorsTest::layer, check),
                        tests("gated.jsonl", ReferenceVectorsTest::layer, check),
                        tests("losses.jsonl", ReferenceVectorsTest::loss, check),
                        tests("loss_edges.jsonl", ReferenceVectorsTest::loss, check))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> tests(
            String file,
            BiFunction<Reference, List<Tensor>, Tensor> value,
            BiConsumer<Reference, Function<List<Tensor>, Tensor>> check) {
        return Reference.read(file).stream()
                .map(r -> dynamicTest(r.toString(), () -> check.accept(r, x -> value.apply(r, x))));
    }

    private static Tensor activation(Reference r, List<Tensor> x) {
        return activation(r).apply(x.getFirst(), Pass.evaluation());
    }

    private static Layer activation(Reference r) {
        return switch (r.op()) {
            case "relu" -> Activation.RELU;
            case "leakyRelu" -> r.has("parameter") ? new LeakyRelu(r.number("parameter")) : Activation.LEAKY_RELU;
            case "elu" -> r.has("parameter") ? new Elu(r.number("parameter")) : Activation.ELU;
            case "gelu" -> Activation.GELU;
            case "geluTanh" -> Activation.GELU_TANH;
            case "silu" -> Activation.SILU;
            case "mish" -> Activation.MISH;
            case "sigmoid" -> Activation.SIGMOID;
            case "hardSigmoid" -> Activation.HARD_SIGMOID;
            case "tanh" -> Activation.TANH;
            case "softplus" -> Activation.SOFTPLUS;
            default -> throw new AssertionError("no activation is called " + r.op());
        };
    }

    private static Tensor layer(Reference r, List<Tensor> x) {
        return switch (r.op()) {
            case "linear" -> {
                var bias = x.size() == 3 ? Optional.of(x.get(2)) : Optional.<Tensor>empty();
                yield new Linear(x.get(1), bias).apply(x.getFirst(), Pass.evaluation());
            }
            case "gatedLinear" -> {
                var f = Activation.valueOf(r.text("f").toUpperCase(Locale.ROOT));
                var layer = new GatedLinear(new Linear(x.get(1), x.get(2)), new Linear(x.get(3), x.get(4)), f);
                yield layer.apply(x.getFirst(), Pass.evaluation());
            }
            case "layerNorm" ->
                new LayerNorm(x.get(1), x.get(2), r.number("eps")).apply(x.getFirst(), Pass.evaluation());
            case "embedding" ->
                new Embedding(x.getFirst(), OptionalInt.empty())
                        .apply(x.get(1), Pass.evaluation())
                        .square();
            case "groupNorm" ->
                new GroupNorm(x.get(1), x.get(2), r.whole("groups"), r.number("eps"))
                        .apply(x.getFirst(), Pass.evaluation());
            case "rmsNorm" -> new RmsNorm(x.get(1), r.number("eps")).apply(x.getFirst(), Pass.evaluation());
            case "weightNorm" ->
                new WeightNorm(new Linear(x.get(1), Optional.of(x.get(3))), x.get(2))
                        .apply(x.getFirst(), Pass.evaluation());
            case "spectralNorm" -> {
                var dtype = x.getFirst().dtype();
                var u = Tensor.of(r.numbers("u")).cast(dtype);
                var v = Tensor.of(r.numbers("v")).cast(dtype);
                yield new SpectralNorm(new Linear(x.get(1), Optional.of(x.get(2))), u, v)
                        .apply(x.getFirst(), Pass.evaluation());
            }
            case "embeddingBag" -> {
                var padding = r.whole("padding") < 0 ? OptionalInt.empty() : OptionalInt.of(r.whole("padding"));
                var mode = List.of(EmbeddingBag.Mode.SUM, EmbeddingBag.Mode.MEAN, EmbeddingBag.Mode.MAX)
                        .get(r.whole("mode"));
                yield new EmbeddingBag(x.get(0), mode, padding).apply(x.get(1), Pass.evaluation());
            }
            case "batchNorm", "batchNormRunningMean", "batchNormRunningVariance" -> batchNorm(r, x);
            default -> throw new AssertionError("no layer is called " + r.op());
        };
    }

    private static Tensor batchNorm(Reference r, List<Tensor> x) {
        var mean = Tensor.of(r.numbers("runningMean")).cast(x.getFirst().dtype());
        var variance = Tensor.of(r.numbers("runningVariance")).cast(x.getFirst().dtype());
        var layer = new BatchNorm(x.get(1), x.get(2), mean, variance, r.number("momentum"), r.number("eps"));
        var pass = r.flag("training") ? Pass.training(Key.of(1)) : Pass.evaluation();
        var y = layer.apply(x.getFirst(), pass);
        return switch (r.op()) {
            case "batchNormRunningMean" -> pass.updated(mean).orElseThrow();
            case "batchNormRunningVariance" -> pass.updated(variance).orElseThrow();
            default -> y;
        };
    }

    private static Tensor loss(Reference r, List<Tensor> x) {
        var reduction = Reduction.valueOf(r.text("reduction").toUpperCase(Locale.ROOT));
        Loss loss = switch (r.op()) {
            case "mse" -> new Mse(reduction);
            case "mae" -> new Mae(reduction);
            case "huber" -> new Huber(r.number("delta"), reduction);
            case "bceWithLogits" -> new BinaryCrossEntropy(reduction);
            case "crossEntropy" -> {
                var weights = r.has("classWeights")
                        ? Optional.of(Tensor.of(r.numbers("classWeights"))
                                .cast(x.getFirst().dtype()))
                        : Optional.<Tensor>empty();
                yield new CrossEntropy(r.number("smoothing"), weights, reduction);
            }
            case "quantile" -> new Quantile(List.of(r.number("quantile")), reduction);
            case "gaussianLogVariance", "gaussianVariance" -> new GaussianNll(1e-6, reduction);
            default -> throw new AssertionError("no loss is called " + r.op());
        };
        return switch (r.op()) {
            case "gaussianVariance" -> new GaussianNll(1e-6, reduction).ofMeanAndVariance(x.get(0), x.get(2), x.get(1));
            case "gaussianLogVariance" -> loss.of(Tensor.stack(-1, x.get(0), x.get(2)), x.get(1));
            case "quantile" -> {
                var y = loss.of(x.get(0).unsqueeze(-1), x.get(1)); // (…, 1): one level
                yield reduction == Reduction.NONE ? y.squeeze(-1) : y;
            }
            default -> loss.of(x.get(0), x.get(1));
        };
    }
}
