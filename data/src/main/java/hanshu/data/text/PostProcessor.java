package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts special tokens around a text or a pair of texts. Names and fields are those of {@code tokenizer.json}; each does
 * what the reference's does (Hugging Face tokenizers, src/processors).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface PostProcessor {
    /**
     * The parts of the whole, in order.
     *
     * @param texts the tokens of one text, or of two
     * @param special whether special tokens are wanted
     */
    List<List<Token>> apply(List<List<Token>> texts, boolean special);

    /** How many special tokens are put around one text, or two. */
    default int added(int texts) {
        var none = new ArrayList<List<Token>>();
        for (int i = 0; i < texts; i++) {
            none.add(List.of());
        }
        return apply(none, true).stream().mapToInt(List::size).sum();
    }

    /** One after the other. */
    record Sequence(List<PostProcessor> processors) implements PostProcessor {
        @Override
        public List<List<Token>> apply(List<List<Token>> texts, boolean special) {
            for (var processor : processors) {
                texts = processor.apply(texts, special);
            }
            return texts;
        }
    }

    /** A token and its number, {@code ["[SEP]", 102]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Mark(String token, int id) {
        List<Token> ofType(int type) {
            return List.of(Token.special(id, token, type));
        }
    }

    /** {@code [CLS] A [SEP]}, or {@code [CLS] A [SEP] B [SEP]} (Devlin et al. 2019). */
    record BertProcessing(Mark sep, Mark cls) implements PostProcessor {
        @Override
        public List<List<Token>> apply(List<List<Token>> texts, boolean special) {
            if (!special) {
                return texts;
            }
            var parts = new ArrayList<List<Token>>();
            parts.add(cls.ofType(0));
            for (int i = 0; i < texts.size(); i++) {
                parts.add(typed(texts.get(i), i));
                parts.add(sep.ofType(i));
            }
            return parts;
        }
    }

    /** {@code <s> A </s>}, or {@code <s> A </s> </s> B </s>}, all of type 0 (Liu et al. 2019). */
    record RobertaProcessing(Mark sep, Mark cls, boolean trimOffsets, boolean addPrefixSpace) implements PostProcessor {
        @Override
        public List<List<Token>> apply(List<List<Token>> texts, boolean special) {
            var trimmed =
                    trimOffsets ? new ByteLevel(addPrefixSpace, true, Optional.empty()).apply(texts, special) : texts;
            var parts = new ArrayList<List<Token>>();
            for (int i = 0; i < trimmed.size(); i++) {
                if (special) {
                    parts.add((i == 0 ? cls : sep).ofType(0));
                }
                parts.add(typed(trimmed.get(i), 0));
                if (special) {
                    parts.add(sep.ofType(0));
                }
            }
            return parts;
        }
    }

    /** No token more; offsets without the blanks that belong to the tokens. */
    record ByteLevel(boolean addPrefixSpace, boolean trimOffsets, Optional<Boolean> useRegex) implements PostProcessor {
        @Override
        public List<List<Token>> apply(List<List<Token>> texts, boolean special) {
            return trimOffsets ? texts.stream().map(this::trimmed).toList() : texts;
        }

        private List<Token> trimmed(List<Token> tokens) {
            var result = new ArrayList<Token>();
            for (var token : tokens) {
                int[] characters = token.text().codePoints().toArray();
                int leading = 0;
                while (leading < characters.length && isBlank(characters[leading])) {
                    leading++;
                }
                int trailing = 0;
                while (trailing < characters.length && isBlank(characters[characters.length - 1 - trailing])) {
                    trailing++;
                }
                boolean first = result.isEmpty() || token.start() == 0;
                if (leading > 0 && first && addPrefixSpace) {
                    leading--; // the blank that was put before the text
                }
                int start = Math.min(token.start() + leading, token.end());
                boolean blank = trailing == characters.length;
                result.add(token.at(start, blank ? start : token.end() - trailing));
            }
            return result;
        }

        private static boolean isBlank(int c) {
            return c == ByteCharacters.of(' ') || Characters.isSpace(c);
        }
    }

    /** The texts, A and B, and special tokens in a given order. */
    record TemplateProcessing(List<Piece> single, List<Piece> pair, Map<String, Special> specialTokens)
            implements PostProcessor {
        /** Either a special token or a text. */
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        public record Piece(
                @JsonProperty("SpecialToken") Optional<Item> specialToken,
                @JsonProperty("Sequence") Optional<Item> sequence) {
            static Piece special(String id, int type) {
                return new Piece(Optional.of(new Item(id, type)), Optional.empty());
            }

            static Piece text(String id, int type) {
                return new Piece(Optional.empty(), Optional.of(new Item(id, type)));
            }
        }

        /** A name, and the type of its tokens. */
        public record Item(String id, int typeId) {}

        /** What a special token is written as. */
        public record Special(String id, List<Integer> ids, List<String> tokens) {}

        @Override
        public List<List<Token>> apply(List<List<Token>> texts, boolean special) {
            var parts = new ArrayList<List<Token>>();
            for (var piece : texts.size() == 1 ? single : pair) {
                piece.sequence.ifPresent(item -> parts.add(typed(texts.get(item.id.equals("A") ? 0 : 1), item.typeId)));
                piece.specialToken.filter(item -> special).ifPresent(item -> parts.add(tokens(item)));
            }
            return parts;
        }

        private List<Token> tokens(Item item) {
            var special = Optional.ofNullable(specialTokens.get(item.id))
                    .orElseThrow(() -> new DataException("the template of the tokenizer names " + item.id
                            + ", which is none of its special tokens " + specialTokens.keySet()));
            var tokens = new ArrayList<Token>();
            for (int i = 0; i < special.ids.size(); i++) {
                tokens.add(Token.special(special.ids.get(i), special.tokens.get(i), item.typeId));
            }
            return tokens;
        }
    }

    private static List<Token> typed(List<Token> tokens, int type) {
        return tokens.stream().map(token -> token.ofType(type)).toList();
    }
}
