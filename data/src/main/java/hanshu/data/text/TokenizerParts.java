package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.DataException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tokenizer consists of, as {@code tokenizer.json} lists it.
 *
 * @param normalizer what makes texts alike
 * @param preTokenizer what cuts them into words
 * @param model what cuts words into tokens
 * @param postProcessor what puts special tokens around
 * @param decoder what makes text of tokens; without one they are joined by blanks
 */
public record TokenizerParts(
        Optional<Truncation> truncation,
        Optional<Padding> padding,
        List<AddedToken> addedTokens,
        Optional<Normalizer> normalizer,
        Optional<PreTokenizer> preTokenizer,
        Optional<PostProcessor> postProcessor,
        Optional<Decoder> decoder,
        TokenModel model) {
    public TokenizerParts {
        addedTokens = List.copyOf(addedTokens);
    }

    /**
     * Longer texts are cut off.
     *
     * @param direction the side that is cut off, Left or Right
     * @param maxLength tokens, special ones among them
     * @param strategy of a pair: LongestFirst, OnlyFirst or OnlySecond
     * @param stride how far what is cut off would overlap; here it is dropped
     */
    public record Truncation(Optional<String> direction, int maxLength, String strategy, int stride) {}

    /** Shorter texts are filled up, on the side of {@code direction}, Left or Right. */
    public record Padding(
            Length strategy,
            Optional<String> direction,
            Optional<Integer> padToMultipleOf,
            int padId,
            int padTypeId,
            String padToken) {}

    /** To the length of the longest text, {@code "BatchLongest"}, or to a fixed one, {@code {"Fixed": 128}}. */
    public record Length(Optional<Integer> fixed) {
        private static final String LONGEST = "BatchLongest";
        private static final String FIXED = "Fixed";

        @JsonCreator
        static Length of(Object json) {
            if (json.equals(LONGEST)) {
                return new Length(Optional.empty());
            }
            if (json instanceof Map<?, ?> map && map.size() == 1 && map.get(FIXED) instanceof Integer length) {
                return new Length(Optional.of(length));
            }
            throw new DataException("the strategy of padding is \"BatchLongest\" or {\"Fixed\": n}, but is " + json);
        }

        @JsonValue
        Object json() {
            return fixed.<Object>map(length -> Map.of(FIXED, length)).orElse(LONGEST);
        }
    }
}
