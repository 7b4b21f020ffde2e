package hanshu.data.text;

import java.util.ArrayList;
import java.util.List;

/**
 * WordPiece: from the left, always the longest token that fits; a word in which none fits somewhere is unknown as a whole
 * (Wu et al. 2016, "Google's neural machine translation system", section 4.1; as Devlin et al. 2019 use it).
 *
 * @param continuingSubwordPrefix what a token begins with that is not the first of its word, such as ##
 * @param maxInputCharsPerWord longer words are unknown
 */
public record WordPiece(Vocabulary vocab, String unkToken, String continuingSubwordPrefix, int maxInputCharsPerWord)
        implements TokenModel {
    @Override
    public List<Part> cut(String piece) {
        var parts = new ArrayList<Part>();
        boolean fits = piece.codePointCount(0, piece.length()) <= maxInputCharsPerWord;
        for (int from = 0, to = 0; fits && from < piece.length(); from = to) {
            String prefix = from == 0 ? "" : continuingSubwordPrefix;
            to = piece.length();
            while (to > from && !vocab.contains(prefix + piece.substring(from, to))) {
                to = piece.offsetByCodePoints(to, -1);
            }
            fits = to > from;
            String token = prefix + piece.substring(from, to);
            parts.add(new Part(vocab.indexOf(token), token, from, to));
        }
        return fits ? parts : List.of(WordLevel.unknown(vocab, unkToken, 0, piece.length()));
    }

    @Override
    public Vocabulary vocabulary() {
        return vocab;
    }
}
