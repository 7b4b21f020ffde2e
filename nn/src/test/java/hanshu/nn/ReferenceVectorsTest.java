package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
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
import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every activation, layer and loss gives the values, gradients and Hessian-vector products of PyTorch, in F64. */
class ReferenceVectorsTest {
    private static final Close CLOSE = new Close(1e-9, 1e-13);

    @FunctionalInterface
    private interface Function {
        Tensor of(Reference reference, List<Tensor> x);
    }

    @TestFactory
    Stream<DynamicTest> activations() {
        return tests("activations.jsonl", (r, x) -> activation(r).apply(x.getFirst(), Pass.evaluation()));
    }

    @TestFactory
    Stream<DynamicTest> losses() {
        return tests("losses.jsonl", ReferenceVectorsTest::loss);
    }

    private static Stream<DynamicTest> tests(String file, Function f) {
        return Reference.read(file).stream().map(r -> dynamicTest(r.toString(), () -> check(r, f)));
    }

    private static void check(Reference r, Function f) {
        var x = r.inputs();
        var y = f.of(r, x);
        assertThat(y.shape()).isEqualTo(r.output().shape());
        CLOSE.check(r + ", output", y.toDoubles(), r.output().toDoubles());
        if (!r.hasDerivatives()) {
            return;
        }
        var wrt = new ArrayList<Tensor>();
        var directions = new ArrayList<Tensor>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).isTracked()) {
                wrt.add(x.get(i));
                directions.add(r.direction(i, x.get(i)));
                places.add(i);
            }
        }
        var s = y.times(r.weights()).sum();
        var gradients = Gradients.grad(s, wrt);
        var products = Gradients.hessianVector(s, wrt, directions);
        for (int i = 0; i < wrt.size(); i++) {
            int place = places.get(i);
            int count = wrt.get(i).count();
            CLOSE.check(r + ", gradient of input " + place, gradients.get(i).toDoubles(), r.gradient(place, count));
            CLOSE.check(r + ", H·v of input " + place, products.get(i).toDoubles(), r.hessianVector(place, count));
        }
    }

    private static Layer activation(Reference r) {
        return switch (r.op()) {
            case "relu" -> Activation.RELU;
            case "leakyRelu" -> r.has("parameter") ? new LeakyRelu(r.real("parameter")) : Activation.LEAKY_RELU;
            case "elu" -> r.has("parameter") ? new Elu(r.real("parameter")) : Activation.ELU;
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

    private static Tensor loss(Reference r, List<Tensor> x) {
        var reduction = Reduction.valueOf(r.param("reduction").asString().toUpperCase(Locale.ROOT));
        Loss loss = switch (r.op()) {
            case "mse" -> new Mse(reduction);
            case "mae" -> new Mae(reduction);
            case "huber" -> new Huber(r.real("delta"), reduction);
            case "bceWithLogits" -> new BinaryCrossEntropy(reduction);
            case "crossEntropy" -> {
                var weights = r.has("classWeights") ? Optional.of(r.vector("classWeights")) : Optional.<Tensor>empty();
                yield new CrossEntropy(r.real("smoothing"), weights, reduction);
            }
            case "quantile" -> new Quantile(List.of(r.real("quantile")), reduction);
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
