package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text of tokens. Names and fields are those of {@code tokenizer.json}; each does what the reference's does (Hugging
 * Face tokenizers, src/decoders).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Decoder {
    /** Parts of the text, to be joined. */
    List<String> apply(List<String> tokens);

    /** One after the other. */
    record Sequence(List<Decoder> decoders) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            for (var decoder : decoders) {
                tokens = decoder.apply(tokens);
            }
            return tokens;
        }
    }

    /**
     * Blanks between words; tokens that begin with the prefix continue one.
     *
     * @param cleanup whether blanks before punctuation and English endings go
     */
    record WordPiece(String prefix, boolean cleanup) implements Decoder {
        private static final List<String> CLEANUP = List.of(
                " .", ".", " ?", "?", " !", "!", " ,", ",", " ' ", "'", " n't", "n't", " 'm", "'m", " do not", " don't",
                " 's", "'s", " 've", "'ve", " 're", "'re");

        @Override
        public List<String> apply(List<String> tokens) {
            var parts = new ArrayList<String>();
            for (String token : tokens) {
                String part = parts.isEmpty()
                        ? token
                        : token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
                for (int i = 0; cleanup && i < CLEANUP.size(); i += 2) {
                    part = part.replace(CLEANUP.get(i), CLEANUP.get(i + 1));
                }
                parts.add(part);
            }
            return parts;
        }
    }

    /** Characters back to bytes, and bytes to text. */
    record ByteLevel(boolean addPrefixSpace, boolean trimOffsets, Optional<Boolean> useRegex) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            var bytes = new ByteArrayOutputStream();
            tokens.forEach(token -> ByteCharacters.decode(token, bytes));
            return List.of(bytes.toString(StandardCharsets.UTF_8));
        }
    }

    /** ▁ back to blanks, but for the one that was put before the text. */
    record Metaspace(
            String replacement,
            Optional<String> prependScheme,
            Optional<Boolean> addPrefixSpace,
            @JsonProperty("str_rep") Optional<String> strRep,
            Optional<Boolean> split)
            implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            boolean prepended = !prependScheme
                    .orElse(addPrefixSpace.orElse(true) ? "always" : "never")
                    .equals("never");
            var parts = new ArrayList<String>();
            for (String token : tokens) {
                boolean added = parts.isEmpty() && prepended && token.startsWith(replacement);
                parts.add((added ? token.substring(replacement.length()) : token).replace(replacement, " "));
            }
            return parts;
        }
    }

    /** A blank for what ends a word, but at the end. */
    record BPEDecoder(String suffix) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            var parts = new ArrayList<String>();
            for (String token : tokens) {
                parts.add(token.replace(suffix, parts.size() == tokens.size() - 1 ? "" : " "));
            }
            return parts;
        }
    }

    /** Runs of tokens such as {@code <0xE4>} to the text of these bytes; if they are none, each is a U+FFFD. */
    record ByteFallback() implements Decoder {
        private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

        @Override
        public List<String> apply(List<String> tokens) {
            var parts = new ArrayList<String>();
            var bytes = new ByteArrayOutputStream();
            for (String token : tokens) {
                var match = BYTE.matcher(token);
                if (match.matches()) {
                    bytes.write(Integer.parseInt(match.group(1), 16));
                } else {
                    flush(bytes, parts);
                    parts.add(token);
                }
            }
            flush(bytes, parts);
            return parts;
        }

        private static void flush(ByteArrayOutputStream bytes, List<String> parts) {
            if (bytes.size() == 0) {
                return;
            }
            try {
                var decoder = StandardCharsets.UTF_8.newDecoder();
                parts.add(decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
            } catch (CharacterCodingException broken) {
                for (int i = 0; i < bytes.size(); i++) {
                    parts.add("\ufffd");
                }
            }
            bytes.reset();
        }
    }

    /** All in one. */
    record Fuse() implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return List.of(String.join("", tokens));
        }
    }

    /** Up to so many of a character off the ends of each. */
    record Strip(String content, int start, int stop) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return tokens.stream().map(this::stripped).toList();
        }

        private String stripped(String token) {
            for (int i = 0; i < start && token.startsWith(content); i++) {
                token = token.substring(content.length());
            }
            for (int i = 0; i < stop && token.endsWith(content); i++) {
                token = token.substring(0, token.length() - content.length());
            }
            return token;
        }
    }

    /** Each match replaced. */
    record Replace(TextPattern pattern, String content) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            String quoted = Matcher.quoteReplacement(content);
            return tokens.stream()
                    .map(token -> pattern.pattern().matcher(token).replaceAll(quoted))
                    .toList();
        }
    }
}
