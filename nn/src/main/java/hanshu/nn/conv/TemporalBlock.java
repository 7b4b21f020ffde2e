package hanshu.nn.conv;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.nn.Sequential;
import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A block of a temporal convolutional network (Bai, Kolter & Koltun 2018, section 3): two convolutions that see the past
 * alone, each followed by ReLU and dropout, around them a way past, y = relu(x + f(x)). Blocks one after the other, each
 * looking back in steps twice as long, see a past that grows with the power of their number. Without the paper's weight
 * normalisation.
 *
 * @param first window without padding
 * @param second window without padding
 * @param past brings x to the width of y, where they differ
 * @param dropout from 0 to 1
 */
public record TemporalBlock(Convolution first, Convolution second, Optional<Linear> past, double dropout)
        implements Layer {
    public TemporalBlock {
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("TemporalBlock: the dropout is from 0 to 1, got " + dropout);
        }
    }

    /** Convolutions over {@code kernel} elements that lie {@code dilation} apart. */
    public static TemporalBlock of(int in, int out, int kernel, int dilation, double dropout, Key key) {
        var window = Window.of(kernel).withDilation(dilation);
        return new TemporalBlock(
                Convolution.of(in, out, window, key.at("first")),
                Convolution.of(out, out, window, key.at("second")),
                in == out ? Optional.empty() : Optional.of(Linear.of(in, out, key.at("past"))),
                dropout);
    }

    /** Blocks with dilations 1, 2, 4, …, as wide as given. */
    public static Sequential network(int in, int[] widths, int kernel, double dropout, Key key) {
        return Sequential.of(IntStream.range(0, widths.length)
                .mapToObj(i -> of(i == 0 ? in : widths[i - 1], widths[i], kernel, 1 << i, dropout, key.at(i)))
                .toArray(Layer[]::new));
    }

    /** (batch, time, in) → (batch, time, out); an element of y sees those of x up to its own time. */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in("TemporalBlock", () -> {
            if (x.rank() != 3) {
                throw new ShapeException("needs (batch, time, channels), got " + x.shape());
            }
            var y = causal(first, x, pass.at("first"));
            var z = causal(second, y, pass.at("second")); // (batch, time, out)
            var around = past.map(linear -> linear.apply(x, pass)).orElse(x);
            return around.plus(z).relu();
        });
    }

    private Tensor causal(Convolution convolution, Tensor x, Pass pass) {
        int before = convolution.window().axes().getFirst().reach() - 1;
        var y = convolution.apply(x.pad(1, before, 0, 0), pass);
        return new Dropout(dropout).apply(Activation.RELU.apply(y, pass), pass);
    }
}
