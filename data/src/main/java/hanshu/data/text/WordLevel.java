package hanshu.data.text;

import hanshu.data.DataException;
import java.util.List;

/**
 * Each piece is a token, or unknown.
 *
 * @param unkToken what stands for the unknown
 */
public record WordLevel(Vocabulary vocab, String unkToken) implements TokenModel {
    @Override
    public List<Part> cut(String piece) {
        int id = vocab.indexOf(piece);
        return List.of(id >= 0 ? new Part(id, piece, 0, piece.length()) : unknown(vocab, unkToken, 0, piece.length()));
    }

    /** The token that stands for what the vocabulary lacks. */
    static Part unknown(Vocabulary vocab, String token, int from, int to) {
        int id = vocab.indexOf(token);
        if (id < 0) {
            throw new DataException("a piece of the text is not in the vocabulary, nor is \"" + token
                    + "\", which is to stand for the unknown");
        }
        return new Part(id, token, from, to);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocab;
    }
}
