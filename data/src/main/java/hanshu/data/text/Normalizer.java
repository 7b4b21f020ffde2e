package hanshu.data.text;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Optional;

/**
 * Makes texts that mean the same look the same, before they are cut. Names and fields are those of
 * {@code tokenizer.json}; each does what the reference's does (Hugging Face tokenizers, src/normalizers).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Normalizer {
    /** The text, made alike. */
    AlignedText apply(AlignedText text);

    /** One after the other. */
    record Sequence(List<Normalizer> normalizers) implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            for (var normalizer : normalizers) {
                text = normalizer.apply(text);
            }
            return text;
        }
    }

    /** Letters and their accents as one character where there is such a one (Unicode Standard Annex 15). */
    record NFC() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return UnicodeForms.apply(text, Form.NFC);
        }
    }

    /** Letters and their accents apart. */
    record NFD() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return UnicodeForms.apply(text, Form.NFD);
        }
    }

    /** As NFC, with variants such as ﬁ and full-width letters replaced by what they stand for. */
    record NFKC() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return UnicodeForms.apply(text, Form.NFKC);
        }
    }

    /** As NFD, with variants replaced. */
    record NFKD() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return UnicodeForms.apply(text, Form.NFKD);
        }
    }

    /** Small letters, each by itself: Σ is always σ. */
    record Lowercase() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            var change = new AlignedText.Change();
            text.text().codePoints().forEach(c -> {
                change.put(Character.toLowerCase(c), 0);
                if (c == 'İ') {
                    change.put('\u0307', 1); // the only letter that becomes two
                }
            });
            return text.changed(change, 0);
        }
    }

    /** Without marks; accents must be apart from their letters. */
    record StripAccents() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return text.filter(c -> !Characters.isMark(c));
        }
    }

    /** Without white space at the ends. */
    record Strip(boolean stripLeft, boolean stripRight) implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            String s = text.text();
            int from = stripLeft ? Characters.spaceAfter(s, 0) : 0;
            int to = stripRight && from < s.length() ? Characters.spaceBefore(s, s.length()) : s.length();
            return text.slice(from, to);
        }
    }

    /** Each match replaced. */
    record Replace(TextPattern pattern, String content) implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return text.replace(pattern.pattern(), content);
        }
    }

    /** With a text before it, unless it is empty. */
    record Prepend(String prepend) implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return text.prepend(prepend);
        }
    }

    /**
     * BERT's (Devlin et al. 2019; google-research/bert, tokenization.py).
     *
     * @param cleanText control characters removed, white space made blanks
     * @param handleChineseChars blanks put around each Chinese character
     * @param stripAccents whether letters lose their accents; if empty, as {@code lowercase}
     */
    record BertNormalizer(
            boolean cleanText, boolean handleChineseChars, Optional<Boolean> stripAccents, boolean lowercase)
            implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            if (cleanText) {
                text = cleaned(text);
            }
            if (handleChineseChars && text.text().codePoints().anyMatch(Characters::isChinese)) {
                var change = new AlignedText.Change();
                text.text().codePoints().forEach(c -> {
                    if (Characters.isChinese(c)) {
                        change.put(' ', 0).put(c, 1).put(' ', 1);
                    } else {
                        change.put(c, 0);
                    }
                });
                text = text.changed(change, 0);
            }
            if (stripAccents.orElse(lowercase)) {
                text = UnicodeForms.apply(text, Form.NFD)
                        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK);
            }
            return lowercase ? new Lowercase().apply(text) : text;
        }

        private static AlignedText cleaned(AlignedText text) {
            var kept = text.filter(c -> c != 0 && c != 0xfffd && !Characters.isControl(c));
            var change = new AlignedText.Change();
            kept.text().codePoints().forEach(c -> change.put(Characters.isSpace(c) ? ' ' : c, 0));
            return kept.changed(change, 0);
        }
    }

    /** The table of replacements that SentencePiece writes into its models. */
    record Precompiled(CharacterMap precompiledCharsmap) implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return precompiledCharsmap.apply(text);
        }
    }

    /** Each byte of UTF-8 as a character of its own; see {@link ByteCharacters}. */
    record ByteLevel() implements Normalizer {
        @Override
        public AlignedText apply(AlignedText text) {
            return ByteCharacters.encode(text);
        }
    }
}
