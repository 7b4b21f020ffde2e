package hanshu.data.text;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An order of sequences in which neighbours are about equally long, so that batches need little padding, and that is still
 * random: the sequences are shuffled, sorted within pools of many batches, and the batches shuffled.
 */
public final class LengthBuckets {
    /** Batches in a pool: the more, the less padding and the less randomness. */
    private static final int POOL = 100;

    private LengthBuckets() {}

    /**
     * The numbers of the sequences in their new order; the batches are runs of {@code batch} of them, the last one may be
     * shorter.
     */
    public static int[] order(int[] lengths, int batch, Key key) {
        int n = lengths.length;
        int[] shuffled = key.at("sequences").permutation(n);
        for (int from = 0; from < n; from += POOL * batch) {
            int to = Math.min(n, from + POOL * batch);
            int[] pool = Arrays.stream(shuffled, from, to)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> lengths[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(pool, 0, shuffled, from, pool.length);
        }
        int full = n / batch;
        var whole = IntStream.of(key.at("batches").permutation(full))
                .flatMap(b -> Arrays.stream(shuffled, b * batch, (b + 1) * batch));
        return IntStream.concat(whole, Arrays.stream(shuffled, full * batch, n)).toArray();
    }

    /**
     * The numbers of the sequences in batches of about so many tokens, padding included, each of sequences that are about
     * as long as each other.
     *
     * @param key which of equally long sequences come together
     */
    public static List<int[]> ofTokens(int[] lengths, int tokens, Key key) {
        int[] order = Arrays.stream(key.permutation(lengths.length))
                .boxed()
                .sorted(Comparator.comparingInt(i -> lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        var batches = new ArrayList<int[]>();
        int from = 0;
        for (int i = 1; i <= order.length; i++) { // order[i] is the longest so far
            if (i == order.length || (i + 1 - from) * lengths[order[i]] > tokens) {
                batches.add(Arrays.copyOfRange(order, from, i));
                from = i;
            }
        }
        return batches;
    }
}
