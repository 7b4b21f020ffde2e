package hanshu.nn;

import hanshu.tensor.Profiler;
import hanshu.tensor.ShapeException;
import java.util.function.Supplier;

/** Tells a shape error, and a profile, in which layer it is; for layers of your own, too. */
public final class Place {
    private Place() {}

    /** Computes; a {@link ShapeException} that comes out ends in {@code , in <layer>}. */
    public static <T> T in(Object layer, Supplier<T> body) {
        try {
            return Profiler.at(layer, body);
        } catch (ShapeException e) {
            throw e.in(layer.toString());
        }
    }
}
