package hanshu.learn.supervised.task;

import hanshu.data.DataException;
import hanshu.data.text.Marks;
import hanshu.data.text.PaddedSequences;
import hanshu.data.text.Tokenizer;
import hanshu.data.text.TokenizerKind;
import hanshu.data.text.WordDropout;
import hanshu.learn.supervised.task.InputConfig.Tokens;
import hanshu.learn.supervised.task.TaskConfig.Augmenting;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts as sequences of words, characters or parts of words.
 *
 * @param unit what they are cut into
 * @param tokenizer cuts them
 * @param most tokens of a text that are read
 */
record TextForm(Tokens unit, Tokenizer tokenizer, int most) implements Form {
    /** Of a tokenizer that is trained here. */
    static final Marks MARKS = new Marks(0, 1, 2, 3);

    private static final int MOST_TOKENS = 30_000;
    private static final int MOST_PARTS = 8_000;
    private static final int LONGEST = 400;

    /** Texts of no more characters are single words, such as names. */
    private static final int SPELLED = 40;

    /** Looks at the texts of some cases. */
    static TextForm fit(List<String> texts, int[] rows, InputConfig config) {
        var all = Arrays.stream(rows).mapToObj(texts::get).toList();
        if (all.stream().allMatch(String::isBlank)) {
            throw new DataException(
                    "%s: all texts are empty, so there is nothing to learn from".formatted(config.name()));
        }
        var unit = config.tokens() == Tokens.AUTO ? unit(all) : config.tokens();
        var tokenizer = switch (unit) {
            case AUTO, WORDS -> TokenizerKind.WORD.train(all, MOST_TOKENS, 1);
            case CHARACTERS -> TokenizerKind.CHARACTER.train(all, MOST_TOKENS, 1);
            case BPE -> TokenizerKind.BPE.train(all, MOST_PARTS, 2);
            case WORD_PIECE -> TokenizerKind.WORD_PIECE.train(all, MOST_PARTS, 2);
            case UNIGRAM -> TokenizerKind.UNIGRAM.train(all, MOST_PARTS, 2);
        };
        int longest = all.stream()
                .mapToInt(text -> tokenizer.plain(text).size())
                .max()
                .orElse(1);
        return new TextForm(unit, tokenizer, config.size() > 0 ? config.size() : Math.clamp(longest, 1, LONGEST));
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
    int tokens() {
        return tokenizer.size();
    }

    /** Whether a text is a single word, spelled. */
    boolean isSpelled() {
        return unit == Tokens.CHARACTERS && most <= SPELLED;
    }

    @Override
    public Prepared prepare(Given given) {
        var whole = ((Given.Texts) given)
                .all().stream().map(text -> tokenizer.plain(text.strip()).ids()).toList();
        var all = whole.stream()
                .map(ids -> ids.length > most ? Arrays.copyOf(ids, most) : ids)
                .toList();
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
            public List<String> notices() {
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

    private List<String> notices(List<int[]> texts) {
        var notices = new ArrayList<String>();
        long empty = texts.stream().filter(ids -> ids.length == 0).count();
        long cut = texts.stream().filter(ids -> ids.length > most).count();
        if (empty > 0) {
            notices.add("%,d of %,d texts are empty.".formatted(empty, texts.size()));
        }
        if (cut > 0) {
            notices.add(
                    "%,d of %,d texts are longer than %,d %s; what is beyond is left out (size: more, for all of it)."
                            .formatted(cut, texts.size(), most, words()));
        }
        return notices;
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

    private String words() {
        return switch (unit) {
            case AUTO, WORDS -> "words";
            case CHARACTERS -> "characters";
            case BPE, WORD_PIECE, UNIGRAM -> "parts of words";
        };
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
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
                                + Understood.lower(chosen));
        };
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return TextEncoder.of(config, this, key);
    }

    @Override
    public String describe() {
        return "texts of up to %d %s, %,d known".formatted(most, words(), tokens() - 4);
    }
}
