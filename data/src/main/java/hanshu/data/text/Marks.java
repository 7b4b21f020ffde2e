package hanshu.data.text;

import hanshu.data.DataException;
import java.util.List;

/**
 * The numbers of the tokens that are no text: what fills up short sequences, what stands for the unknown, and what begins
 * and ends a sequence.
 */
public record Marks(int padding, int unknown, int begin, int end) {
    static final String PADDING = "<pad>";
    static final String UNKNOWN = "<unk>";
    static final String BEGIN = "<s>";
    static final String END = "</s>";

    /** The marks of tokenizers that are trained here, which are the first of their vocabulary. */
    static final List<String> OWN = List.of(PADDING, UNKNOWN, BEGIN, END);

    /**
     * The marks of a tokenizer, by the names that are in use.
     *
     * @throws DataException if it lacks one of them
     */
    public static Marks of(Tokenizer tokenizer) {
        return new Marks(
                find(tokenizer, "padding", PADDING, "[PAD]", "<|padding|>", "<|endoftext|>"),
                find(tokenizer, "the unknown", UNKNOWN, "[UNK]", "<|endoftext|>"),
                find(tokenizer, "the begin of a sequence", BEGIN, "[CLS]", "<bos>", "<|startoftext|>", "<|endoftext|>"),
                find(tokenizer, "the end of a sequence", END, "[SEP]", "<eos>", "<|endoftext|>"));
    }

    private static int find(Tokenizer tokenizer, String meaning, String... names) {
        for (String name : names) {
            int id = tokenizer.indexOf(name);
            if (id >= 0) {
                return id;
            }
        }
        throw new DataException("the tokenizer has no token for %s, such as %s".formatted(meaning, List.of(names)));
    }
}
