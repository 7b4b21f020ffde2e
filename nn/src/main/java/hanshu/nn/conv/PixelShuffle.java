package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Channels become pixels (Shi et al. 2016, equation 4): (batch, h, w, c·r²) → (batch, h·r, w·r, c), where channel
 * (c, i, j) in row-major order is pixel (i, j) of an r × r square. As torch.nn.PixelShuffle.
 *
 * @param factor r, 1 or more
 */
public record PixelShuffle(int factor) implements Layer {
    public PixelShuffle {
        require(factor);
    }

    static void require(int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("PixelShuffle: the factor is 1 or more, got " + factor);
        }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> {
            int square = factor * factor;
            if (x.rank() != 4 || x.size(-1) % square != 0) {
                throw new ShapeException(
                        "PixelShuffle: needs (batch, h, w, a multiple of " + square + "), got " + x.shape());
            }
            int c = x.size(3) / square;
            return x.reshape(x.size(0), x.size(1), x.size(2), c, factor, factor)
                    .permute(0, 1, 4, 2, 5, 3) // (batch, h, r, w, r, c)
                    .reshape(x.size(0), x.size(1) * factor, x.size(2) * factor, c);
        });
    }
}
