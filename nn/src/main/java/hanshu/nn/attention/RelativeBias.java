package hanshu.nn.attention;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * A number for each head and distance, added to the scores (Raffel et al. 2020, section 2.1): small distances have a
 * number each, larger ones share theirs with ever more neighbours, and all from {@code furthest} on share one.
 *
 * @param table (buckets, heads)
 * @param bothWays whether there are elements that come later; half of the buckets are theirs
 * @param furthest the distance from which on all are the same
 */
public record RelativeBias(Tensor table, boolean bothWays, int furthest) implements RelativePositions {
    public RelativeBias {
        int buckets = table.size(0) / (bothWays ? 2 : 1);
        if (table.rank() != 2 || buckets < 2 || furthest <= buckets / 2) {
            throw new IllegalArgumentException(
                    "RelativeBias: needs at least 2 buckets a direction, (buckets, heads), and a furthest distance of more than half of them, got %s and %d"
                            .formatted(table.shape(), furthest));
        }
    }

    /** As T5: 32 buckets up to distance 128, drawn from N(0, 1). */
    public static RelativeBias of(int heads, boolean bothWays, Key key) {
        return new RelativeBias(key.normal(32, heads), bothWays, 128);
    }

    @Override
    public Tensor turn(Tensor x, int from) {
        return x;
    }

    @Override
    public Optional<Tensor> bias(int m, int n, DType dtype) {
        var buckets = new long[m * n];
        for (int q = 0; q < m; q++) {
            for (int k = 0; k < n; k++) {
                buckets[q * n + k] = bucket(n - m + q - k);
            }
        }
        var perPair = table.take(0, Tensor.of(buckets, m, n)); // (m, n, heads)
        return Optional.of(perPair.permute(2, 0, 1).cast(dtype));
    }

    /** The bucket of a key that lies {@code distance} before the query, or after it where negative. */
    int bucket(int distance) {
        int buckets = table.size(0) / (bothWays ? 2 : 1);
        int first = bothWays && distance < 0 ? buckets : 0;
        int away = bothWays ? Math.abs(distance) : Math.max(distance, 0);
        int exact = buckets / 2;
        if (away < exact) {
            return first + away;
        }
        double share = Math.log((double) away / exact) / Math.log((double) furthest / exact);
        return first + Math.min(exact + (int) (share * (buckets - exact)), buckets - 1);
    }
}
