package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Cuts a piece of text, such as a word, into the tokens of a vocabulary. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WordLevel.class, name = "WordLevel"),
    @JsonSubTypes.Type(value = WordPiece.class, name = "WordPiece"),
    @JsonSubTypes.Type(value = Bpe.class, name = "BPE"),
    @JsonSubTypes.Type(value = Unigram.class, name = "Unigram"),
})
public sealed interface TokenModel permits WordLevel, WordPiece, Bpe, Unigram {
    /**
     * A token of a piece.
     *
     * @param from its first character in the piece
     * @param to behind its last one
     */
    record Part(int id, String token, int from, int to) {}

    /** The tokens of a piece, which is not empty. */
    List<Part> cut(String piece);

    /** All tokens that it knows. */
    @JsonIgnore
    Vocabulary vocabulary();
}
