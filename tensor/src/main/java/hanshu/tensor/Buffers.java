package hanshu.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Lends the arrays of one step after another, so that a long run allocates next to nothing. What is computed inside
 * {@link #step} is gone when it returns: {@link Tensor#keep()} what must outlive it.
 *
 * <pre>{@code
 * var buffers = new Buffers();
 * for (var batch : batches) {
 *     buffers.step(() -> train(batch));
 * }
 * }</pre>
 *
 * <p>Without a step, tensors are ordinary garbage-collected objects. Results are the same bits either way. One object
 * serves one thread at a time.
 */
public final class Buffers {
    private static final ScopedValue<Buffers> STEP = ScopedValue.newInstance();

    /** Below this many elements an array is cheaper to make than to keep account of. */
    private static final int SMALLEST = 64;

    /** By type and length (one of {@link #roomy}), the arrays that no tensor uses. */
    private final Map<DType, TreeMap<Integer, List<Object>>> free = new EnumMap<>(DType.class);

    private final ArrayList<Storage> lent = new ArrayList<>();
    private final long most;
    private long bytes; // of what is lent or free
    private long idleBytes; // of what is free
    private boolean open;

    /**
     * With nothing to lend yet; what steps allocate is kept for the next. Where steps differ in their sizes, as with
     * sentences of unequal length, a new array takes the place of idle ones once all of them would be more than a third
     * of the heap.
     */
    public Buffers() {
        this(Runtime.getRuntime().maxMemory() / 3);
    }

    Buffers(long most) {
        this.most = most;
    }

    /** Runs a step whose tensors live in this object's arrays, and takes the arrays back. */
    public <T> T step(Supplier<T> body) {
        if (open) {
            throw new IllegalStateException(
                    "buffers: a step is already under way; use a second Buffers for a step inside it");
        }
        open = true;
        try {
            return ScopedValue.where(STEP, this).call(body::get);
        } finally {
            open = false;
            for (var storage : lent) {
                takeBack(storage);
            }
            lent.clear();
        }
    }

    /** As {@link #step(Supplier)} without a result. */
    public void step(Runnable body) {
        step(() -> {
            body.run();
            return true;
        });
    }

    /** Bytes that this object holds for coming steps. */
    public long heldBytes() {
        return idleBytes;
    }

    static Storage room(DType dtype, int count) {
        if (count < SMALLEST || !STEP.isBound()) {
            return new Storage(dtype, Storage.newArray(dtype, count));
        }
        return STEP.get().lend(dtype, count);
    }

    private Storage lend(DType dtype, int count) {
        var storage = new Storage(dtype, array(dtype, count));
        lent.add(storage);
        return storage;
    }

    /** The smallest idle array with room for {@code count} that is at most twice as long; if there is none, a new one. */
    private Object array(DType dtype, int count) {
        int length = roomy(count);
        var shelves = shelves(dtype);
        for (var at = shelves.ceilingEntry(length);
                at != null && at.getKey() / 2 <= length;
                at = shelves.higherEntry(at.getKey())) {
            if (!at.getValue().isEmpty()) {
                idleBytes -= (long) at.getKey() * dtype.bytes();
                return at.getValue().removeLast();
            }
        }
        long needed = (long) length * dtype.bytes();
        if (bytes > most - needed) {
            letGo(shelves.headMap(length, false).descendingMap(), dtype, needed); // the new one can do what they did
            free.forEach((type, all) -> letGo(all.descendingMap(), type, needed));
        }
        var array = Storage.newArray(dtype, length);
        bytes += needed;
        return array;
    }

    /** Lets idle arrays go, in this order, until there may be so many bytes more. */
    private void letGo(Map<Integer, List<Object>> shelves, DType dtype, long needed) {
        for (var shelf : shelves.entrySet()) {
            long each = (long) shelf.getKey() * dtype.bytes();
            while (bytes > most - needed && !shelf.getValue().isEmpty()) {
                shelf.getValue().removeLast();
                bytes -= each;
                idleBytes -= each;
            }
        }
    }

    /**
     * The length of an array for {@code count} elements: eight lengths between a power of two and the next, so that
     * steps of about the same sizes (sentences of unequal length) share their arrays.
     */
    private static int roomy(int count) {
        int grain = Integer.highestOneBit(count - 1) / 8;
        int length = Math.ceilDiv(count, grain) * grain;
        return length < count ? count : length; // beyond the largest int
    }

    private void takeBack(Storage storage) {
        var array = storage.release();
        int count = Array.getLength(array);
        shelves(storage.dtype).computeIfAbsent(count, n -> new ArrayList<>()).add(array);
        idleBytes += (long) count * storage.dtype.bytes();
    }

    private NavigableMap<Integer, List<Object>> shelves(DType dtype) {
        return free.computeIfAbsent(dtype, d -> new TreeMap<>());
    }
}
