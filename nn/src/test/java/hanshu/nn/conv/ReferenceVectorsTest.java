package hanshu.nn.conv;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import hanshu.tensor.Window.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Layers over space give the values, gradients and Hessian-vector products of PyTorch. */
class ReferenceVectorsTest {
    @TestFactory
    Stream<DynamicTest> inDoublePrecision() {
        var close = new Close(1e-9, 1e-13);
        return tests(r -> r.check(x -> value(r, x), DType.F64, close));
    }

    @TestFactory
    Stream<DynamicTest> inSinglePrecision() {
        return tests(r -> r.checkSingle(x -> value(r, x)));
    }

    private static Stream<DynamicTest> tests(Consumer<Reference> check) {
        return Stream.of("windows.jsonl", "resizing.jsonl", "pool_edges.jsonl", "factors.jsonl")
                .flatMap(file -> Reference.read(file).stream())
                .map(r -> dynamicTest(r.toString(), () -> check.accept(r)));
    }

    private static Tensor value(Reference r, List<Tensor> x) {
        var first = x.getFirst();
        return switch (r.op()) {
            case "convolution", "convolutionMode", "convolutionSame" -> apply(convolution(r, x), first);
            case "transposedConvolution" ->
                apply(
                        new TransposedConvolution(
                                x.get(1),
                                Optional.of(x.get(2)),
                                window(r),
                                r.whole("groups"),
                                Shape.of(r.wholes("more"))),
                        first);
            case "maxPool" ->
                apply(new MaxPool(window(r), r.flag("ceil")), first).square();
            case "averagePool" ->
                apply(new AveragePool(window(r), r.flag("ceil"), r.flag("countPadding")), first)
                        .square();
            case "lpPool" -> apply(new LpPool(window(r), r.number("exponent")), first);
            case "adaptiveAveragePool" ->
                apply(AdaptivePool.average(r.wholes("places")), first).square();
            case "adaptiveMaxPool" ->
                apply(AdaptivePool.max(r.wholes("places")), first).square();
            case "unfold" -> {
                var patches = first.unfold(window(r)); // (batch, places, places, window, window, channels)
                yield patches.reshape(first.size(0), patches.size(1) * patches.size(2), -1, first.size(-1))
                        .square();
            }
            case "fold" -> {
                var space = Shape.of(r.wholes("space"));
                var window = window(r);
                var shape = Shape.of(first.size(0))
                        .append(window.places(space))
                        .append(window.sizes())
                        .append(Shape.of(first.size(-1)));
                yield first.reshapeTo(shape).fold(window, space.toArray()).square();
            }
            case "maxUnpool" -> {
                var pooled = MaxPool.of(window(r)).withPlaces(first);
                yield new MaxUnpool(window(r))
                        .of(new MaxPool.Pooled(pooled.values().square(), pooled.places()));
            }
            case "resize" ->
                apply(Resize.to(Interpolation.valueOf(r.text("interpolation")), r.wholes("space")), first)
                        .square();
            case "upsample" ->
                apply(new Upsample(Interpolation.valueOf(r.text("interpolation")), r.number("factor")), first)
                        .square();
            case "pixelShuffle" ->
                apply(new PixelShuffle(r.whole("factor")), first).square();
            case "pixelUnshuffle" ->
                apply(new PixelUnshuffle(r.whole("factor")), first).square();
            case "localResponseNorm" ->
                apply(
                        new LocalResponseNorm(r.whole("size"), r.number("alpha"), r.number("beta"), r.number("k")),
                        first);
            default -> throw new AssertionError("no layer is called " + r.op());
        };
    }

    private static Convolution convolution(Reference r, List<Tensor> x) {
        var window = r.op().equals("convolutionSame") ? window(r).same() : window(r);
        var padding = r.has("mode") ? Padding.valueOf(r.text("mode").toUpperCase(Locale.ROOT)) : Padding.ZEROS;
        int groups = r.has("groups") ? r.whole("groups") : 1;
        return new Convolution(x.get(1), Optional.of(x.get(2)), window, groups, padding);
    }

    private static Tensor apply(Layer layer, Tensor x) {
        return layer.apply(x, Pass.evaluation());
    }

    private static Window window(Reference r) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < r.wholes("window").length; i++) {
            int padding = r.wholes("padding")[i];
            spans.add(
                    new Span(r.wholes("window")[i], r.wholes("stride")[i], r.wholes("dilation")[i], padding, padding));
        }
        return new Window(spans);
    }
}
