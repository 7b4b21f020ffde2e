package hanshu.learn.supervised.task.config;

import hanshu.train.config.ConfigException;

/**
 * One output of a function.
 *
 * @param name by which the answers know it
 * @param from the column that holds the truth; several for numbers, with commas between them; empty for that of its name
 * @param kind what it is; auto looks
 * @param input whose steps are tagged; empty where only one could be
 * @param loss what training makes small; auto is the kind's own
 * @param weight how much this loss counts beside the other outputs'
 * @param writing how a text is written
 */
public record OutputConfig(
        String name, String from, Kind kind, String input, LossKind loss, double weight, Writing writing) {
    /** What an answer is. */
    public enum Kind {
        AUTO,
        NUMBER,
        /** Several numbers, from several columns. */
        NUMBERS,
        CLASS,
        /** Any of several classes, with a bar, a semicolon or a comma between them. */
        CLASSES,
        /** A tag for each word of an input, with blanks between them. */
        TAGS,
        /** A text, written after the one that is read, such as a translation. */
        TEXT
    }

    /**
     * How a text is written.
     *
     * @param beam how many beginnings are kept at each step; 1 is greedy
     * @param lengthPenalty how much longer texts are preferred to shorter ones that are as probable (α of Wu et al.
     *     2016, section 7); 0 for not at all
     * @param own how often, at the end of training, a gru goes on from the tokens that it finds likeliest itself
     *     (scheduled sampling, Bengio et al. 2015); 0 for never
     */
    public record Writing(int beam, double lengthPenalty, double own) {
        public Writing {
            if (beam < 1
                    || !(lengthPenalty >= 0 && lengthPenalty < Double.POSITIVE_INFINITY)
                    || !(own >= 0 && own <= 1)) {
                throw new ConfigException(
                        "writing: beam is 1 or more, lengthPenalty 0 or more, own from 0 to 1, got %d, %s and %s"
                                .formatted(beam, lengthPenalty, own));
            }
        }
    }

    private static final Writing BEAM = new Writing(5, 0.6, 0);

    /** What training makes small. */
    public enum LossKind {
        AUTO,
        /** −log p of the true class, or of each class being there or not. */
        CROSS_ENTROPY,
        /** The squared error. */
        MSE,
        /** The absolute error. */
        MAE,
        /** Squared where small, absolute where large. */
        HUBER
    }

    /** All of it chosen; the beginning of each element of a list in YAML. */
    public static final OutputConfig DEFAULTS = new OutputConfig("", "", Kind.AUTO, "", LossKind.AUTO, 1, BEAM);

    public OutputConfig {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new ConfigException("outputs: the weight of %s is above 0, got %s".formatted(name, weight));
        }
        boolean ofClasses = kind == Kind.CLASS || kind == Kind.CLASSES || kind == Kind.TAGS;
        boolean ofNumbers = kind == Kind.NUMBER || kind == Kind.NUMBERS;
        if (kind == Kind.TEXT && loss != LossKind.AUTO && loss != LossKind.CROSS_ENTROPY) {
            throw new ConfigException("outputs: %s is a text, of which the loss is cross_entropy".formatted(name));
        }
        if ((ofClasses && loss != LossKind.AUTO && loss != LossKind.CROSS_ENTROPY)
                || (ofNumbers && loss == LossKind.CROSS_ENTROPY)) {
            throw new ConfigException("outputs: %s is %s, which the loss %s does not fit"
                    .formatted(
                            name,
                            ofClasses ? "a class" : "a number",
                            loss.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** An output about which all is chosen but its name. */
    public static OutputConfig of(String name) {
        return new OutputConfig(name, "", Kind.AUTO, "", LossKind.AUTO, 1, BEAM);
    }

    public OutputConfig tagging(String words) {
        return new OutputConfig(name, from, Kind.TAGS, words, loss, weight, writing);
    }

    /** The same as a text, where nothing else was said. */
    public OutputConfig ofText() {
        return new OutputConfig(name, from, kind == Kind.AUTO ? Kind.TEXT : kind, input, loss, weight, writing);
    }

    /** The column, or columns, that hold the truth. */
    public String column() {
        return from.isEmpty() ? name : from;
    }
}
