package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hanshu.data.text.AlignedText.Behavior;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a text into pieces, such as words, over whose borders no token reaches. Names and fields are those of
 * {@code tokenizer.json}; each does what the reference's does (Hugging Face tokenizers, src/pre_tokenizers).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface PreTokenizer {
    /** The pieces, in order; none is empty. */
    List<AlignedText> apply(AlignedText text);

    /** One after the other, each cutting the pieces of the one before. */
    record Sequence(List<PreTokenizer> pretokenizers) implements PreTokenizer {
        @Override
        public List<AlignedText> apply(AlignedText text) {
            var pieces = List.of(text);
            for (var pretokenizer : pretokenizers) {
                pieces = pieces.stream()
                        .flatMap(piece -> pretokenizer.apply(piece).stream())
                        .toList();
            }
            return pieces;
        }
    }

    /** Words, and runs of what are neither words nor blanks. */
    record Whitespace() implements PreTokenizer {
        private static final Pattern WORD = TextPattern.compile("\\w+|[^\\w\\s]+");

        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(WORD, Behavior.REMOVED, true);
        }
    }

    /** What lies between white space. */
    record WhitespaceSplit() implements PreTokenizer {
        private static final Pattern SPACE = TextPattern.compile("\\s");

        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(SPACE, Behavior.REMOVED, false);
        }
    }

    /** Words between white space, and each punctuation mark by itself. */
    record BertPreTokenizer() implements PreTokenizer {
        @Override
        public List<AlignedText> apply(AlignedText text) {
            return new Sequence(List.of(new WhitespaceSplit(), new Punctuation(Optional.empty()))).apply(text);
        }
    }

    /** Cut at punctuation: Unicode's, and all of ASCII that is neither letter, digit nor blank. */
    record Punctuation(Optional<Behavior> behavior) implements PreTokenizer {
        private static final Pattern MARK = TextPattern.compile("[!-/:-@\\[-`{-~\\p{P}]");

        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(MARK, behavior.orElse(Behavior.ISOLATED), false);
        }
    }

    /** Numbers apart from the rest, whole or digit by digit. */
    record Digits(boolean individualDigits) implements PreTokenizer {
        private static final Pattern DIGIT = TextPattern.compile("\\p{N}");

        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(DIGIT, individualDigits ? Behavior.ISOLATED : Behavior.CONTIGUOUS, false);
        }
    }

    /** Cut at a pattern, or at all that is not one. */
    record Split(TextPattern pattern, Behavior behavior, boolean invert) implements PreTokenizer {
        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(pattern.pattern(), behavior, invert);
        }
    }

    /** What lies between a character. */
    record CharDelimiterSplit(String delimiter) implements PreTokenizer {
        @Override
        public List<AlignedText> apply(AlignedText text) {
            return text.split(Pattern.compile(Pattern.quote(delimiter)), Behavior.REMOVED, false);
        }
    }

    /**
     * GPT-2's (Radford et al. 2019): words with the blank before them, and their bytes as {@link ByteCharacters}.
     *
     * @param useRegex whether to cut at all; if empty, yes
     */
    record ByteLevel(boolean addPrefixSpace, boolean trimOffsets, Optional<Boolean> useRegex) implements PreTokenizer {
        private static final Pattern WORD = TextPattern.compile(
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

        @Override
        public List<AlignedText> apply(AlignedText text) {
            var spaced = addPrefixSpace && !text.text().startsWith(" ") ? text.prepend(" ") : text;
            var words = useRegex.orElse(true) ? spaced.split(WORD, Behavior.ISOLATED, false) : List.of(spaced);
            return words.stream().map(ByteCharacters::encode).toList();
        }
    }

    /**
     * SentencePiece's (Kudo & Richardson 2018): blanks become ▁, and a word begins with the one before it.
     *
     * @param prependScheme whether the text gets a ▁ before it: always, never, or first: if it begins the input
     * @param addPrefixSpace an older way to say always or never
     * @param strRep an older name of the replacement
     * @param split whether to cut into words; if empty, yes
     */
    record Metaspace(
            String replacement,
            Optional<String> prependScheme,
            Optional<Boolean> addPrefixSpace,
            @JsonProperty("str_rep") Optional<String> strRep,
            Optional<Boolean> split)
            implements PreTokenizer {
        /** ▁ before each word. */
        static final Metaspace DEFAULT =
                new Metaspace("▁", Optional.of("always"), Optional.empty(), Optional.empty(), Optional.of(true));

        private static final Pattern BLANK = Pattern.compile(" ");

        String scheme() {
            return prependScheme.orElse(addPrefixSpace.orElse(true) ? "always" : "never");
        }

        @Override
        public List<AlignedText> apply(AlignedText text) {
            var marked = text.replace(BLANK, replacement);
            boolean prepend = switch (scheme()) {
                case "always" -> true;
                case "first" -> !text.isEmpty() && text.start(0) == 0;
                default -> false;
            };
            if (prepend && !marked.text().startsWith(replacement)) {
                marked = marked.prepend(replacement);
            }
            return split.orElse(true)
                    ? marked.split(Pattern.compile(Pattern.quote(replacement)), Behavior.MERGED_WITH_NEXT, false)
                    : List.of(marked);
        }
    }
}
