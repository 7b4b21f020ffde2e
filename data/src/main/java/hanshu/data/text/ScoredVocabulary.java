package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Tokens and the logarithms of their probabilities. */
public final class ScoredVocabulary {
    /** A token and the logarithm of its probability, {@code ["▁the", -3.2]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Scored(String token, double score) {}

    private final List<Scored> entries;
    private final Vocabulary tokens;
    private final double lowest;
    private final TokenTrie trie;

    private ScoredVocabulary(List<Scored> entries) {
        this.entries = List.copyOf(entries);
        tokens = Vocabulary.of(entries.stream().map(Scored::token).toList());
        lowest = entries.stream().mapToDouble(Scored::score).min().orElse(0);
        trie = new TokenTrie(tokens.tokens());
    }

    /** Numbered in the given order. */
    @JsonCreator
    public static ScoredVocabulary of(List<Scored> entries) {
        return new ScoredVocabulary(entries);
    }

    @JsonValue
    List<Scored> entries() {
        return entries;
    }

    Vocabulary tokens() {
        return tokens;
    }

    double score(int id) {
        return entries.get(id).score;
    }

    /** The lowest score of a token. */
    double lowest() {
        return lowest;
    }

    TokenTrie trie() {
        return trie;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredVocabulary that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
