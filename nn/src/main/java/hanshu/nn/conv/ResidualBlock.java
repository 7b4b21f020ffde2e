package hanshu.nn.conv;

import hanshu.nn.Activation;
import hanshu.nn.BatchNorm;
import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.nn.Sequential;
import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.Optional;

/**
 * A block of a residual network (He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition", figures 2 and
 * 5): y = relu(f(x) + shortcut(x)).
 *
 * @param body f
 * @param shortcut what brings x to the shape of f(x); absent where x has it already
 */
public record ResidualBlock(Layer body, Optional<Layer> shortcut) implements Layer {
    /** Two 3 × 3 convolutions. */
    public static ResidualBlock basic(int in, int out, int stride, Key key) {
        var body = Sequential.of(
                square(in, out, 3, stride, key.at("body").at(0)),
                BatchNorm.of(out),
                Activation.RELU,
                square(out, out, 3, 1, key.at("body").at(1)),
                BatchNorm.of(out));
        return new ResidualBlock(body, shortcut(in, out, stride, key));
    }

    /**
     * A 1 × 1 convolution to fewer channels, a 3 × 3 among them, a 1 × 1 to all of them. As in PyTorch's networks the
     * middle one has the stride.
     *
     * @param width channels in the middle, in the paper a quarter of {@code out}
     */
    public static ResidualBlock bottleneck(int in, int width, int out, int stride, Key key) {
        var body = Sequential.of(
                square(in, width, 1, 1, key.at("body").at(0)),
                BatchNorm.of(width),
                Activation.RELU,
                square(width, width, 3, stride, key.at("body").at(1)),
                BatchNorm.of(width),
                Activation.RELU,
                square(width, out, 1, 1, key.at("body").at(2)),
                BatchNorm.of(out));
        return new ResidualBlock(body, shortcut(in, out, stride, key));
    }

    private static Optional<Layer> shortcut(int in, int out, int stride, Key key) {
        return in == out && stride == 1
                ? Optional.empty()
                : Optional.of(Sequential.of(square(in, out, 1, stride, key.at("shortcut")), BatchNorm.of(out)));
    }

    private static Convolution square(int in, int out, int size, int stride, Key key) {
        var window = Window.of(size, size).withStride(stride).withPadding(size / 2);
        return Convolution.of(in, out, window, key).withoutBias();
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, height, width, in)
        return Place.in("ResidualBlock", () -> {
            var y = body.apply(x, pass.at("body"));
            var past =
                    shortcut.map(layer -> layer.apply(x, pass.at("shortcut"))).orElse(x);
            if (!y.shape().equals(past.shape())) {
                throw new ShapeException("residual block: body and shortcut must agree in shape, got " + y.shape()
                        + " and " + past.shape());
            }
            return y.plus(past).relu();
        });
    }
}
