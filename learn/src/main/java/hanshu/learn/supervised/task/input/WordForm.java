package hanshu.learn.supervised.task.input;

import com.fasterxml.jackson.annotation.JsonIgnore;
import hanshu.data.Wording;
import hanshu.data.text.Marks;
import hanshu.data.text.TokenizerKind;
import hanshu.data.text.Vocabulary;
import hanshu.data.text.WordDropout;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.config.EncoderConfig;
import hanshu.learn.supervised.task.config.TaskConfig.Augmenting;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sentences as the words that the data part them into, each with its letters. 0 stands for nothing and 1 for all that is
 * rare or unknown; words are in small letters, what is written large their letters tell.
 *
 * @param pairs of a word and the one behind it, for scripts whose words are characters; else empty
 */
public record WordForm(Vocabulary words, Vocabulary letters, Vocabulary pairs) implements Form {
    /** How many classes of endings there are, by their hash. */
    public static final int ENDINGS = 1 << 16;

    private static final List<String> SPECIAL = List.of("<pad>", "<unk>");
    private static final String END = "</s>";
    private static final int UNKNOWN = 1;
    private static final Marks MARKS = new Marks(0, UNKNOWN, 0, 0);
    private static final WordDropout NO_DROPOUT = new WordDropout(0, MARKS);

    /** How often a word, a letter must occur to have a number of its own: what occurs once teaches what is unknown. */
    private static final int LEAST = 2;

    private static final int LEAST_PAIR = 5;

    /** Of a longer word the beginning and the end are read. */
    private static final int LETTERS = 24;

    private static final int ENDING = 3;
    private static final int LOOKED_AT = 1_000;

    /** Looks at the sentences of some cases. */
    public static WordForm fit(Given.Words given, int[] rows) {
        var words = new HashMap<String, Integer>();
        var letters = new HashMap<String, Integer>();
        var pairs = new HashMap<String, Integer>();
        for (int row : rows) {
            var sentence = given.all().get(row);
            for (var word : sentence) {
                words.merge(small(word), 1, Integer::sum);
                word.codePoints().forEach(c -> letters.merge(Character.toString(c), 1, Integer::sum));
            }
            pairs(sentence).forEach(pair -> pairs.merge(pair, 1, Integer::sum));
        }
        var some = Arrays.stream(rows)
                .limit(LOOKED_AT)
                .mapToObj(row -> String.join("", given.all().get(row)))
                .toList();
        boolean byCharacter = TokenizerKind.suited(some) == TokenizerKind.CHARACTER;
        return new WordForm(
                vocabulary(words, LEAST),
                vocabulary(letters, LEAST),
                byCharacter ? vocabulary(pairs, LEAST_PAIR) : Vocabulary.of(List.of()));
    }

    private static Vocabulary vocabulary(Map<String, Integer> counts, int least) {
        return Vocabulary.of(SPECIAL, counts, least, Integer.MAX_VALUE);
    }

    private static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static List<String> pairs(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> words.get(i) + " " + (i + 1 < words.size() ? words.get(i + 1) : END))
                .toList();
    }

    @JsonIgnore
    public boolean isByCharacter() {
        return pairs.size() > 0;
    }

    /** The words of a line of text: characters where they were learned from, else what stands between blanks. */
    public List<String> words(String line) {
        var parts = List.of(line.strip().split("\\s+"));
        return isByCharacter()
                ? parts.stream()
                        .flatMap(part -> part.codePoints().mapToObj(Character::toString))
                        .toList()
                : parts;
    }

    /** A sentence in numbers. */
    @SuppressWarnings("ArrayRecordComponent") // as batches are filled from them
    private record Numbers(int[] words, int[] pairs, int[] endings, int[][] letters) {}

    private Numbers numbers(List<String> sentence) {
        return new Numbers(
                sentence.stream().mapToInt(word -> number(words, small(word))).toArray(),
                isByCharacter()
                        ? pairs(sentence).stream()
                                .mapToInt(pair -> number(pairs, pair))
                                .toArray()
                        : new int[sentence.size()],
                sentence.stream().mapToInt(WordForm::ending).toArray(),
                sentence.stream().map(this::spelled).toArray(int[][]::new));
    }

    private int[] spelled(String word) {
        var all = word.codePoints()
                .map(c -> number(letters, Character.toString(c)))
                .toArray();
        if (all.length <= LETTERS) {
            return all;
        }
        var both = Arrays.copyOf(all, LETTERS);
        System.arraycopy(all, all.length - LETTERS / 2, both, LETTERS / 2, LETTERS / 2);
        return both;
    }

    private static int number(Vocabulary vocabulary, String token) {
        int number = vocabulary.indexOf(token);
        return number < 0 ? UNKNOWN : number;
    }

    /** The hash, from 1, of the last letters and of whether the first is a large one. */
    private static int ending(String word) {
        var last = word.substring(Math.max(0, word.length() - ENDING));
        int hash = 31 * last.hashCode() + (!word.isEmpty() && Character.isUpperCase(word.codePointAt(0)) ? 1 : 0);
        return 1 + Math.floorMod(hash * 0x9E3779B1, ENDINGS - 1);
    }

    @Override
    public Prepared prepare(Given given) {
        var all = Given.Words.of(given).all().stream().map(this::numbers).toList();
        return new Sentences(all, NO_DROPOUT, Key.of(0));
    }

    /** Some words become unknown; their letters stay. */
    @Override
    public Prepared augmented(Given given, Prepared plain, Augmenting how, Key key) {
        return how.words() <= 0
                ? plain
                : new Sentences(((Sentences) plain).all, new WordDropout(how.words(), MARKS), key);
    }

    /** Sentences in batches. */
    private static final class Sentences implements Prepared {
        private final List<Numbers> all;
        private final WordDropout dropout;
        private final Key key;
        private int epoch;

        Sentences(List<Numbers> all, WordDropout dropout, Key key) {
            this.all = all;
            this.dropout = dropout;
            this.key = key;
        }

        @Override
        public int count() {
            return all.size();
        }

        @Override
        public int length(int row) {
            return all.get(row).words.length;
        }

        @Override
        public List<Wording> notices() {
            long empty = all.stream().filter(one -> one.words.length == 0).count();
            return empty == 0
                    ? List.of()
                    : List.of(Wording.of("%,d of %,d sentences are empty.", "%2$,d 个句子中有 %1$,d 个是空的。")
                            .with(empty, all.size()));
        }

        @Override
        public void startEpoch(int number) {
            epoch = number;
        }

        @Override
        public Value batch(int[] rows, int from, int to) {
            return tensors(Arrays.stream(rows, from, to).mapToObj(this::seen).toList());
        }

        private Numbers seen(int row) {
            var one = all.get(row);
            var words = dropout.apply(one.words, key.at(epoch).at(row));
            return new Numbers(words, one.pairs, one.endings, one.letters);
        }
    }

    private static Value tensors(List<Numbers> sentences) {
        int time = 1;
        int most = 1;
        for (var sentence : sentences) {
            time = Math.max(time, sentence.words.length);
            for (var word : sentence.letters) {
                most = Math.max(most, word.length);
            }
        }
        int rows = sentences.size();
        var words = new int[rows * time];
        var pairs = new int[rows * time];
        var endings = new int[rows * time];
        var letters = new int[rows * time * most];
        var lengths = new long[rows];
        for (int row = 0; row < rows; row++) {
            var sentence = sentences.get(row);
            int length = sentence.words.length;
            lengths[row] = Math.max(1, length); // an empty sentence is one that fills up
            System.arraycopy(sentence.words, 0, words, row * time, length);
            System.arraycopy(sentence.pairs, 0, pairs, row * time, length);
            System.arraycopy(sentence.endings, 0, endings, row * time, length);
            for (int t = 0; t < length; t++) {
                System.arraycopy(sentence.letters[t], 0, letters, (row * time + t) * most, sentence.letters[t].length);
            }
        }
        return new Value.Words(
                Tensor.of(words, rows, time),
                Tensor.of(pairs, rows, time),
                Tensor.of(endings, rows, time),
                Tensor.of(letters, rows, time, most),
                Tensor.of(lengths, rows));
    }

    @Override
    public EncoderConfig choose(EncoderConfig asked, int cases) {
        var chosen = asked.or(EncoderConfig.Type.LSTM, 0, 0, -1).type();
        return switch (chosen) {
            case RNN, LSTM, GRU -> asked.or(chosen, isByCharacter() ? 150 : 100, 1, 0.5);
            case TCN -> asked.or(chosen, 100, 4, 0.3);
            case CNN, RESNET -> asked.or(chosen, 100, 2, 0.3);
            case TRANSFORMER -> asked.or(chosen, 128, 2, 0.3);
            case AUTO, MOBILENET, VIT, TABLE ->
                throw new ConfigException(
                        "encoder: words are read by lstm, gru, rnn, tcn, cnn, resnet or transformer, not by "
                                + chosen.word());
        };
    }

    @Override
    public Encoder encoder(EncoderConfig config, Key key) {
        return WordEncoder.of(config, this, key);
    }

    @Override
    public Wording describe() {
        var known = new ArrayList<Wording>();
        known.add((isByCharacter() ? Wording.of("%,d characters", "%,d 个字") : Wording.of("%,d words", "%,d 个词"))
                .with(words.size() - SPECIAL.size()));
        known.add(
                isByCharacter()
                        ? Wording.of("%,d pairs of them", "%,d 个字对").with(pairs.size() - SPECIAL.size())
                        : Wording.of("%,d letters", "%,d 个字母").with(letters.size() - SPECIAL.size()));
        return Wording.of("sentences of known %s", "句子，已知 %s").with(Wording.joined(Wording.of(" and ", "和 "), known));
    }
}
