package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Every space axis some times as long, by {@link Interpolation}; as torch.nn.Upsample.
 *
 * @param interpolation how values between elements are made
 * @param factor how many times, 1 or more
 */
public record Upsample(Interpolation interpolation, int factor) implements Layer {
    public Upsample {
        if (factor < 1) {
            throw new IllegalArgumentException("Upsample: the factor is 1 or more, got " + factor);
        }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, factor · space…, channels)
        return Place.in(this, () -> {
            if (x.rank() < 3) {
                throw new ShapeException("Upsample: needs (batch, space…, channels), got " + x.shape());
            }
            var space = new int[x.rank() - 2];
            for (int i = 0; i < space.length; i++) {
                space[i] = x.size(i + 1) * factor;
            }
            return interpolation.resize(x, Shape.of(space));
        });
    }
}
