package hanshu.learn.supervised.task.input;

import com.fasterxml.jackson.annotation.JsonIgnore;
import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.text.Marks;
import hanshu.data.text.PaddedSequences;
import hanshu.data.text.Tokenizer;
import hanshu.data.text.TokenizerKind;
import hanshu.data.text.WordDropout;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.learn.supervised.task.config.InputConfig.Tokens;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts as sequences of words, characters or parts of words.
 *
 * @param unit what they are cut into
 * @param tokenizer cuts them
 * @param most tokens of a text that are read
 * @param isTranslated whether another text is written after it, by what reads it
 */
public record TextForm(Tokens unit, Tokenizer tokenizer, int most, boolean isTranslated) implements Form {
    /** Of a tokenizer that is trained here. */
    static final Marks MARKS = new Marks(0, 1, 2, 3);

    private static final int MOST_TOKENS = 30_000;
    private static final int MOST_PARTS = 8_000;
    private static final int FEWEST_PARTS = 500;

    /** Pairs of texts for each part of a word, so that parts are met often enough (Sennrich & Zhang 2019). */
    private static final int PAIRS_OF_PART = 3;

    private static final int LONGEST = 400;

    /** A smaller translator learns more from fewer. */
    private static final int FEW_PAIRS = 10_000;

    /** Texts of no more characters are single words, such as names. */
    private static final int SPELLED = 40;

    /** Looks at the texts of some cases. */
    public static TextForm fit(List<String> texts, int[] rows, InputConfig config) {
        var all = Arrays.stream(rows).mapToObj(texts::get).toList();
        if (all.stream().allMatch(String::isBlank)) {
            throw new DataException(
                    "%s: all texts are empty, so there is nothing to learn from".formatted(config.name()));
        }
        return of(config.tokens() == Tokens.AUTO ? unit(all) : config.tokens(), all, MOST_PARTS, config, false);
    }

    /**
     * Looks at the texts of some cases and those that are written after them, which have one vocabulary: parts of words
     * that both have are one token. Where both are spelled, as Chinese and single words are, it is characters.
     */
    public static TextForm ofPairs(List<String> read, List<String> written, int[] rows, InputConfig config) {
        var first = Arrays.stream(rows).mapToObj(read::get).toList();
        var second = Arrays.stream(rows).mapToObj(written::get).toList();
        var both = Stream.concat(first.stream(), second.stream()).toList();
        boolean spelled = unit(first) == Tokens.CHARACTERS && unit(second) == Tokens.CHARACTERS;
        var chosen = spelled ? Tokens.CHARACTERS : Tokens.BPE;
        int parts = Math.clamp(rows.length / PAIRS_OF_PART, FEWEST_PARTS, MOST_PARTS);
        return of(config.tokens() == Tokens.AUTO ? chosen : config.tokens(), both, parts, config, true);
    }

    private static TextForm of(Tokens unit, List<String> texts, int parts, InputConfig config, boolean isTranslated) {
        var all = texts.stream().map(text -> spaced(unit, text)).toList();
        var tokenizer = switch (unit) {
            case AUTO, WORDS -> TokenizerKind.WORD.train(all, MOST_TOKENS, 1);
            case CHARACTERS -> TokenizerKind.CHARACTER.train(all, MOST_TOKENS, 1);
            case BPE -> TokenizerKind.BPE.train(all, parts, 2);
            case WORD_PIECE -> TokenizerKind.WORD_PIECE.train(all, parts, 2);
            case UNIGRAM -> TokenizerKind.UNIGRAM.train(all, parts, 2);
        };
        int longest = all.stream()
                .mapToInt(text -> tokenizer.plain(text).size())
                .max()
                .orElse(1);
        int most = config.size() > 0 ? config.size() : Math.clamp(longest, 1, LONGEST);
        return new TextForm(unit, tokenizer, most, isTranslated);
    }

    /** A blank in front makes the first word one like the others, where blanks are part of words. */
    private static String spaced(Tokens unit, String text) {
        return unit == Tokens.BPE ? " " + text.strip() : text.strip();
    }

    /** All tokens of a text. */
    public int[] whole(String text) {
        return tokenizer.plain(spaced(unit, text)).ids();
    }

    /** The tokens of a text that are read, or written. */
    public int[] numbers(String text) {
        return cut(whole(text));
    }

    private int[] cut(int[] ids) {
        return ids.length > most ? Arrays.copyOf(ids, most) : ids;
    }

    /** What tokens say. */
    public String text(int[] numbers) {
        return tokenizer.decode(numbers).strip();
    }

    /** Single words are spelled, as is what has no blanks between its words; other texts are read word by word. */
    private static Tokens unit(List<String> texts) {
        long single = texts.stream()
                .filter(text -> text.strip().chars().noneMatch(Character::isWhitespace))
                .count();
        boolean unspaced = TokenizerKind.suited(texts) == TokenizerKind.CHARACTER;
        return unspaced || 2 * single > texts.size() ? Tokens.CHARACTERS : Tokens.WORDS;
    }

    /** How many numbers of tokens there are. */
    public int tokens() {
        return tokenizer.size();
    }

    /** Whether a text is a single word, spelled. */
    @JsonIgnore
    public boolean isSpelled() {
        return unit == Tokens.CHARACTERS && most <= SPELLED;
    }

    @Override
    public Prepared prepare(Given given) {
        var whole = ((Given.Texts) given).all().stream().map(this::whole).toList();
        var all = whole.stream().map(this::cut).toList();
        return new Prepared() {
            @Override
            public int count() {
                return all.size();
            }

            @Override
            public int length(int row) {
                return all.get(row).length;
            }

            @Override
            public List<Wording> notices() {
                return TextForm.this.notices(whole);
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                return tensors(IntStream.range(from, to)
                        .mapToObj(i -> all.get(rows[i]))
                        .toList());
            }
        };
    }

    /** Some words become unknown. */
    @Override
    public Prepared augmented(Given given, Prepared plain, Augmenting how, Key key) {
        if (how.words() <= 0) {
            return plain;
        }
        var dropout = new WordDropout(how.words(), MARKS);
        return new Prepared() {
            private int epoch;

            @Override
            public int count() {
                return plain.count();
            }

            @Override
            public int length(int row) {
                return plain.length(row);
            }

            @Override
            public void startEpoch(int number) {
                epoch = number;
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                var whole = (Value.Tokens) plain.batch(rows, from, to);
                var ids = Arrays.stream(whole.numbers().toLongs())
                        .mapToInt(Math::toIntExact)
                        .toArray();
                var dropped = dropout.apply(ids, key.at(epoch).at(from));
                return new Value.Tokens(
                        Tensor.of(dropped, whole.numbers().shape().toArray()), whole.pairs(), whole.lengths());
            }
        };
    }

    private List<Wording> notices(List<int[]> texts) {
        var notices = new ArrayList<Wording>();
        long empty = texts.stream().filter(ids -> ids.length == 0).count();
        if (empty > 0) {
            notices.add(Wording.of("%,d of %,d texts are empty.", "%2$,d 个文本中有 %1$,d 个是空的。")
                    .with(empty, texts.size()));
        }
        notices.addAll(cutOff(texts));
        return notices;
    }

    /** How many of some texts are longer than what is read of them, if any. */
    public List<Wording> cutOff(List<int[]> texts) {
        long cut = texts.stream().filter(ids -> ids.length > most).count();
        return cut == 0
                ? List.of()
                : List.of(Wording.of(
                                "%,d of %,d texts are longer than %,d %s; what is beyond is left out (size: more, for all of it).",
                                "%2$,d 个文本中有 %1$,d 个长于 %3$,d 个%4$s；超出的部分没有使用（要用全部，size 取更大）。")
                        .with(cut, texts.size(), most, units()));
    }

    private static Value tensors(List<int[]> texts) {
        var tokens = PaddedSequences.of(texts, MARKS.padding());
        return new Value.Tokens(
                tokens.ids(),
                PaddedSequences.of(texts.stream().map(TextForm::pairs).toList(), 0)
                        .ids(),
                tokens.lengths().cast(DType.I64).maximum(1)); // an empty text is one that fills up
    }

    /** The hash of each token and the one after it. */
    private static int[] pairs(int[] ids) {
        return IntStream.range(0, Math.max(0, ids.length - 1))
                .map(t -> {
                    long hash = (ids[t] * 0x9E3779B97F4A7C15L + ids[t + 1]) * 0xC2B2AE3D27D4EB4FL;
                    return 1 + (int) Long.remainderUnsigned(hash >>> 20, Value.PAIRS - 1);
                })
                .toArray();
    }

    public String words() {
        return units().english();
    }

    private Wording units() {
        return switch (unit) {
            case AUTO, WORDS -> Wording.of("words", "词");
            case CHARACTERS -> Wording.of("characters", "字符");
            case BPE, WORD_PIECE, UNIGRAM -> Wording.of("parts of words", "词的部分");
        };
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        if (isTranslated) {
            return chooseTranslator(asked, cases);
        }
        var type = isSpelled() ? EncoderConfig.Type.LSTM : EncoderConfig.Type.CNN;
        var chosen = asked.or(type, 0, 0, -1).type();
        return switch (chosen) {
            case CNN -> asked.or(chosen, 100, 1, 0.5);
            case RNN, LSTM, GRU -> asked.or(chosen, 128, 1, 0.3);
            case TCN -> asked.or(chosen, 64, 4, 0.2);
            case TRANSFORMER -> asked.or(chosen, 128, 2, 0.2);
            case RESNET -> asked.or(chosen, 64, 3, 0.3);
            case AUTO, MOBILENET, VIT, TABLE ->
                throw new ConfigException(
                        "encoder: texts are read by cnn, resnet, rnn, lstm, gru, tcn or transformer, not by "
                                + chosen.word());
        };
    }

    private static EncoderConfig chooseTranslator(EncoderConfig asked, int cases) {
        boolean few = cases < FEW_PAIRS;
        var sized = asked.or(EncoderConfig.Type.TRANSFORMER, few ? 128 : 256, 0, few ? 0.3 : 0.2);
        return switch (sized.type()) {
            case TRANSFORMER -> sized.or(sized.type(), 0, few ? 2 : 3, 0);
            case GRU -> {
                if (sized.layers() > 1) {
                    throw new ConfigException("encoder: a gru that translates has one layer, not " + sized.layers());
                }
                yield sized.or(sized.type(), 0, 1, 0);
            }
            case AUTO, CNN, RESNET, MOBILENET, VIT, RNN, LSTM, TCN, TABLE ->
                throw new ConfigException("encoder: texts are translated by transformer or gru, not by "
                        + sized.type().word());
        };
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return isTranslated
                ? new SourceTokens(
                        config.type() == EncoderConfig.Type.GRU
                                ? Wording.of("GRU with attention, %d wide", "带注意力的 GRU，宽 %d")
                                        .with(config.width())
                                : Wording.of(
                                                "Transformer of %1$d + %1$d layers, %2$d wide",
                                                "Transformer，%1$d + %1$d 层，宽 %2$d")
                                        .with(config.layers(), config.width()))
                : TextEncoder.of(config, this, key);
    }

    @Override
    public Wording describe() {
        return Wording.of("texts of up to %d %s, %,d known", "至多 %d 个%s的文本，已知 %,d 个")
                .with(most, units(), tokens() - 4);
    }
}
