package hanshu.nn.conv;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not fit is said with what was expected, what came, and where. */
class ErrorsTest {
    private static final Key KEY = Key.of(1);
    private static final Window SQUARE = Window.of(3, 3);

    private static void says(Layer layer, Tensor x, String message) {
        assertThatThrownBy(() -> layer.apply(x, Pass.evaluation()))
                .isInstanceOf(ShapeException.class)
                .hasMessage(message);
    }

    @Test
    void ofConvolutions() {
        says(
                Convolution.of(3, 8, SQUARE, KEY),
                KEY.normal(2, 5, 5, 4),
                "convolve: a window 3 × 3 and 4 channels in 1 groups need a weight (window…, in/groups, out), got [3, 3, 3,"
                        + " 8] for [2, 5, 5, 4], in Convolution 3 → 8, 3 × 3");
        says(
                TransposedConvolution.of(3, 8, SQUARE, KEY),
                KEY.normal(2, 5, 3),
                "TransposedConvolution: needs (batch, 2 space axes, channels), got [2, 5, 3], in TransposedConvolution 3 →"
                        + " 8, 3 × 3");
        assertThatThrownBy(() -> Convolution.grouped(3, 8, 2, SQUARE, KEY))
                .hasMessage("Convolution: 3 channels in and 8 out do not divide into 2 groups");
        assertThatThrownBy(() -> TransposedConvolution.grouped(3, 8, 2, SQUARE, KEY))
                .hasMessage("TransposedConvolution: 3 channels in and 8 out do not divide into 2 groups");
        assertThatThrownBy(() -> new Convolution(KEY.normal(3, 2, 4, 5), Optional.empty(), SQUARE, 1, Padding.ZEROS))
                .hasMessage("Convolution: the weight of a window 3 × 3 is (window…, in/groups, out), got [3, 2, 4, 5]");
        assertThatThrownBy(() -> new Convolution(KEY.normal(3, 3, 4, 5), Optional.empty(), SQUARE, 2, Padding.ZEROS))
                .hasMessage("Convolution: the last axis of the weight must divide into 2 groups, got [3, 3, 4, 5]");
        assertThatThrownBy(() ->
                        new Convolution(KEY.normal(3, 3, 4, 5), Optional.of(KEY.normal(4)), SQUARE, 1, Padding.ZEROS))
                .hasMessage("Convolution: the bias is (5), got [4]");
        assertThatThrownBy(() -> TransposedConvolution.of(3, 8, SQUARE, KEY).withMore(1, 0))
                .hasMessage(
                        "TransposedConvolution: more is less than the stride or the dilation, got [1, 0] for 3 × 3");
        assertThatThrownBy(() -> TransposedConvolution.of(3, 8, SQUARE, KEY).withMore(0))
                .hasMessage("TransposedConvolution: more has one number for each of 2 axes, got [0]");
    }

    @Test
    void ofPadding() {
        says(
                Convolution.of(1, 1, Window.of(5).same(), KEY).with(Padding.REFLECT),
                KEY.normal(1, 2, 1),
                "padding: REFLECT finds at most 1 elements beyond an axis of 2, 2 and 2 were asked for, in Convolution 1 →"
                        + " 1, 5 padded 2");
        assertThatThrownBy(() -> Padding.CIRCULAR.around(KEY.normal(1, 2, 1), 1, -1, 0))
                .hasMessage("padding: it is zero or more, got -1 and 0");
    }

    @Test
    void ofPools() {
        assertThatThrownBy(() -> MaxPool.of(SQUARE.withPadding(2)))
                .hasMessage("MaxPool: padding is from 0 to half of what the window reaches over, got 3 × 3 padded 2");
        assertThatThrownBy(() -> LpPool.of(0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LpPool: the exponent is more than 0, got 0.0");
        says(
                MaxPool.of(2, 2),
                KEY.normal(2, 4, 3),
                "maxPool: needs (batch, 2 space axes, channels), got [2, 4, 3], in MaxPool 2 × 2 by 2");
        says(
                AveragePool.of(2, 2),
                KEY.normal(2, 4, 3),
                "sumPool: needs (batch, 2 space axes, channels), got [2, 4, 3], in AveragePool 2 × 2 by 2");
        says(
                GlobalPool.AVERAGE,
                KEY.normal(2, 4),
                "GlobalPool: needs (batch, space…, channels), got [2, 4], in GlobalPool");
        says(
                AdaptivePool.average(2),
                KEY.normal(2, 4),
                "AdaptivePool: needs (batch, 1 space axes, channels), got [2, 4], in AdaptivePool[kind=AVERAGE, places=[2]]");
        says(
                AdaptivePool.max(2),
                KEY.normal(2, 0, 3),
                "AdaptivePool: there is nothing along axis 1 of [2, 0, 3], in AdaptivePool[kind=MAX, places=[2]]");
        assertThatThrownBy(() -> new MaxUnpool(SQUARE).of(MaxPool.of(2).withPlaces(KEY.normal(1, 4, 1))))
                .hasMessage("MaxUnpool: needs (batch, 2 space axes, channels), got [1, 2, 1]");
    }

    @Test
    void ofSizes() {
        says(
                Resize.to(Interpolation.LINEAR, 3),
                KEY.normal(2, 0, 3),
                "resize: axes have one element or more, got 0 to 3, in Resize[interpolation=LINEAR, space=[3]]");
        says(
                Resize.to(Interpolation.LINEAR, 3),
                KEY.normal(2, 3),
                "resize: needs (batch, 1 space axes, channels), got [2, 3], in Resize[interpolation=LINEAR, space=[3]]");
        says(
                new Upsample(Interpolation.NEAREST, 2),
                KEY.normal(2, 3),
                "Upsample: needs (batch, space…, channels), got [2, 3], in Upsample[interpolation=NEAREST, factor=2.0]");
        assertThatThrownBy(() -> new Upsample(Interpolation.NEAREST, 0))
                .hasMessage("Upsample: the factor is more than 0, got 0.0");
        says(
                new PixelShuffle(2),
                KEY.normal(2, 3, 3, 3),
                "PixelShuffle: needs (batch, h, w, a multiple of 4), got [2, 3, 3, 3], in PixelShuffle[factor=2]");
        says(
                new PixelUnshuffle(2),
                KEY.normal(2, 3, 4, 3),
                "PixelUnshuffle: needs (batch, h, w, channels) with h and w multiples of 2, got [2, 3, 4, 3], in"
                        + " PixelUnshuffle[factor=2]");
        assertThatThrownBy(() -> new PixelShuffle(0)).hasMessage("PixelShuffle: the factor is 1 or more, got 0");
        says(
                LocalResponseNorm.of(3),
                KEY.normal(3),
                "LocalResponseNorm: needs (batch, …, channels), got [3], in LocalResponseNorm[size=3, alpha=1.0E-4,"
                        + " beta=0.75, k=1.0]");
        assertThatThrownBy(() -> LocalResponseNorm.of(0)).hasMessage("LocalResponseNorm: size is 1 or more, got 0");
        says(
                new ResidualBlock(Convolution.of(3, 4, SQUARE.same(), KEY), Optional.empty()),
                KEY.normal(2, 3, 3, 3),
                "residual block: body and shortcut must agree in shape, got [2, 3, 3, 4] and [2, 3, 3, 3], in ResidualBlock");
    }
}
