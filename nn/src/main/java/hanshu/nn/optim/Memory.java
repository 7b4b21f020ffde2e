package hanshu.nn.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an optimiser or average remembers between steps: how many there were, and arrays laid out like θ. */
final class Memory {
    private static final String STEPS = "steps";

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

    /** A new array, every element the same. */
    float[] array(String name, double start) {
        var array = new float[length];
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
        for (var name : arrays.keySet()) {
            var array = state.get(name);
            same &= array != null && array.length == length;
        }
        if (!same || count == null) {
            throw new IllegalArgumentException("%s: its state is %s with %d numbers each and the count of steps, got %s"
                    .formatted(owner, arrays.keySet(), length, state.keySet()));
        }
        steps = ((long) count[0]) * LOW + ((long) count[1]);
        arrays.forEach((name, array) -> System.arraycopy(state.getOrDefault(name, array), 0, array, 0, length));
    }
}
