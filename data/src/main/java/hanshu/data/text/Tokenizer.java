package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hanshu.data.text.Token.Kind;
import hanshu.data.text.TokenizerParts.Padding;
import hanshu.data.text.TokenizerParts.Truncation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Text to numbers and back: added tokens are found; what lies between them is normalized, cut into words, and these by the
 * model into tokens; special tokens are put around.
 *
 * <pre>{@code
 * var tokenizer = Tokenizer.read(Path.of("tokenizer.json"));
 * int[] ids = tokenizer.encode("Hello, 世界").ids();
 * String text = tokenizer.decode(ids);
 * }</pre>
 */
public final class Tokenizer {
    private final TokenizerParts parts;
    private final Map<String, AddedToken> added = new HashMap<>();
    private final Map<Integer, AddedToken> addedById = new HashMap<>();
    private final AddedToken.Finder inText;
    private final AddedToken.Finder inNormalized;

    private Tokenizer(TokenizerParts parts) {
        this.parts = parts;
        for (var token : parts.addedTokens()) {
            added.put(token.content(), token);
            addedById.put(token.id(), token);
        }
        inText = new AddedToken.Finder(
                parts.addedTokens().stream()
                        .filter(token -> !token.normalized())
                        .toList(),
                content -> content);
        inNormalized = new AddedToken.Finder(
                parts.addedTokens().stream().filter(AddedToken::normalized).toList(),
                content -> normalized(AlignedText.of(content)).text());
    }

    public static Tokenizer of(TokenizerParts parts) {
        return new Tokenizer(parts);
    }

    /**
     * From a {@code tokenizer.json}.
     *
     * @throws hanshu.data.DataException if the file is damaged or asks for what is not known here, which is named
     */
    public static Tokenizer read(Path file) {
        return new Tokenizer(TokenizerFile.read(file));
    }

    /** From what stands in a {@code tokenizer.json}; the name stands in messages. */
    public static Tokenizer parse(String name, String json) {
        return new Tokenizer(TokenizerFile.parse(name, json));
    }

    /** From what stands in a {@code tokenizer.json} that is part of another file. */
    @JsonCreator
    static Tokenizer parse(String json) {
        return parse("the tokenizer", json);
    }

    /** To a {@code tokenizer.json}. */
    public void write(Path file) {
        TokenizerFile.write(parts, file);
    }

    /** As a {@code tokenizer.json}. */
    @JsonValue
    public String json() {
        return TokenizerFile.json(parts);
    }

    public TokenizerParts parts() {
        return parts;
    }

    /** One more than the highest number of a token. */
    public int size() {
        int last = parts.addedTokens().stream().mapToInt(AddedToken::id).max().orElse(-1);
        return Math.max(parts.model().vocabulary().size(), last + 1);
    }

    /** The number of a token, or −1. */
    public int indexOf(String token) {
        return added.containsKey(token)
                ? Optional.ofNullable(added.get(token)).orElseThrow().id()
                : parts.model().vocabulary().indexOf(token);
    }

    /** The token with a number; empty where there is none. */
    public String token(int id) {
        return Optional.ofNullable(addedById.get(id))
                .map(AddedToken::content)
                .orElseGet(() -> parts.model().vocabulary().token(id));
    }

    /** The tokens of a text, with the special ones around them. */
    public Encoded encode(String text) {
        return padded(whole(List.of(tokens(text, 0)), true));
    }

    /** The tokens of a pair of texts, such as a question and a passage. */
    public Encoded encode(String first, String second) {
        return padded(whole(List.of(tokens(first, 0), tokens(second, 1)), true));
    }

    /** The tokens of a text, with no special ones around them; neither cut off nor filled up. */
    public Encoded plain(String text) {
        var texts = List.of(tokens(text, 0));
        return new Encoded(joined(
                parts.postProcessor().map(post -> post.apply(texts, false)).orElse(texts)));
    }

    /** The tokens of many texts, which are filled up to the length of the longest if the tokenizer pads. */
    public List<Encoded> encodeAll(List<String> texts) {
        var all = texts.stream()
                .map(text -> whole(List.of(tokens(text, 0)), true))
                .toList();
        int longest = all.stream().mapToInt(List::size).max().orElse(0);
        return all.stream()
                .map(tokens -> new Encoded(
                        parts.padding().map(p -> padded(tokens, longest, p)).orElse(tokens)))
                .toList();
    }

    /** The text of tokens, without the special ones. */
    public String decode(int... ids) {
        return decode(ids, true);
    }

    /** The text of tokens. */
    public String decode(int[] ids, boolean withoutSpecial) {
        var tokens = new ArrayList<String>();
        for (int id : ids) {
            String token = token(id);
            boolean special = Optional.ofNullable(addedById.get(id))
                    .filter(AddedToken::special)
                    .isPresent();
            if (!token.isEmpty() && !(special && withoutSpecial)) {
                tokens.add(token);
            }
        }
        return parts.decoder()
                .map(decoder -> String.join("", decoder.apply(tokens)))
                .orElseGet(() -> String.join(" ", tokens));
    }

    private List<Token> tokens(String text, int type) {
        var tokens = new ArrayList<Token>();
        for (var run : inText.runs(AlignedText.of(text))) {
            var inner = run.token().isPresent() ? List.of(run) : inNormalized.runs(normalized(run.text()));
            for (var part : inner) {
                var whole = part.text();
                if (part.token().isPresent()) {
                    int id = part.token().get().id();
                    tokens.add(new Token(
                            id,
                            whole.text(),
                            whole.start(0),
                            whole.end(whole.text().length()),
                            type,
                            Kind.TEXT));
                } else if (!whole.isEmpty()) {
                    for (var word :
                            parts.preTokenizer().map(p -> p.apply(whole)).orElse(List.of(whole))) {
                        for (var cut : parts.model().cut(word.text())) {
                            tokens.add(new Token(
                                    cut.id(),
                                    cut.token(),
                                    word.start(cut.from()),
                                    word.end(cut.to()),
                                    type,
                                    Kind.TEXT));
                        }
                    }
                }
            }
        }
        return tokens;
    }

    private AlignedText normalized(AlignedText text) {
        return parts.normalizer().map(normalizer -> normalizer.apply(text)).orElse(text);
    }

    private List<Token> whole(List<List<Token>> texts, boolean special) {
        var post = parts.postProcessor();
        int room = post.map(p -> p.added(texts.size())).orElse(0);
        var cut = parts.truncation().map(t -> truncated(texts, t, room)).orElse(texts);
        return joined(post.map(p -> p.apply(cut, special)).orElse(cut));
    }

    private static List<Token> joined(List<List<Token>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    /**
     * As many tokens off the ends as are too many: of the longer text of a pair, so that the one that was longer keeps the
     * odd token, or of the text that is told.
     */
    private static List<List<Token>> truncated(List<List<Token>> texts, Truncation truncation, int room) {
        int[] lengths = texts.stream().mapToInt(List::size).toArray();
        int last = lengths.length - 1;
        int shorter = lengths[0] > lengths[last] ? last : 0;
        int limit = Math.max(0, truncation.maxLength() - room);
        for (int over = IntStream.of(lengths).sum() - limit; over > 0; over--) {
            int which = switch (truncation.strategy()) {
                case "OnlyFirst" -> 0;
                case "OnlySecond" -> last;
                default -> lengths[0] == lengths[last] ? shorter : lengths[0] > lengths[last] ? 0 : last;
            };
            lengths[which] = Math.max(0, lengths[which] - 1);
        }
        boolean left = truncation.direction().orElse("Right").equals("Left");
        var result = new ArrayList<List<Token>>();
        for (int i = 0; i < lengths.length; i++) {
            var tokens = texts.get(i);
            result.add(
                    left ? tokens.subList(tokens.size() - lengths[i], tokens.size()) : tokens.subList(0, lengths[i]));
        }
        return result;
    }

    private Encoded padded(List<Token> tokens) {
        return new Encoded(
                parts.padding().map(p -> padded(tokens, tokens.size(), p)).orElse(tokens));
    }

    private static List<Token> padded(List<Token> tokens, int longest, Padding padding) {
        int length = padding.strategy().fixed().orElse(longest);
        int multiple = padding.padToMultipleOf().filter(m -> m > 0).orElse(1);
        int missing = Math.max(0, Math.ceilDiv(length, multiple) * multiple - tokens.size());
        var pad = new Token(padding.padId(), padding.padToken(), 0, 0, padding.padTypeId(), Kind.PADDING);
        var result = new ArrayList<>(tokens);
        boolean left = padding.direction().orElse("Right").equals("Left");
        result.addAll(left ? 0 : result.size(), Collections.nCopies(missing, pad));
        return result;
    }
}
