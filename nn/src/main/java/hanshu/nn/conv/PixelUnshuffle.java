package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Pixels become channels, undoing {@link PixelShuffle}: (batch, h·r, w·r, c) → (batch, h, w, c·r²). As
 * torch.nn.PixelUnshuffle.
 *
 * @param factor r, 1 or more
 */
public record PixelUnshuffle(int factor) implements Layer {
    public PixelUnshuffle {
        PixelShuffle.require(factor);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> {
            if (x.rank() != 4 || x.size(1) % factor != 0 || x.size(2) % factor != 0) {
                throw new ShapeException("PixelUnshuffle: needs (batch, h, w, channels) with h and w multiples of "
                        + factor + ", got " + x.shape());
            }
            int h = x.size(1) / factor;
            int w = x.size(2) / factor;
            int c = x.size(3);
            return x.reshape(x.size(0), h, factor, w, factor, c)
                    .permute(0, 1, 3, 5, 2, 4) // (batch, h, w, c, r, r)
                    .reshape(x.size(0), h, w, c * factor * factor);
        });
    }
}
