package hanshu.nn.conv;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/**
 * Puts the largest elements back where {@link MaxPool#withPlaces} found them, zeros elsewhere (Zeiler & Fergus 2014,
 * section 2.1). As torch.nn.MaxUnpool1d, 2d and 3d for windows that do not overlap; where they do and two found the same
 * element, the values add up (PyTorch keeps one of them and does not say which).
 *
 * @param window that of the pool
 */
public record MaxUnpool(Window window) {
    /** Into the smallest space in which the window has as many places: (n − 1)·stride − padding + window. */
    public Tensor of(MaxPool.Pooled pooled) {
        var values = pooled.values();
        if (values.rank() != window.rank() + 2) {
            throw new ShapeException(
                    "MaxUnpool: needs (batch, " + window.rank() + " space axes, channels), got " + values.shape());
        }
        var space = new int[window.rank()];
        for (int i = 0; i < space.length; i++) {
            var span = window.axes().get(i);
            space[i] = (values.size(i + 1) - 1) * span.stride() - span.before() - span.after() + span.reach();
        }
        return of(pooled, space);
    }

    /** Into a space of these sizes, that which was pooled. */
    public Tensor of(MaxPool.Pooled pooled, int... space) {
        return pooled.values().putBack(pooled.places(), space);
    }
}
