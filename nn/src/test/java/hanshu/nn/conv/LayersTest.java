package hanshu.nn.conv;

import static hanshu.nn.LayerCase.normal;

import hanshu.nn.Highway;
import hanshu.nn.LayerCase;
import hanshu.tensor.Shape;
import hanshu.tensor.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer over space passes the conformance test. */
@ParameterizedClass
@MethodSource("layers")
class LayersTest extends LayerCase.Conformance {
    LayersTest(LayerCase layer) {
        super(layer);
    }

    static List<LayerCase> layers() {
        return List.of(
                new LayerCase(
                        "Convolution",
                        key -> Convolution.of(
                                4, 3, Window.of(3, 2).withStride(2).withPadding(1), key),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 2, 3, 3)),
                new LayerCase(
                        "ConvolutionOverSeries",
                        key -> Convolution.of(2, 3, Window.of(3).same(), key).with(Padding.CIRCULAR),
                        normal(3, 5, 2),
                        Shape.of(3, 5, 3)),
                new LayerCase(
                        "DepthwiseConvolution",
                        key -> Convolution.depthwise(4, Window.of(3, 3).same(), key)
                                .withoutBias(),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 4, 4, 4)),
                new LayerCase(
                        "TransposedConvolution",
                        key -> TransposedConvolution.of(
                                        4, 2, Window.of(3, 3).withStride(2).withPadding(1), key)
                                .withMore(1, 0),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 8, 7, 2)),
                new LayerCase("MaxPool", key -> MaxPool.of(2, 2), normal(3, 4, 4, 4), Shape.of(3, 2, 2, 4)),
                new LayerCase(
                        "AveragePool",
                        key -> new AveragePool(Window.of(3, 3).withStride(2).withPadding(1), true, false),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 3, 3, 4)),
                new LayerCase("LpPool", key -> LpPool.of(2, 2, 2), normal(3, 4, 4, 4), Shape.of(3, 2, 2, 4)),
                new LayerCase(
                        "AdaptivePool", key -> AdaptivePool.average(3, 2), normal(3, 4, 4, 4), Shape.of(3, 3, 2, 4)),
                new LayerCase("GlobalPool", key -> GlobalPool.MAX, normal(3, 4, 4, 4), Shape.of(3, 4)),
                new LayerCase(
                        "Resize",
                        key -> Resize.to(Interpolation.CUBIC, 5, 3),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 5, 3, 4)),
                new LayerCase(
                        "Upsample",
                        key -> new Upsample(Interpolation.LINEAR, 2),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 8, 8, 4)),
                new LayerCase("PixelShuffle", key -> new PixelShuffle(2), normal(3, 4, 4, 4), Shape.of(3, 8, 8, 1)),
                new LayerCase(
                        "PixelUnshuffle", key -> new PixelUnshuffle(2), normal(3, 4, 4, 4), Shape.of(3, 2, 2, 16)),
                new LayerCase(
                        "LocalResponseNorm",
                        key -> new LocalResponseNorm(3, 0.5, 0.75, 1),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 4, 4, 4)),
                new LayerCase(
                        "SqueezeExcitation",
                        key -> SqueezeExcitation.of(4, 2, key),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 4, 4, 4)),
                new LayerCase(
                        "BasicBlock",
                        key -> ResidualBlock.basic(4, 4, 1, key),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 4, 4, 4)),
                new LayerCase(
                        "Bottleneck",
                        key -> ResidualBlock.bottleneck(4, 2, 6, 2, key),
                        normal(3, 4, 4, 4),
                        Shape.of(3, 2, 2, 6)),
                new LayerCase("Highway", key -> Highway.of(4, key), normal(3, 4, 4, 4), Shape.of(3, 4, 4, 4)));
    }
}
