package hanshu.data.text;

/**
 * A token of a text.
 *
 * @param id its number in the vocabulary
 * @param text as the vocabulary writes it
 * @param start where in the text it begins
 * @param end behind its last character: {@code text.substring(start, end)} is what it stands for
 * @param type 0 in the first text, 1 in the second one of a pair, as the tokenizer says
 * @param kind whether the text holds it
 */
public record Token(int id, String text, int start, int end, int type, Kind kind) {
    /** Where a token comes from. */
    public enum Kind {
        /** From the text. */
        TEXT,
        /** Put around the text. */
        SPECIAL,
        /** Put there so that all are equally long; to be masked. */
        PADDING
    }

    static Token special(int id, String text, int type) {
        return new Token(id, text, 0, 0, type, Kind.SPECIAL);
    }

    Token at(int start, int end) {
        return new Token(id, text, start, end, type, kind);
    }

    Token ofType(int type) {
        return new Token(id, text, start, end, type, kind);
    }
}
