package hanshu.tensor;

/**
 * The kind of number that a tensor holds.
 *
 * <p>{@link #F32} computes. {@link #F64} is for checking gradients and for those who ask. {@link #I32} and {@link
 * #I64} are indices, {@link #BOOL} masks. {@link #F16}, {@link #BF16} and {@link #I8} store: cast before computing.
 */
public enum DType {
    F32(4),
    F64(8),
    I32(4),
    I64(8),
    BOOL(1),
    F16(2),
    BF16(2),
    I8(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether operations with gradients compute in this type: F32 and F64. */
    public boolean isFloating() {
        return this == F32 || this == F64;
    }

    /** Whether this type is whole numbers that operations accept: I32 and I64. */
    public boolean isInteger() {
        return this == I32 || this == I64;
    }
}
