package hanshu.tensor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The array behind a tensor and its views. A storage that {@link Buffers} lent loses its array when its step ends, so a
 * later reader meets a clear error instead of another step's numbers.
 */
final class Storage {
    final DType dtype;
    private @Nullable Object array;

    Storage(DType dtype, Object array) {
        this.dtype = dtype;
        this.array = array;
    }

    /** Room for {@code count} elements, lent by the step under way or fresh; what it holds is undefined. */
    static Storage room(DType dtype, int count) {
        return Buffers.room(dtype, count);
    }

    static Object newArray(DType dtype, int count) {
        return switch (dtype) {
            case F32 -> new float[count];
            case F64 -> new double[count];
            case I32 -> new int[count];
            case I64 -> new long[count];
            case BOOL -> new boolean[count];
            case F16, BF16 -> new short[count];
            case I8 -> new byte[count];
        };
    }

    /** The array, whose type follows from the dtype; absent after the step it was lent for. */
    @Nullable
    Object arrayIfHeld() {
        return array;
    }

    /** The array of a storage that is certainly held, as inside the operation that made it. */
    Object array() {
        return Objects.requireNonNull(array, "released");
    }

    /** Takes the array away; called by {@link Buffers} at the end of a step. */
    Object release() {
        var gone = Objects.requireNonNull(array, "released twice");
        array = null;
        return gone;
    }
}
