package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.InputConfig.Tokens;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts as sequences of words or characters.
 *
 * @param unit what they are cut into
 * @param vocabulary those that are known, the most frequent first; the number of a token is its place plus 2, 0 fills up
 *     and 1 is what is not known
 * @param most tokens of a text that are read
 */
record TextForm(Tokens unit, List<String> vocabulary, int most) implements Form {
    private static final int MOST_TOKENS = 30_000;
    private static final int LONGEST = 400;

    /** A word, a number, or a sign by itself; of scripts without blanks each character. */
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|[\\p{L}\\p{M}\\p{N}]+(['’][\\p{L}]+)*|[^\\s\\p{L}\\p{N}]");

    TextForm {
        vocabulary = List.copyOf(vocabulary);
    }

    /** Looks at the texts of some cases. */
    static TextForm fit(List<String> texts, int[] rows, InputConfig config) {
        var unit = config.tokens() == Tokens.AUTO ? unit(texts, rows) : config.tokens();
        var counts = new HashMap<String, Integer>();
        var lengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            var tokens = tokens(texts.get(rows[i]), unit);
            lengths[i] = tokens.size();
            tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
        }
        Arrays.sort(lengths);
        int usual = lengths.length == 0 ? 1 : lengths[(int) (0.995 * (lengths.length - 1))];
        var vocabulary = counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_TOKENS)
                .map(Map.Entry::getKey)
                .toList();
        return new TextForm(unit, vocabulary, config.size() > 0 ? config.size() : Math.clamp(usual, 1, LONGEST));
    }

    /** Single words are spelled; texts are read word by word. */
    private static Tokens unit(List<String> texts, int[] rows) {
        long blanks = Arrays.stream(rows)
                .filter(row -> texts.get(row).strip().chars().anyMatch(Character::isWhitespace))
                .count();
        boolean wordless = Arrays.stream(rows)
                        .filter(row -> texts.get(row).codePoints().anyMatch(Character::isIdeographic))
                        .count()
                > rows.length / 2;
        return !wordless && blanks < rows.length / 2 ? Tokens.CHARACTERS : Tokens.WORDS;
    }

    private static List<String> tokens(String text, Tokens unit) {
        if (unit == Tokens.CHARACTERS) {
            return text.strip().codePoints().mapToObj(Character::toString).toList();
        }
        var tokens = new ArrayList<String>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** How many numbers of tokens there are. */
    int tokens() {
        return vocabulary.size() + 2;
    }

    @Override
    public Prepared prepare(Given given) {
        var number = new HashMap<String, Integer>();
        vocabulary.forEach(token -> number.put(token, number.size() + 2));
        var all = ((Given.Texts) given)
                .all().stream()
                        .map(text -> tokens(text, unit).stream()
                                .limit(most)
                                .mapToInt(token -> number.getOrDefault(token, 1))
                                .toArray())
                        .toArray(int[][]::new);
        return new Prepared() {
            @Override
            public int count() {
                return all.length;
            }

            @Override
            public Value batch(int[] rows, int from, int to) {
                return tensors(all, rows, from, to);
            }
        };
    }

    private static Value tensors(int[][] all, int[] rows, int from, int to) {
        int longest = 1;
        for (int i = from; i < to; i++) {
            longest = Math.max(longest, all[rows[i]].length);
        }
        var numbers = new long[(to - from) * longest];
        var pairs = new long[(to - from) * longest];
        var lengths = new long[to - from];
        for (int i = from; i < to; i++) {
            var tokens = all[rows[i]];
            lengths[i - from] = Math.max(1, tokens.length); // an empty text is one that fills up
            for (int t = 0; t < tokens.length; t++) {
                numbers[(i - from) * longest + t] = tokens[t];
                if (t + 1 < tokens.length) {
                    long hash = (tokens[t] * 0x9E3779B97F4A7C15L + tokens[t + 1]) * 0xC2B2AE3D27D4EB4FL;
                    pairs[(i - from) * longest + t] = 1 + Long.remainderUnsigned(hash >>> 20, Value.PAIRS - 1);
                }
            }
        }
        return new Value.Tokens(
                Tensor.of(numbers, to - from, longest),
                Tensor.of(pairs, to - from, longest),
                Tensor.of(lengths, to - from));
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        var type = unit == Tokens.CHARACTERS ? EncoderConfig.Type.LSTM : EncoderConfig.Type.CNN;
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
        return "texts of up to %d %s, %,d known"
                .formatted(most, unit == Tokens.CHARACTERS ? "characters" : "words", vocabulary.size());
    }
}
