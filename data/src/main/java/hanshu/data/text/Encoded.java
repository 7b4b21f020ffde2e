package hanshu.data.text;

import java.util.List;

/** The tokens of a text, or of a pair of texts. */
public record Encoded(List<Token> tokens) {
    public Encoded {
        tokens = List.copyOf(tokens);
    }

    public int size() {
        return tokens.size();
    }

    public int[] ids() {
        return tokens.stream().mapToInt(Token::id).toArray();
    }

    /** 0 in the first text and 1 in the second. */
    public int[] types() {
        return tokens.stream().mapToInt(Token::type).toArray();
    }

    /** How many tokens are no padding. */
    public int length() {
        return (int) tokens.stream()
                .filter(token -> token.kind() != Token.Kind.PADDING)
                .count();
    }

    public List<String> texts() {
        return tokens.stream().map(Token::text).toList();
    }
}
