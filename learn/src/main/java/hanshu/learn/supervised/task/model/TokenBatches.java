package hanshu.learn.supervised.task.model;

import hanshu.data.text.LengthBuckets;
import hanshu.tensor.Key;
import hanshu.train.Batches;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cases in batches of about so many tokens of each side, each of cases that are about as long as each other (Vaswani et
 * al. 2017, section 5.1). Here a row is a whole batch: one is taken at a time.
 *
 * @param groups the cases of each batch, as places in the part
 */
public record TokenBatches(Part part, List<int[]> groups) implements Batches<TaskBatch> {
    /**
     * Puts the cases of a part together.
     *
     * @param tokens of a batch, of each side, padding included
     * @param key which of equally long cases come together
     */
    public static TokenBatches of(Part part, int tokens, Key key) {
        var lengths = IntStream.range(0, part.count())
                .map(i -> part.batch(new int[] {i}, 0, 1).steps())
                .toArray();
        return new TokenBatches(part, LengthBuckets.ofTokens(lengths, tokens, key));
    }

    /** The full batch of the longest cases, which takes the most memory; the very last one holds what was left. */
    public TokenBatches longest() {
        return new TokenBatches(part, List.of(groups.get(Math.max(0, groups.size() - 2))));
    }

    /** The first cases of the first batch, as many as there are, as the only batch. */
    public TokenBatches first(int cases) {
        var group = groups.getFirst();
        return new TokenBatches(part, List.of(Arrays.copyOf(group, Math.min(cases, group.length))));
    }

    /** In all batches. */
    public int cases() {
        return groups.stream().mapToInt(group -> group.length).sum();
    }

    @Override
    public int count() {
        return groups.size();
    }

    @Override
    public void startEpoch(int epoch) {
        part.startEpoch(epoch);
    }

    @Override
    public TaskBatch batch(int[] rows, int from, int to) {
        var cases = Arrays.stream(rows, from, to)
                .flatMap(row -> Arrays.stream(groups.get(row)))
                .toArray();
        return part.batch(cases, 0, cases.length);
    }
}
