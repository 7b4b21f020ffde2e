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
 * Transposed convolution (Zeiler, Krishnan, Taylor & Fergus 2010; Dumoulin & Visin 2016, chapter 4): each element of x,
 * times the weight, is added to what the window would see from its place, so that a stride makes the space larger:
 *
 * <pre>
 *   size = (n − 1)·stride − padding before − padding after + reach + more,   reach = dilation·(window − 1) + 1
 * </pre>
 *
 * <p>It is the adjoint of the {@link Convolution} that has the same weight, and goes from that one's outputs to its
 * inputs. As PyTorch's torch.nn.ConvTranspose1d, 2d and 3d.
 *
 * @param weight (window…, out/groups, in): that of the convolution from out to in
 * @param bias (out)
 * @param window that of the convolution
 * @param groups as of {@link Convolution}
 * @param more how many elements the result has beyond the smallest that fits, from 0 to stride − 1 (or dilation − 1) for
 *     each axis: PyTorch's output padding
 */
public record TransposedConvolution(Tensor weight, Optional<Tensor> bias, Window window, int groups, Shape more)
        implements Weighted {
    public TransposedConvolution {
        Convolution.requireWeight("TransposedConvolution", weight, window, groups);
        Convolution.requireBias("TransposedConvolution", bias, weight.size(-2) * groups);
        if (more.rank() != window.rank()) {
            throw new ShapeException(
                    "TransposedConvolution: more has one number for each of " + window.rank() + " axes, got " + more);
        }
        for (int i = 0; i < more.rank(); i++) {
            var span = window.axes().get(i);
            if (more.size(i) >= Math.max(span.stride(), span.dilation())) {
                throw new ShapeException("TransposedConvolution: more is less than the stride or the dilation, got "
                        + more + " for " + window);
            }
        }
    }

    /** With weight and bias drawn from U(±1/√fan-in), as PyTorch counts it: window · out. */
    public static TransposedConvolution of(int in, int out, Window window, Key key) {
        return grouped(in, out, 1, window, key);
    }

    /**
     * As {@link #of}, channels in groups.
     *
     * @throws ShapeException when they do not divide into them
     */
    public static TransposedConvolution grouped(int in, int out, int groups, Window window, Key key) {
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new ShapeException("TransposedConvolution: " + in + " channels in and " + out
                    + " out do not divide into " + groups + " groups");
        }
        var shape = window.sizes().append(Shape.of(out / groups, in));
        int fanIn = window.sizes().count() * out / groups;
        int fanOut = window.sizes().count() * in / groups;
        var uniform = Initialiser.uniformFanIn();
        return new TransposedConvolution(
                uniform.draw(key.at("weight"), fanIn, fanOut, shape.toArray()),
                Optional.of(uniform.draw(key.at("bias"), fanIn, fanOut, out)),
                window,
                groups,
                Shape.of(new int[window.rank()]));
    }

    /** The same with a larger result, see {@link #more}. */
    public TransposedConvolution withMore(int... elements) {
        return new TransposedConvolution(weight, bias, window, groups, Shape.of(elements));
    }

    @Override
    public TransposedConvolution withWeight(Tensor changed) {
        return new TransposedConvolution(changed, bias, window, groups, more);
    }

    /** Its outputs lie along the last axis but one: (window · in, out/groups). */
    @Override
    public Tensor matrix() {
        return weight.transpose(-1, -2).reshape(weight.count() / weight.size(-2), weight.size(-2));
    }

    /** The same without bias. */
    public TransposedConvolution withoutBias() {
        return new TransposedConvolution(weight, Optional.empty(), window, groups, more);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, space…, in)
        return Place.in(this, () -> {
            if (x.rank() != window.rank() + 2) {
                throw new ShapeException("TransposedConvolution: needs (batch, " + window.rank()
                        + " space axes, channels), got " + x.shape());
            }
            var space = new int[window.rank()];
            for (int i = 0; i < space.length; i++) {
                var span = window.axes().get(i);
                space[i] = (x.size(i + 1) - 1) * span.stride()
                        - span.before()
                        - span.after()
                        + span.reach()
                        + more.size(i);
            }
            var y = x.convolveTransposed(weight, window, groups, space);
            return bias.map(y::plus).orElse(y); // (batch, space…, out)
        });
    }

    /** For example {@code TransposedConvolution 32 → 16, 2 × 2 by 2}. */
    @Override
    public String toString() {
        return "TransposedConvolution " + weight.size(-1) + " → " + weight.size(-2) * groups + ", " + window
                + (groups == 1 ? "" : " in " + groups + " groups");
    }
}
