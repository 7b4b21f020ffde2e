package hanshu.nn;

import static hanshu.nn.LayerCase.normal;

import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.TransposedConvolution;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer passes the conformance test. */
@ParameterizedClass
@MethodSource("layers")
class LayersTest extends LayerCase.Conformance {
    LayersTest(LayerCase layer) {
        super(layer);
    }

    static List<LayerCase> layers() {
        return List.of(
                new LayerCase("RmsNorm", key -> RmsNorm.of(5), normal(4, 5), Shape.of(4, 5)),
                new LayerCase("GroupNorm", key -> GroupNorm.of(2, 4), normal(4, 3, 4), Shape.of(4, 3, 4)),
                new LayerCase("InstanceNorm", key -> GroupNorm.instance(3), normal(3, 2, 2, 3), Shape.of(3, 2, 2, 3)),
                new LayerCase("WeightNorm", key -> WeightNorm.of(Linear.of(5, 3, key)), normal(4, 5), Shape.of(4, 3)),
                new LayerCase(
                        "SpectralNorm",
                        key -> known(SpectralNorm.of(Linear.of(5, 3, key), key)),
                        normal(4, 5),
                        Shape.of(4, 3)),
                new LayerCase(
                        "SpectralNormOfConvolution",
                        key -> known(SpectralNorm.of(Convolution.of(2, 3, Window.of(2, 2), key), key)),
                        normal(3, 3, 3, 2),
                        Shape.of(3, 2, 2, 3)),
                new LayerCase(
                        "WeightNormOfTransposedConvolution",
                        key -> WeightNorm.of(TransposedConvolution.of(2, 3, Window.of(2, 2), key)),
                        normal(3, 2, 2, 2),
                        Shape.of(3, 3, 3, 3)),
                new LayerCase(
                        "EmbeddingBag",
                        key -> EmbeddingBag.of(6, 2, EmbeddingBag.Mode.MEAN, key),
                        Tensor.of(new long[] {0, 1, 2, 3, 4, 5, 1, 1, 0}, 3, 3),
                        Shape.of(3, 2)),
                new LayerCase("Linear", key -> Linear.of(5, 3, key), normal(4, 5), Shape.of(4, 3)),
                new LayerCase("GatedLinear", key -> GatedLinear.of(5, 3, key), normal(4, 5), Shape.of(4, 3)),
                new LayerCase("LinearWithoutBias", key -> Linear.withoutBias(5, 5, key), normal(4, 5), Shape.of(4, 5)),
                new LayerCase("Activation", key -> Activation.MISH, normal(4, 5), Shape.of(4, 5)),
                new LayerCase("LeakyRelu", key -> new LeakyRelu(0.2), normal(4, 5), Shape.of(4, 5)),
                new LayerCase("Elu", key -> new Elu(0.7), normal(4, 5), Shape.of(4, 5)),
                new LayerCase("Dropout", key -> new Dropout(0.4), normal(4, 5), Shape.of(4, 5)),
                new LayerCase("BatchNorm", key -> withRandomScale(BatchNorm.of(5), key), normal(4, 5), Shape.of(4, 5)),
                new LayerCase(
                        "BatchNormInThreeAxes",
                        key -> withRandomScale(BatchNorm.of(5), key),
                        normal(3, 2, 5),
                        Shape.of(3, 2, 5)),
                new LayerCase("LayerNorm", key -> withRandomScale(LayerNorm.of(5), key), normal(4, 5), Shape.of(4, 5)),
                new LayerCase(
                        "Embedding",
                        key -> Embedding.of(7, 5, key),
                        Tensor.of(new long[] {6, 0, 6, 3}, 4),
                        Shape.of(4, 5)),
                new LayerCase(
                        "Residual",
                        key -> new Residual(Sequential.of(Linear.of(5, 5, key), Activation.TANH, new Dropout(0.3))),
                        normal(4, 5),
                        Shape.of(4, 5)),
                new LayerCase(
                        "Sequential",
                        key -> Sequential.of(
                                Linear.of(5, 8, key.at(0)),
                                BatchNorm.of(8),
                                Activation.SILU,
                                new Dropout(0.2),
                                Linear.of(8, 2, key.at(1))),
                        normal(4, 5),
                        Shape.of(4, 2)));
    }

    /** The gradient is the slope once the singular vectors are known. */
    private static SpectralNorm known(SpectralNorm layer) {
        var params = Params.of(layer);
        var live = params.in(layer);
        for (int i = 0; i < 300; i++) {
            var pass = Pass.training(Key.of(i));
            live.weight(pass);
            params.applyUpdates(pass);
        }
        return params.frozen(layer);
    }

    /** Ones and zeros would hide errors. */
    private static Layer withRandomScale(Layer layer, Key key) {
        return ModelTree.walk(
                layer,
                (path, tensor, fixed) ->
                        key.at(path.toString()).uniform(0.5, 1.5, tensor.shape().toArray()));
    }
}
