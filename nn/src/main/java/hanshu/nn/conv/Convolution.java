package hanshu.nn.conv;

import hanshu.nn.Initialiser;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.nn.Weighted;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.Optional;

/**
 * Convolution (LeCun et al. 1989; as everywhere in deep learning without turning the kernel round): at each place p the
 * same weighted sum of what the window sees,
 *
 * <pre>
 *   yₚ = Σₖ x₍ₚ·stride ₊ ₖ·dilation ₋ padding₎·Wₖ + b
 * </pre>
 *
 * The window's axes decide whether it goes over series (batch, time, channels), pictures (batch, height, width,
 * channels) or volumes (batch, depth, height, width, channels). As PyTorch's torch.nn.Conv1d, Conv2d and Conv3d, with
 * channels last and the weight's axes as below.
 *
 * <pre>{@code
 * Convolution.of(3, 32, Window.of(3, 3).withPadding(1), key)
 * Convolution.of(3, 32, Window.of(5, 5).withStride(2).same(), key).with(Padding.REFLECT)
 * }</pre>
 *
 * @param weight W: (window…, in/groups, out)
 * @param bias b: (out)
 * @param window sizes, strides, dilations and padding of the space axes
 * @param groups channels in group i of the input reach those in group i of the output alone (Krizhevsky et al. 2012)
 * @param padding what the window's padding is filled with
 */
public record Convolution(Tensor weight, Optional<Tensor> bias, Window window, int groups, Padding padding)
        implements Weighted {
    public Convolution {
        requireWeight("Convolution", weight, window, groups);
        requireBias("Convolution", bias, weight.size(-1));
    }

    static void requireWeight(String what, Tensor weight, Window window, int groups) {
        if (weight.rank() != window.rank() + 2
                || !weight.shape().range(0, window.rank()).equals(window.sizes())) {
            throw new ShapeException(what + ": the weight of a window " + window + " is (window…, in/groups, out), got "
                    + weight.shape());
        }
        if (groups < 1 || weight.size(-1) % groups != 0) {
            throw new ShapeException(what + ": the last axis of the weight must divide into " + groups + " groups, got "
                    + weight.shape());
        }
    }

    static void requireBias(String what, Optional<Tensor> bias, int out) {
        if (bias.isPresent() && !bias.get().shape().equals(Shape.of(out))) {
            throw new ShapeException(
                    what + ": the bias is (" + out + "), got " + bias.get().shape());
        }
    }

    /** With weight and bias drawn from U(±1/√fan-in), a unit's fan-in being all that it sums. */
    public static Convolution of(int in, int out, Window window, Key key) {
        return grouped(in, out, 1, window, key);
    }

    /**
     * As {@link #of}, channels in groups.
     *
     * @throws ShapeException when they do not divide into them
     */
    public static Convolution grouped(int in, int out, int groups, Window window, Key key) {
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new ShapeException(
                    "Convolution: " + in + " channels in and " + out + " out do not divide into " + groups + " groups");
        }
        var shape = window.sizes().append(Shape.of(in / groups, out));
        int fanIn = window.sizes().count() * in / groups;
        int fanOut = window.sizes().count() * out / groups;
        var uniform = Initialiser.uniformFanIn();
        return new Convolution(
                uniform.draw(key.at("weight"), fanIn, fanOut, shape.toArray()),
                Optional.of(uniform.draw(key.at("bias"), fanIn, fanOut, out)),
                window,
                groups,
                Padding.ZEROS);
    }

    /** Each channel by itself (Sifre 2014; Chollet 2017): as many groups as channels. */
    public static Convolution depthwise(int channels, Window window, Key key) {
        return grouped(channels, channels, channels, window, key);
    }

    @Override
    public Convolution withWeight(Tensor changed) {
        return new Convolution(changed, bias, window, groups, padding);
    }

    /** The same without b, as before a normalisation, which would take it away again. */
    public Convolution withoutBias() {
        return new Convolution(weight, Optional.empty(), window, groups, padding);
    }

    /** The same with its padding filled in another way. */
    public Convolution with(Padding filled) {
        return new Convolution(weight, bias, window, groups, filled);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, space…, in)
        return Place.in(this, () -> {
            var y = padding == Padding.ZEROS
                    ? x.convolve(weight, window, groups)
                    : padding.around(x, window).convolve(weight, window.withoutPadding(), groups);
            return bias.map(y::plus).orElse(y); // (batch, places…, out)
        });
    }

    /** For example {@code Convolution 3 → 32, 3 × 3 padded 1}. */
    @Override
    public String toString() {
        return "Convolution " + weight.size(-2) * groups + " → " + weight.size(-1) + ", " + window
                + (groups == 1 ? "" : " in " + groups + " groups");
    }
}
