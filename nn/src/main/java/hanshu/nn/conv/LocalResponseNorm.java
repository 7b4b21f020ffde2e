package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import hanshu.tensor.Window.Span;
import java.util.List;

/**
 * Local response normalisation (Krizhevsky, Sutskever & Hinton 2012, section 3.3): each channel is divided by what its
 * neighbouring channels amount to at the same place,
 *
 * <pre>
 *   y_c = x_c / (k + α/size · Σ x_i²)^β    for i from c − ⌊size/2⌋ to c + ⌈size/2⌉ − 1
 * </pre>
 *
 * As torch.nn.LocalResponseNorm, which divides α by the size.
 *
 * @param size how many channels count, 1 or more
 * @param alpha α, how much they count; 10⁻⁴ in the paper, which does not divide it by the size
 * @param beta β, the power; ¾ in the paper
 * @param k keeps the divisor from 0; 2 in the paper, 1 in PyTorch
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
    public LocalResponseNorm {
        if (size < 1) {
            throw new IllegalArgumentException("LocalResponseNorm: size is 1 or more, got " + size);
        }
    }

    /** With α = 10⁻⁴, β = ¾, k = 1. */
    public static LocalResponseNorm of(int size) {
        return new LocalResponseNorm(size, 1e-4, 0.75, 1);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, …, channels)
        return Place.in(this, () -> {
            if (x.rank() < 2) {
                throw new ShapeException("LocalResponseNorm: needs (batch, …, channels), got " + x.shape());
            }
            var neighbours = new Window(List.of(new Span(size, 1, 1, size / 2, (size - 1) / 2)));
            int channels = x.size(-1);
            int rows = x.shape().remove(-1).count();
            var squares = x.square().reshapeTo(Shape.of(rows, channels, 1)); // channels as a series
            var sums = squares.sumPool(neighbours).reshapeTo(x.shape());
            return x.div(sums.times(alpha / size).plus(k).pow(beta));
        });
    }
}
