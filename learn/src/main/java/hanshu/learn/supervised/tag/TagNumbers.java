package hanshu.learn.supervised.tag;

import hanshu.data.text.TaggedText;
import hanshu.data.text.TokenizerKind;
import hanshu.data.text.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The numbers of words, letters and tags. 0 is padding and 1 all that is rare or unknown; words are in small letters, what
 * is written large their letters tell.
 *
 * @param pairs of a token and the one behind it, for scripts whose tokens are characters; else empty
 */
public record TagNumbers(Vocabulary words, Vocabulary letters, Vocabulary pairs, Vocabulary tags) {
    private static final List<String> SPECIAL = List.of("<pad>", "<unk>");
    private static final String END = "</s>";
    private static final int UNKNOWN = 1;

    /**
     * Of what is learned from.
     *
     * @param least how often a word or a letter must occur to have a number of its own
     * @param leastPair the same of a pair
     */
    public static TagNumbers of(TaggedText text, int least, int leastPair) {
        var words = new HashMap<String, Integer>();
        var letters = new HashMap<String, Integer>();
        var pairs = new HashMap<String, Integer>();
        for (var sentence : text.sentences()) {
            for (var token : sentence.tokens()) {
                words.merge(word(token), 1, Integer::sum);
                token.codePoints().forEach(c -> letters.merge(Character.toString(c), 1, Integer::sum));
            }
            pairs(sentence.tokens()).forEach(pair -> pairs.merge(pair, 1, Integer::sum));
        }
        var some = text.sentences().stream()
                .limit(1000)
                .map(sentence -> String.join("", sentence.tokens()))
                .toList();
        boolean byCharacter = TokenizerKind.suited(some) == TokenizerKind.CHARACTER;
        return new TagNumbers(
                vocabulary(words, least),
                vocabulary(letters, least),
                byCharacter ? vocabulary(pairs, leastPair) : Vocabulary.of(List.of()),
                Vocabulary.of(List.copyOf(text.tags())));
    }

    private static Vocabulary vocabulary(Map<String, Integer> counts, int least) {
        return Vocabulary.of(SPECIAL, counts, least, Integer.MAX_VALUE);
    }

    private static String word(String token) {
        return token.toLowerCase(Locale.ROOT);
    }

    private static List<String> pairs(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> tokens.get(i) + " " + (i + 1 < tokens.size() ? tokens.get(i + 1) : END))
                .toList();
    }

    /** Sentences whose tags are known; a tag that was not learned from counts as the first. */
    public Tagged numbers(TaggedText text) {
        return new Tagged(text.sentences().stream()
                .map(sentence -> numbers(
                        sentence.tokens(),
                        sentence.tags().stream()
                                .map(tag -> Math.max(0, tags.indexOf(tag)))
                                .toList()))
                .toList());
    }

    /** A sentence whose tags are not known. */
    public Tagged.Sentence numbers(List<String> tokens) {
        return numbers(tokens, List.of());
    }

    private Tagged.Sentence numbers(List<String> tokens, List<Integer> numbersOfTags) {
        return new Tagged.Sentence(
                tokens.stream().map(token -> number(words, word(token))).toList(),
                tokens.stream()
                        .map(token -> token.codePoints()
                                .mapToObj(c -> number(letters, Character.toString(c)))
                                .toList())
                        .toList(),
                pairs.size() == 0
                        ? List.of()
                        : pairs(tokens).stream()
                                .map(pair -> number(pairs, pair))
                                .toList(),
                numbersOfTags);
    }

    private static int number(Vocabulary vocabulary, String token) {
        int number = vocabulary.indexOf(token);
        return number < 0 ? UNKNOWN : number;
    }

    /** The tags that numbers stand for. */
    public List<String> names(List<Integer> numbersOfTags) {
        return numbersOfTags.stream().map(tags::token).toList();
    }
}
