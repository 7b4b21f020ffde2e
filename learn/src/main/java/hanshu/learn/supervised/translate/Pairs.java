package hanshu.learn.supervised.translate;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs of sentences as numbers of tokens, from {@link #FIRST} on; the numbers below have meanings of their own, which
 * are those of the tokenizers that are trained here.
 *
 * @param source what is read
 * @param target what is to be written, as many
 */
public record Pairs(List<int[]> source, List<int[]> target) {
    /** Stands behind the end of sentences that are shorter than others of the batch. */
    public static final int PADDING = 0;

    /** Stands for all that the vocabulary does not hold. */
    public static final int UNKNOWN = 1;

    /** What the decoder reads first. */
    public static final int START = 2;

    /** What ends a sentence, read and written. */
    public static final int END = 3;

    /** The first number of a token with a meaning in the language. */
    public static final int FIRST = 4;

    public Pairs {
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() || source.size() != target.size()) {
            throw new IllegalArgumentException("pairs: needs as many sentences to write as to read, got %d and %d"
                    .formatted(target.size(), source.size()));
        }
    }

    /**
     * Sentences side by side.
     *
     * @param source each followed by its end, I32: (batch, n)
     * @param lengths of those, I32: (batch)
     * @param before the start and the sentence, what the decoder has read at each step: (batch, m)
     * @param after the sentence and its end, what it is to write: (batch, m)
     */
    public record Batch(Tensor source, Tensor lengths, Tensor before, Tensor after) {}

    /** A sentence to be read, as a batch of one. */
    static Batch reading(int... sentence) {
        return new Pairs(List.of(sentence), List.of(new int[0])).batch(0);
    }

    /** How many pairs. */
    public int count() {
        return source.size();
    }

    /**
     * The pairs in batches of about so many tokens of each side, padding included, each of pairs that are about as long
     * as each other (Vaswani et al. 2017, section 5.1). Here a row is a whole batch: one is taken at a time.
     *
     * @param key which of equally long pairs come together
     */
    public Batches<Batch> ofTokens(int tokens, Key key) {
        var order = Arrays.stream(key.permutation(count()))
                .boxed()
                .sorted(Comparator.comparingInt(this::length))
                .mapToInt(i -> i)
                .toArray();
        var batches = new ArrayList<int[]>();
        int from = 0;
        for (int i = 1; i <= order.length; i++) { // order[i] is the longest so far
            if (i == order.length || (i + 1 - from) * length(order[i]) > tokens) {
                batches.add(Arrays.copyOfRange(order, from, i));
                from = i;
            }
        }
        return new Batches<>() {
            @Override
            public int count() {
                return batches.size();
            }

            @Override
            public Batch batch(int[] rows, int first, int to) {
                return Pairs.this.batch(Arrays.stream(rows, first, to)
                        .flatMap(row -> Arrays.stream(batches.get(row)))
                        .toArray());
            }
        };
    }

    private int length(int pair) {
        return Math.max(source.get(pair).length, target.get(pair).length) + 1;
    }

    /** Pairs by number. */
    public Batch batch(int... numbers) {
        var read =
                Arrays.stream(numbers).mapToObj(i -> with(source.get(i), false)).toList();
        var before =
                Arrays.stream(numbers).mapToObj(i -> with(target.get(i), true)).toList();
        var after =
                Arrays.stream(numbers).mapToObj(i -> with(target.get(i), false)).toList();
        var lengths = read.stream().mapToInt(s -> s.length).toArray();
        return new Batch(padded(read), Tensor.of(lengths, lengths.length), padded(before), padded(after));
    }

    /** The start in front of a sentence, or the end behind it. */
    private static int[] with(int[] sentence, boolean start) {
        return start
                ? IntStream.concat(IntStream.of(START), Arrays.stream(sentence)).toArray()
                : IntStream.concat(Arrays.stream(sentence), IntStream.of(END)).toArray();
    }

    private static Tensor padded(List<int[]> sentences) {
        int longest = sentences.stream().mapToInt(s -> s.length).max().orElseThrow();
        var all = new int[sentences.size() * longest]; // 0 is padding
        for (int i = 0; i < sentences.size(); i++) {
            System.arraycopy(sentences.get(i), 0, all, i * longest, sentences.get(i).length);
        }
        return Tensor.of(all, sentences.size(), longest);
    }
}
