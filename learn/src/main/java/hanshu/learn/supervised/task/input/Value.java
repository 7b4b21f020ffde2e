package hanshu.learn.supervised.task.input;

import hanshu.tensor.Tensor;

/** What one input is for the cases of a batch, as its encoder reads it. */
public sealed interface Value {
    /** How many hashes of pairs there are, 0 for none included. */
    int PAIRS = 1 << 16;

    /**
     * Pictures of one size.
     *
     * @param pixels standardised: (batch, height, width, channels)
     */
    record Pixels(Tensor pixels) implements Value {}

    /**
     * Numbers at each step.
     *
     * @param steps standardised, filled up with 0: (batch, time, channels)
     * @param lengths I64: (batch)
     */
    record Steps(Tensor steps, Tensor lengths) implements Value {}

    /**
     * Words, or what else a text was cut into.
     *
     * @param numbers I64, filled up with 0: (batch, time)
     * @param pairs the hash, from 1, of each and the one after it, filled up with 0, I64: (batch, time)
     * @param lengths I64: (batch)
     */
    record Tokens(Tensor numbers, Tensor pairs, Tensor lengths) implements Value {}

    /**
     * Words with their letters, all filled up with 0.
     *
     * @param words I32: (batch, time)
     * @param pairs of each and the one behind it, where words are characters, I32: (batch, time)
     * @param endings the hash of each word's last letters, I32: (batch, time)
     * @param letters I32: (batch, time, letters)
     * @param lengths I64: (batch)
     */
    record Words(Tensor words, Tensor pairs, Tensor endings, Tensor letters, Tensor lengths) implements Value {}

    /**
     * Columns of a table.
     *
     * @param numbers (batch, numbers)
     * @param categories rows of the embedding table, I32: (batch, columns)
     */
    record Columns(Tensor numbers, Tensor categories) implements Value {}
}
