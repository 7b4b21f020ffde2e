package hanshu.learn.supervised.task.config;

import hanshu.train.config.ConfigException;

/**
 * One input of a function.
 *
 * @param name by which the model and the data know it
 * @param from the column that holds it or the paths of its files; empty for that of its name
 * @param kind what it is; auto looks
 * @param size a picture's side, a text's tokens or a series' steps, at most; 0 is chosen
 * @param tokens what a text is cut into
 * @param encoder what makes a vector of it
 */
public record InputConfig(String name, String from, Kind kind, int size, Tokens tokens, EncoderConfig encoder) {
    /** What an input is. */
    public enum Kind {
        AUTO,
        PICTURE,
        TEXT,
        /** Numbers, one after the other. */
        SEQUENCE,
        SOUND,
        /** Numbers of one or more channels at each step. */
        SERIES,
        TABLE
    }

    /** What a text is cut into. */
    public enum Tokens {
        AUTO,
        WORDS,
        CHARACTERS,
        /** Byte pairs, as GPT-2 has them. */
        BPE,
        /** Parts of words, as BERT has them. */
        WORD_PIECE,
        /** The unigram language model, as SentencePiece has it. */
        UNIGRAM
    }

    /** All of it chosen; the beginning of each element of a list in YAML. */
    public static final InputConfig DEFAULTS =
            new InputConfig("", "", Kind.AUTO, 0, Tokens.AUTO, EncoderConfig.DEFAULTS);

    public InputConfig {
        if (size < 0) {
            throw new ConfigException("inputs: the size of %s is 0 or more, got %d".formatted(name, size));
        }
    }

    /** An input about which all is chosen but its name. */
    public static InputConfig of(String name) {
        return new InputConfig(name, "", Kind.AUTO, 0, Tokens.AUTO, EncoderConfig.DEFAULTS);
    }

    public InputConfig with(EncoderConfig changed) {
        return new InputConfig(name, from, kind, size, tokens, changed);
    }

    /** The column that holds it. */
    public String column() {
        return from.isEmpty() ? name : from;
    }
}
