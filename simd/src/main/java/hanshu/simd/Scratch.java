package hanshu.simd;

/** Arrays that each thread uses again and again for parts of matrices in another order. */
final class Scratch {
    /** A, or a part of it, by rows. */
    static final Scratch A = new Scratch();

    /** All of B, or of A transposed. */
    static final Scratch B = new Scratch();

    /** C transposed. */
    static final Scratch C = new Scratch();

    /** A block of B in panels. */
    static final Scratch PACKED = new Scratch();

    /** All of B in panels, for many products. */
    static final Scratch FACTOR = new Scratch();

    /** The last columns of B, with room behind them to read a whole vector. */
    static final Scratch EDGE = new Scratch();

    /** What is half done of a function in several loops. */
    static final Scratch HALF = new Scratch();

    /** A tile of C that sticks out over the edge. */
    static final Scratch TILE = new Scratch();

    /** Equal elements on the left of an operator. */
    static final Scratch LEFT = new Scratch();

    /** Equal elements on its right. */
    static final Scratch RIGHT = new Scratch();

    /** Floats that a thread keeps of each: 4 MB. Longer arrays are made anew and left to the garbage collector. */
    private static final int KEPT = 1 << 20;

    private final ThreadLocal<float[]> kept = ThreadLocal.withInitial(() -> new float[64]);

    private Scratch() {}

    /** An array of at least {@code size} floats, whatever they are, which this thread may use until it asks again. */
    float[] array(int size) {
        var array = kept.get();
        if (array.length < size) {
            if (size > KEPT) {
                return new float[size];
            }
            array = new float[Integer.highestOneBit(size - 1) << 1]; // slowly growing needs don't allocate each time
            kept.set(array);
        }
        return array;
    }
}
