package hanshu.tensor;

/** Shapes, types or axes that do not fit together. The message names the operation and what came. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    /** The same error with the place it happened in, for example {@code in Linear 784 → 10}. */
    public ShapeException in(String place) {
        var placed = new ShapeException(getMessage() + ", in " + place);
        placed.setStackTrace(getStackTrace());
        return placed;
    }
}
