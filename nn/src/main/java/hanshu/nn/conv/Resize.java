package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/**
 * The same picture (series, volume) with another size, by {@link Interpolation}.
 *
 * @param interpolation how values between elements are made
 * @param space the sizes of the space axes of the result
 */
public record Resize(Interpolation interpolation, Shape space) implements Layer {
    public static Resize to(Interpolation interpolation, int... space) {
        return new Resize(interpolation, Shape.of(space));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels), the space of another size
        return Place.in(this, () -> interpolation.resize(x, space));
    }
}
