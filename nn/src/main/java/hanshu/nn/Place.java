package hanshu.nn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.function.Supplier;

/** Adds to a shape error the layer that it happened in; for layers of your own, too. */
public final class Place {
    private Place() {}

    /** Computes; a {@link ShapeException} that comes out ends in {@code , in <layer>}. */
    public static Tensor in(Object layer, Supplier<Tensor> body) {
        try {
            return body.get();
        } catch (ShapeException e) {
            throw e.in(layer.toString());
        }
    }
}
