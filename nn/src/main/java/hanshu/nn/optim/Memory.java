package hanshu.nn.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an optimiser or average remembers between steps: how many there were, and arrays, most of them laid out like θ. */
final class Memory {
    private static final String STEPS = "steps";
    private static final String INNER = "inner.";

    /** The number of steps is stored as two floats, high · 2²⁰ + low, each exact. */
    private static final int LOW = 1 << 20;

    private static final float TINY = 0x1p-60f;

    private final String owner;
    private final int length;
    private final Map<String, float[]> arrays = new LinkedHashMap<>();
    private long steps;

    Memory(String owner, int length) {
        this.owner = owner;
        this.length = length;
    }

    /**
     * The number itself if it is above 2⁻³⁶, else rounded to a multiple of at most 2⁻⁸³. What decays step by step would
     * else end among the numbers next to 0 that have few digits, stay there for ever, and processors are several times
     * slower with those.
     */
    static float faded(float x) {
        return (x + TINY) - TINY;
    }

    /** A new array laid out like θ, every element the same. */
    float[] array(String name, double start) {
        return array(name, length, start);
    }

    /** A new array of another length, every element the same. */
    float[] array(String name, int itsLength, double start) {
        var array = new float[itsLength];
        Arrays.fill(array, (float) start);
        arrays.put(name, array);
        return array;
    }

    /** Counts a step with arrays laid out like θ: 1, 2, 3, … */
    long nextStep(float[]... arraysLikeTheta) {
        for (var array : arraysLikeTheta) {
            if (array.length != length) {
                throw new IllegalArgumentException(
                        "%s: θ has %d numbers, got an array of %d".formatted(owner, length, array.length));
            }
        }
        return ++steps;
    }

    Map<String, float[]> state() {
        var state = new LinkedHashMap<String, float[]>();
        state.put(STEPS, new float[] {(float) Math.floorDiv(steps, (long) LOW), (float) (steps % LOW)});
        arrays.forEach((name, array) -> state.put(name, array.clone()));
        return state;
    }

    void restore(Map<String, float[]> state) {
        var count = state.get(STEPS);
        var same = state.size() == arrays.size() + 1 && count != null && count.length == 2;
        for (var known : arrays.entrySet()) {
            var array = state.get(known.getKey());
            same &= array != null && array.length == known.getValue().length;
        }
        if (!same || count == null) {
            throw new IllegalArgumentException("%s: its state is %s with %d numbers each and the count of steps, got %s"
                    .formatted(owner, arrays.keySet(), length, state.keySet()));
        }
        steps = ((long) count[0]) * LOW + ((long) count[1]);
        arrays.forEach((name, array) -> System.arraycopy(state.getOrDefault(name, array), 0, array, 0, array.length));
    }

    /** The state of an optimiser that steers another. */
    static Map<String, float[]> joined(Map<String, float[]> own, Map<String, float[]> inner) {
        var state = new LinkedHashMap<>(own);
        inner.forEach((name, array) -> state.put(INNER + name, array));
        return state;
    }

    /** The other's part of what {@link #joined} gave. */
    static Map<String, float[]> inner(Map<String, float[]> state) {
        var part = new LinkedHashMap<String, float[]>();
        state.forEach((name, array) -> {
            if (name.startsWith(INNER)) {
                part.put(name.substring(INNER.length()), array);
            }
        });
        return part;
    }

    /** The own part of what {@link #joined} gave. */
    static Map<String, float[]> own(Map<String, float[]> state) {
        var part = new LinkedHashMap<>(state);
        part.keySet().removeIf(name -> name.startsWith(INNER));
        return part;
    }
}
