package hanshu.learn.supervised.translate;

import hanshu.data.text.PaddedSequences;
import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences and their translations side by side, as numbers of tokens from {@link #FIRST} on; the numbers below have
 * meanings of their own, which are those of the tokenizers that are trained here.
 *
 * @param source what is read
 * @param before the start and the translation, what the decoder has read at each step: (batch, m)
 * @param after the translation and its end, what it is to write: (batch, m)
 */
public record Pairs(Source source, Tensor before, Tensor after) {
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

    /**
     * Sentences to be read.
     *
     * @param tokens each followed by its end, padded: (batch, n)
     * @param lengths ends included, I64: (batch)
     */
    public record Source(Tensor tokens, Tensor lengths) {
        /** Of sentences without their ends. */
        public static Source of(List<int[]> sentences) {
            var padded = padded(sentences);
            return new Source(padded.ids(), padded.lengths().cast(DType.I64));
        }

        /**
         * Of padded sentences without their ends.
         *
         * @param open (batch, n − 1)
         * @param lengths I64: (batch)
         */
        public static Source of(Tensor open, Tensor lengths) {
            var longer = Tensor.concat(1, open, column(PADDING, open));
            var isEnd = Tensor.range(longer.size(1)).eq(lengths.unsqueeze(1)); // (batch, n)
            return new Source(isEnd.where(END, longer), lengths.plus(1));
        }
    }

    /** Of as many translations as {@link #ended} gives. */
    public static Pairs of(Source source, Tensor after) {
        var open = after.slice(1, 0, after.size(1) - 1); // the ends of shorter ones stay, where nothing counts any more
        return new Pairs(source, Tensor.concat(1, column(START, after), open), after);
    }

    /** Of sentences and as many translations, without their ends. */
    public static Pairs of(List<int[]> sentences, List<int[]> translations) {
        if (sentences.isEmpty() || sentences.size() != translations.size()) {
            throw new IllegalArgumentException("pairs: needs as many sentences to write as to read, got %d and %d"
                    .formatted(translations.size(), sentences.size()));
        }
        return of(Source.of(sentences), ended(translations));
    }

    /** Each followed by its end, padded: (sentences, longest). */
    public static Tensor ended(List<int[]> sentences) {
        return padded(sentences).ids();
    }

    private static PaddedSequences padded(List<int[]> sentences) {
        var ended = sentences.stream()
                .map(s -> IntStream.concat(Arrays.stream(s), IntStream.of(END)).toArray())
                .toList();
        return PaddedSequences.of(ended, PADDING);
    }

    /** The same number for each row of others: (batch, 1). */
    private static Tensor column(int number, Tensor like) {
        return Tensor.full(like.dtype(), number, Shape.of(like.size(0), 1));
    }
}
