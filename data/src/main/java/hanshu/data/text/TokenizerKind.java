package hanshu.data.text;

import hanshu.data.DataException;
import hanshu.data.text.AlignedText.Behavior;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tokenizers that can be trained here. The marks of {@link Marks} are the first tokens of each. */
public enum TokenizerKind {
    /** Words in small letters, punctuation and each Chinese character by itself. */
    WORD,
    /** Each character, blanks too: text comes back as it was. */
    CHARACTER,
    /** Byte pairs as GPT-2 has them, see {@link Bpe}: any text can be written, and comes back as it was. */
    BPE,
    /** Parts of words as BERT has them, see {@link WordPiece}; Chinese by characters. */
    WORD_PIECE,
    /** The unigram language model as SentencePiece has it, see {@link Unigram}; blanks are part of words. */
    UNIGRAM;

    private static final String CONTINUING = "##";
    private static final int LONGEST_WORD = 100; // characters, as in BERT
    private static final TextPattern ANY = TextPattern.regex("(?s).");

    /** In how many of the letters there are no blanks between words, from which on a text is taken for such a one. */
    private static final double MOSTLY = 0.3;

    /**
     * By the name that a configuration gives, such as {@code word}.
     *
     * @throws DataException if there is no such kind
     */
    public static TokenizerKind of(String name) {
        var names = List.of(values()).stream().map(TokenizerKind::toString).toList();
        int which = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (which < 0) {
            throw new DataException("there is no tokenizer \"%s\", only %s".formatted(name, String.join(", ", names)));
        }
        return values()[which];
    }

    /**
     * What suits a text: characters where the script puts no blanks between words, as Chinese, Japanese and Thai do; else
     * words.
     */
    public static TokenizerKind suited(List<String> texts) {
        long letters = 0;
        long unspaced = 0;
        for (String text : texts) {
            letters += text.codePoints().filter(Character::isLetter).count();
            unspaced += text.codePoints().filter(TokenizerKind::isUnspaced).count();
        }
        return unspaced > MOSTLY * letters ? CHARACTER : WORD;
    }

    private static boolean isUnspaced(int c) {
        return Character.isLetter(c)
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
                    default -> false;
                };
    }

    /**
     * A tokenizer for texts like these.
     *
     * @param size how many tokens it has at most
     * @param minCount what occurs less often is unknown, or no token; {@link #UNIGRAM} finds out by itself what is rare
     */
    public Tokenizer train(Iterable<String> texts, int size, int minCount) {
        if (size <= Marks.OWN.size() || minCount < 1) {
            throw new IllegalArgumentException(
                    "a tokenizer needs a size above %d and a minCount of at least 1, got %d and %d"
                            .formatted(Marks.OWN.size(), size, minCount));
        }
        return switch (this) {
            case WORD -> {
                var alike = new Normalizer.BertNormalizer(true, true, Optional.of(false), true);
                var cut = new PreTokenizer.BertPreTokenizer();
                yield of(
                        alike,
                        cut,
                        levels(counts(texts, alike, cut), minCount, size),
                        new Decoder.WordPiece(CONTINUING, true));
            }
            case CHARACTER -> {
                var alike = new Normalizer.NFC();
                var cut = new PreTokenizer.Split(ANY, Behavior.ISOLATED, false);
                yield of(alike, cut, levels(counts(texts, alike, cut), minCount, size), new Decoder.Fuse());
            }
            case BPE -> {
                var alike = new Normalizer.NFC();
                var cut = new PreTokenizer.ByteLevel(false, true, Optional.of(true));
                var bytes = IntStream.range(0, 256)
                        .mapToObj(b -> String.valueOf(ByteCharacters.of(b)))
                        .toList();
                var learned = BpeTrainer.train(counts(texts, alike, cut), Marks.OWN, bytes, "", size, minCount);
                var none = Optional.<String>empty();
                var model = new Bpe(
                        learned.vocabulary(),
                        learned.merges(),
                        none,
                        none,
                        none,
                        false,
                        false,
                        false,
                        Optional.empty());
                yield of(alike, cut, model, new Decoder.ByteLevel(false, true, Optional.of(true)));
            }
            case WORD_PIECE -> {
                var alike = new Normalizer.BertNormalizer(true, true, Optional.empty(), true);
                var cut = new PreTokenizer.BertPreTokenizer();
                var learned =
                        BpeTrainer.train(counts(texts, alike, cut), Marks.OWN, List.of(), CONTINUING, size, minCount);
                yield of(
                        alike,
                        cut,
                        new WordPiece(learned.vocabulary(), Marks.UNKNOWN, CONTINUING, LONGEST_WORD),
                        new Decoder.WordPiece(CONTINUING, true));
            }
            case UNIGRAM -> {
                var alike = new Normalizer.NFKC();
                var cut = PreTokenizer.Metaspace.DEFAULT;
                var vocabulary = UnigramTrainer.train(counts(texts, alike, cut), Marks.OWN, size);
                yield of(
                        alike,
                        cut,
                        new Unigram(vocabulary, Optional.of(Marks.OWN.indexOf(Marks.UNKNOWN)), false),
                        new Decoder.Metaspace(
                                cut.replacement(),
                                cut.prependScheme(),
                                Optional.empty(),
                                Optional.empty(),
                                cut.split()));
            }
        };
    }

    private static WordLevel levels(Map<String, Integer> counts, int minCount, int size) {
        return new WordLevel(Vocabulary.of(Marks.OWN, counts, minCount, size), Marks.UNKNOWN);
    }

    /** How often each piece occurs in the texts. */
    private static Map<String, Integer> counts(Iterable<String> texts, Normalizer normalizer, PreTokenizer cut) {
        var counts = new HashMap<String, Integer>();
        for (String text : texts) {
            for (var piece : cut.apply(normalizer.apply(AlignedText.of(text)))) {
                counts.merge(piece.text(), 1, Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            throw new DataException("there is no text to train a tokenizer on");
        }
        return counts;
    }

    private static Tokenizer of(Normalizer normalizer, PreTokenizer cut, TokenModel model, Decoder decoder) {
        return Tokenizer.of(new TokenizerParts(
                Optional.empty(),
                Optional.empty(),
                IntStream.range(0, Marks.OWN.size())
                        .mapToObj(id -> AddedToken.special(id, Marks.OWN.get(id)))
                        .toList(),
                Optional.of(normalizer),
                Optional.of(cut),
                Optional.empty(),
                Optional.of(decoder),
                model));
    }

    /** As a configuration writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
