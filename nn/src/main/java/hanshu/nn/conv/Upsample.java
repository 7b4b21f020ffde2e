package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * Every space axis some times as long, the size rounded down, by {@link Interpolation}; as torch.nn.Upsample
 * with a scale factor.
 *
 * @param interpolation how values between elements are made
 * @param factor how many times, more than 0; less than 1 makes it shorter
 */
public record Upsample(Interpolation interpolation, double factor) implements Layer {
    public Upsample {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("Upsample: the factor is more than 0, got " + factor);
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
                space[i] = (int) Math.floor(x.size(i + 1) * factor);
            }
            return interpolation.resize(x, Shape.of(space), OptionalDouble.of(factor));
        });
    }
}
