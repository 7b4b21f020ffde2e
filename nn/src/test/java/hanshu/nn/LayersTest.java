package hanshu.nn;

import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.TransposedConvolution;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import org.junit.jupiter.api.Nested;

/** Every layer passes the conformance test. */
class LayersTest {
    abstract static class Rows implements LayerConformance {
        @Override
        public Tensor input() {
            return Key.of(3).normal(4, 5);
        }

        @Override
        public Shape output() {
            return Shape.of(4, 5);
        }
    }

    @Nested
    class OfRmsNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return RmsNorm.of(5);
        }
    }

    @Nested
    class OfGroupNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return GroupNorm.of(2, 4);
        }

        @Override
        public Tensor input() {
            return Key.of(3).normal(4, 3, 4);
        }

        @Override
        public Shape output() {
            return Shape.of(4, 3, 4);
        }
    }

    @Nested
    class OfInstanceNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return GroupNorm.instance(3);
        }

        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 2, 2, 3);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 3);
        }
    }

    @Nested
    class OfWeightNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return WeightNorm.of(Linear.of(5, 3, key));
        }

        @Override
        public Shape output() {
            return Shape.of(4, 3);
        }
    }

    @Nested
    class OfSpectralNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return known(SpectralNorm.of(Linear.of(5, 3, key), key));
        }

        @Override
        public Shape output() {
            return Shape.of(4, 3);
        }
    }

    @Nested
    class OfSpectralNormOfConvolution implements LayerConformance {
        @Override
        public Layer layer(Key key) {
            return known(SpectralNorm.of(Convolution.of(2, 3, Window.of(2, 2), key), key));
        }

        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 3, 3, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 3);
        }
    }

    @Nested
    class OfWeightNormOfTransposedConvolution implements LayerConformance {
        @Override
        public Layer layer(Key key) {
            return WeightNorm.of(TransposedConvolution.of(2, 3, Window.of(2, 2), key));
        }

        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 2, 2, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 3, 3, 3);
        }
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

    @Nested
    class OfEmbeddingBag extends Rows {
        @Override
        public Layer layer(Key key) {
            return EmbeddingBag.of(6, 2, EmbeddingBag.Mode.MEAN, key);
        }

        @Override
        public Tensor input() {
            return Tensor.of(new long[] {0, 1, 2, 3, 4, 5, 1, 1, 0}, 3, 3);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2);
        }
    }

    @Nested
    class OfLinear extends Rows {
        @Override
        public Layer layer(Key key) {
            return Linear.of(5, 3, key);
        }

        @Override
        public Shape output() {
            return Shape.of(4, 3);
        }
    }

    @Nested
    class OfGatedLinear extends Rows {
        @Override
        public Layer layer(Key key) {
            return GatedLinear.of(5, 3, key);
        }

        @Override
        public Shape output() {
            return Shape.of(4, 3);
        }
    }

    @Nested
    class OfLinearWithoutBias extends Rows {
        @Override
        public Layer layer(Key key) {
            return Linear.withoutBias(5, 5, key);
        }
    }

    @Nested
    class OfActivation extends Rows {
        @Override
        public Layer layer(Key key) {
            return Activation.MISH;
        }
    }

    @Nested
    class OfLeakyRelu extends Rows {
        @Override
        public Layer layer(Key key) {
            return new LeakyRelu(0.2);
        }
    }

    @Nested
    class OfElu extends Rows {
        @Override
        public Layer layer(Key key) {
            return new Elu(0.7);
        }
    }

    @Nested
    class OfDropout extends Rows {
        @Override
        public Layer layer(Key key) {
            return new Dropout(0.4);
        }
    }

    @Nested
    class OfBatchNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return withRandomScale(BatchNorm.of(5), key);
        }
    }

    @Nested
    class OfBatchNormInThreeAxes extends OfBatchNorm {
        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 2, 5);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 5);
        }
    }

    @Nested
    class OfLayerNorm extends Rows {
        @Override
        public Layer layer(Key key) {
            return withRandomScale(LayerNorm.of(5), key);
        }
    }

    @Nested
    class OfEmbedding extends Rows {
        @Override
        public Layer layer(Key key) {
            return Embedding.of(7, 5, key);
        }

        @Override
        public Tensor input() {
            return Tensor.of(new long[] {6, 0, 6, 3}, 4);
        }
    }

    @Nested
    class OfResidual extends Rows {
        @Override
        public Layer layer(Key key) {
            return new Residual(Sequential.of(Linear.of(5, 5, key), Activation.TANH, new Dropout(0.3)));
        }
    }

    @Nested
    class OfSequential extends Rows {
        @Override
        public Layer layer(Key key) {
            return Sequential.of(
                    Linear.of(5, 8, key.at(0)),
                    BatchNorm.of(8),
                    Activation.SILU,
                    new Dropout(0.2),
                    Linear.of(8, 2, key.at(1)));
        }

        @Override
        public Shape output() {
            return Shape.of(4, 2);
        }
    }

    /** Ones and zeros would hide errors. */
    private static Layer withRandomScale(Layer layer, Key key) {
        return ModelTree.walk(
                layer,
                (path, tensor, fixed) ->
                        key.at(path.toString()).uniform(0.5, 1.5, tensor.shape().toArray()));
    }
}
