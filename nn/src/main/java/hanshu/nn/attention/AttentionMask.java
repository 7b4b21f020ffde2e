package hanshu.nn.attention;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/** Which query may look at which key: masks (BOOL) that hold where it may. Combine them with {@link Tensor#and}. */
public final class AttentionMask {
    private AttentionMask() {}

    /** Each of n elements sees itself and those before it: (n, n). */
    public static Tensor causal(int n) {
        return causal(n, n);
    }

    /** The same for the last {@code queries} of {@code keys} elements: (queries, keys). */
    public static Tensor causal(int queries, int keys) {
        if (queries > keys) {
            throw new ShapeException(
                    "causal mask: the queries are the last of the keys, got " + queries + " of " + keys);
        }
        return distance(queries, keys).ge(0);
    }

    /** Causal, and no further back than {@code window} elements, itself included: (n, n). */
    public static Tensor window(int n, int window) {
        var distance = distance(n, n);
        return distance.ge(0).and(distance.lt(window));
    }

    /**
     * The keys that are there, where row i has the first {@code lengths[i]} of n: (batch, 1, n), for all queries.
     *
     * @param lengths I64: (batch)
     */
    public static Tensor padding(Tensor lengths, int n) {
        return lengths.unsqueeze(1).gt(Tensor.range(n).cast(lengths.dtype())).unsqueeze(1);
    }

    /** How far each of the last {@code queries} elements lies behind each of {@code keys}, I64: (queries, keys). */
    static Tensor distance(int queries, int keys) {
        var at = Tensor.range(keys).slice(0, keys - queries, keys);
        return at.unsqueeze(1).minus(Tensor.range(keys));
    }
}
