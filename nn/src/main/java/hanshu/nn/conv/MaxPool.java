package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/**
 * Max pooling (Ranzato, Boureau & LeCun 2007): yₚ = max over what the window sees at place p, each channel by itself.
 * Padding never wins; NaN always does. The gradient goes to the first of equal ones. As torch.nn.MaxPool1d, 2d and 3d.
 *
 * @param window padded by half of what it reaches over at most
 * @param ceil whether the window may stick out over the end, so that no element stays unseen
 */
public record MaxPool(Window window, boolean ceil) implements Layer {
    /** Values, and where each lies in the space, for {@link MaxUnpool}. */
    public record Pooled(Tensor values, Tensor places) {}

    public MaxPool {
        requirePadding("MaxPool", window);
    }

    static void requirePadding(String what, Window window) {
        for (var span : window.axes()) {
            if (span.before() < 0 || span.after() < 0 || Math.max(span.before(), span.after()) > span.reach() / 2) {
                throw new ShapeException(
                        what + ": padding is from 0 to half of what the window reaches over, got " + window);
            }
        }
    }

    /** Squares (segments, cubes) of a size side by side, {@code MaxPool.of(2, 2)} for pictures. */
    public static MaxPool of(int... sizes) {
        return of(Window.of(sizes).withStride(sizes));
    }

    public static MaxPool of(Window window) {
        return new MaxPool(window, false);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, places…, channels)
        return Place.in(this, () -> x.maxPool(Ceiling.window(window, x, ceil)));
    }

    /** The values with their places in the space, numbered in row-major order (I32). */
    public Pooled withPlaces(Tensor x) {
        var places = Place.in(this, () -> x.argMaxPool(Ceiling.window(window, x, ceil)));
        return new Pooled(x.pick(places), places);
    }

    /** For example {@code MaxPool 2 × 2 by 2}. */
    @Override
    public String toString() {
        return "MaxPool " + window;
    }
}
