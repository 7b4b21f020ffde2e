package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/**
 * Power-average pooling (Sermanet, Chintala & LeCun 2012): yₚ = (Σ xᵢ^exponent)^(1/exponent) over what the window sees,
 * each channel by itself; the sum for exponent 1, close to the largest for a great one. As torch.nn.LPPool1d, 2d and 3d:
 * of a negative sum (of odd powers) the root is NaN.
 *
 * @param window padded by half of what it reaches over at most
 * @param exponent more than 0; elements are positive unless it is whole
 */
public record LpPool(Window window, double exponent) implements Layer {
    public LpPool {
        MaxPool.requirePadding("LpPool", window);
        if (!(exponent > 0)) {
            throw new IllegalArgumentException("LpPool: the exponent is more than 0, got " + exponent);
        }
    }

    /** Squares (segments, cubes) of a size side by side. */
    public static LpPool of(double exponent, int... sizes) {
        return new LpPool(Window.of(sizes).withStride(sizes), exponent);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, places…, channels)
        return Place.in(this, () -> x.pow(exponent).sumPool(window).pow(1 / exponent));
    }

    /** For example {@code LpPool 2.0, 2 × 2 by 2}. */
    @Override
    public String toString() {
        return "LpPool " + exponent + ", " + window;
    }
}
