package hanshu.learn.supervised.task.input;

import hanshu.data.Wording;
import hanshu.nn.Pass;

/**
 * Hands the tokens of a text over to the decoder that writes another after it: that one reads them itself, as it has
 * one table of vectors for what it reads and what it writes.
 *
 * @param describe what reads them, in a few words
 */
record SourceTokens(Wording describe) implements Encoder {
    @Override
    public Encoded encode(Value value, Pass pass) {
        var tokens = (Value.Tokens) value;
        return Encoded.of(
                () -> {
                    throw new IllegalStateException("a text that is translated has no vector");
                },
                () -> new Encoded.States(tokens.numbers(), tokens.lengths()));
    }

    @Override
    public int width() {
        return 0;
    }
}
