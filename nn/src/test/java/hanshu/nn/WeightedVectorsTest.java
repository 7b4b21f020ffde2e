package hanshu.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.Padding;
import hanshu.nn.conv.TransposedConvolution;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Reference;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Weight and spectral normalisation of all layers that have a weight, as PyTorch's parametrizations. */
class WeightedVectorsTest {
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
        return Reference.read("weighted.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Tensor value(Reference r, List<Tensor> x) {
        var layer = layer(r, x.get(1), x.getLast());
        if (r.op().equals("weightNorm")) {
            return new WeightNorm(layer, x.get(2)).apply(x.getFirst(), Pass.evaluation());
        }
        var dtype = x.getFirst().dtype();
        var u = Tensor.of(r.numbers("u")).cast(dtype);
        var v = Tensor.of(r.numbers("v")).cast(dtype);
        var pass = r.flag("training") ? Pass.training(Key.of(1)) : Pass.evaluation();
        return new SpectralNorm(layer, u, v).apply(x.getFirst(), pass);
    }

    private static Weighted layer(Reference r, Tensor weight, Tensor bias) {
        var b = Optional.of(bias);
        return switch (r.text("layer")) {
            case "Linear" -> new Linear(weight, b);
            case "Conv1d" -> new Convolution(weight, b, Window.of(2), 1, Padding.ZEROS);
            case "Conv2d" -> new Convolution(weight, b, Window.of(3, 2), 1, Padding.ZEROS);
            case "Conv2d, groups" -> new Convolution(weight, b, Window.of(2, 2), 2, Padding.ZEROS);
            case "ConvTranspose2d" -> new TransposedConvolution(weight, b, Window.of(2, 2), 1, Shape.of(0, 0));
            default -> throw new AssertionError("no layer is called " + r.text("layer"));
        };
    }
}
