package hanshu.nn.conv;

import hanshu.nn.Highway;
import hanshu.nn.Layer;
import hanshu.nn.LayerConformance;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import org.junit.jupiter.api.Nested;

/** Every layer over space passes the conformance test. */
class LayersTest {
    abstract static class Pictures implements LayerConformance {
        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 4, 4, 4);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 4, 4, 4);
        }
    }

    @Nested
    class OfConvolution extends Pictures {
        @Override
        public Layer layer(Key key) {
            return Convolution.of(4, 3, Window.of(3, 2).withStride(2).withPadding(1), key);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 3, 3);
        }
    }

    @Nested
    class OfConvolutionOverSeries extends Pictures {
        @Override
        public Layer layer(Key key) {
            return Convolution.of(2, 3, Window.of(3).same(), key).with(Padding.CIRCULAR);
        }

        @Override
        public Tensor input() {
            return Key.of(3).normal(3, 5, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 5, 3);
        }
    }

    @Nested
    class OfDepthwiseConvolution extends Pictures {
        @Override
        public Layer layer(Key key) {
            return Convolution.depthwise(4, Window.of(3, 3).same(), key).withoutBias();
        }
    }

    @Nested
    class OfTransposedConvolution extends Pictures {
        @Override
        public Layer layer(Key key) {
            return TransposedConvolution.of(4, 2, Window.of(3, 3).withStride(2).withPadding(1), key)
                    .withMore(1, 0);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 8, 7, 2);
        }
    }

    @Nested
    class OfMaxPool extends Pictures {
        @Override
        public Layer layer(Key key) {
            return MaxPool.of(2, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 4);
        }
    }

    @Nested
    class OfAveragePool extends Pictures {
        @Override
        public Layer layer(Key key) {
            return new AveragePool(Window.of(3, 3).withStride(2).withPadding(1), true, false);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 3, 3, 4);
        }
    }

    @Nested
    class OfLpPool extends Pictures {
        @Override
        public Layer layer(Key key) {
            return LpPool.of(2, 2, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 4);
        }
    }

    @Nested
    class OfAdaptivePool extends Pictures {
        @Override
        public Layer layer(Key key) {
            return AdaptivePool.average(3, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 3, 2, 4);
        }
    }

    @Nested
    class OfGlobalPool extends Pictures {
        @Override
        public Layer layer(Key key) {
            return GlobalPool.MAX;
        }

        @Override
        public Shape output() {
            return Shape.of(3, 4);
        }
    }

    @Nested
    class OfResize extends Pictures {
        @Override
        public Layer layer(Key key) {
            return Resize.to(Interpolation.CUBIC, 5, 3);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 5, 3, 4);
        }
    }

    @Nested
    class OfUpsample extends Pictures {
        @Override
        public Layer layer(Key key) {
            return new Upsample(Interpolation.LINEAR, 2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 8, 8, 4);
        }
    }

    @Nested
    class OfPixelShuffle extends Pictures {
        @Override
        public Layer layer(Key key) {
            return new PixelShuffle(2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 8, 8, 1);
        }
    }

    @Nested
    class OfPixelUnshuffle extends Pictures {
        @Override
        public Layer layer(Key key) {
            return new PixelUnshuffle(2);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 16);
        }
    }

    @Nested
    class OfLocalResponseNorm extends Pictures {
        @Override
        public Layer layer(Key key) {
            return new LocalResponseNorm(3, 0.5, 0.75, 1);
        }
    }

    @Nested
    class OfSqueezeExcitation extends Pictures {
        @Override
        public Layer layer(Key key) {
            return SqueezeExcitation.of(4, 2, key);
        }
    }

    @Nested
    class OfBasicBlock extends Pictures {
        @Override
        public Layer layer(Key key) {
            return ResidualBlock.basic(4, 4, 1, key);
        }
    }

    @Nested
    class OfBottleneck extends Pictures {
        @Override
        public Layer layer(Key key) {
            return ResidualBlock.bottleneck(4, 2, 6, 2, key);
        }

        @Override
        public Shape output() {
            return Shape.of(3, 2, 2, 6);
        }
    }

    @Nested
    class OfHighway extends Pictures {
        @Override
        public Layer layer(Key key) {
            return Highway.of(4, key);
        }
    }
}
