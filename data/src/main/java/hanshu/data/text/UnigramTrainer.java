package hanshu.data.text;

import hanshu.data.text.ScoredVocabulary.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns the tokens of {@link Unigram} and their probabilities (Kudo 2018, section 3.2): begins with all that occurs more
 * than once; in turn fits the probabilities by expectation maximization and drops the tokens without which the text loses
 * least of its likelihood, until as many are left as are wanted. Single characters stay.
 */
final class UnigramTrainer {
    private static final int LONGEST = 16; // characters of a token
    private static final int SEEDS = 200_000;
    private static final int ROUNDS = 2; // of expectation maximization between prunings
    private static final double KEPT = 0.75; // of the tokens in a pruning
    private static final double RARE = 0.5; // a token that is expected less often goes

    private final String[] words;
    private final int[] counts;

    private UnigramTrainer(Map<String, Integer> words) {
        var sorted = new TreeMap<>(words);
        this.words = sorted.keySet().toArray(String[]::new);
        counts = sorted.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Learns as many tokens as there are to be besides the special ones, from words and how often each occurs. */
    static ScoredVocabulary train(Map<String, Integer> words, List<String> special, int size) {
        var trainer = new UnigramTrainer(words);
        int wanted = size - special.size();
        var tokens = trainer.seeds();
        while (true) {
            for (int i = 0; i < ROUNDS; i++) {
                tokens = trainer.fitted(tokens);
            }
            if (tokens.size() <= wanted * 1.1) {
                break;
            }
            tokens = trainer.pruned(tokens, (int) Math.max(wanted * 1.1, tokens.size() * KEPT));
        }
        var entries = new ArrayList<Scored>();
        special.forEach(token -> entries.add(new Scored(token, 0)));
        tokens.stream()
                .sorted(Comparator.comparing((Scored token) -> !isCharacter(token.token()))
                        .thenComparing(Scored::score, Comparator.reverseOrder()))
                .limit(wanted)
                .sorted(Comparator.comparing(Scored::score, Comparator.reverseOrder()))
                .forEach(entries::add);
        return ScoredVocabulary.of(entries);
    }

    private static boolean isCharacter(String token) {
        return token.codePointCount(0, token.length()) == 1;
    }

    /** The characters, and the strings that occur more than once, those first that cover most of the text. */
    private List<Scored> seeds() {
        var characters = new TreeMap<String, Integer>();
        var strings = new HashMap<String, Integer>();
        Set<String> shorter = new HashSet<>();
        for (int length = 1; length <= LONGEST; length++) {
            var frequent = substrings(length, shorter);
            if (length == 1) {
                characters.putAll(frequent);
            } else {
                frequent.values().removeIf(count -> count < 2);
                strings.putAll(frequent);
            }
            if (frequent.isEmpty()) {
                break;
            }
            shorter = frequent.keySet();
        }
        var seeds = new ArrayList<Scored>();
        characters.forEach((character, count) -> seeds.add(new Scored(character, count)));
        strings.entrySet().stream()
                .map(entry -> new Scored(
                        entry.getKey(),
                        (double) entry.getValue() * entry.getKey().length()))
                .sorted(Comparator.comparing(Scored::score, Comparator.reverseOrder())
                        .thenComparing(Scored::token))
                .limit(SEEDS)
                .forEach(seeds::add);
        double all = Math.log(seeds.stream().mapToDouble(Scored::score).sum());
        return seeds.stream()
                .map(seed -> new Scored(seed.token(), Math.log(seed.score()) - all))
                .toList();
    }

    /** How often each string of a length occurs; those only whose two parts, shorter by one, are frequent. */
    private Map<String, Integer> substrings(int length, Set<String> shorter) {
        var found = new HashMap<String, Integer>();
        for (int w = 0; w < words.length; w++) {
            String word = words[w];
            int[] at = IntStream.iterate(
                            0, i -> i <= word.length(), i -> i < word.length() ? word.offsetByCodePoints(i, 1) : i + 1)
                    .toArray();
            for (int i = 0; i + length < at.length; i++) {
                boolean likely = length == 1
                        || (shorter.contains(word.substring(at[i], at[i + length - 1]))
                                && shorter.contains(word.substring(at[i + 1], at[i + length])));
                if (likely) {
                    found.merge(word.substring(at[i], at[i + length]), counts[w], Integer::sum);
                }
            }
        }
        return found;
    }

    /** All ways to cut a word into tokens, and how probable they are. */
    private static final class Lattice {
        private final TokenTrie trie;
        private final double[] scores;

        Lattice(List<Scored> tokens) {
            trie = new TokenTrie(tokens.stream().map(Scored::token).toList());
            scores = tokens.stream().mapToDouble(Scored::score).toArray();
        }

        interface Edge {
            void visit(int from, int to, int token);
        }

        /** Visits all tokens in a word, by where they begin and then by where they end. */
        void edges(String word, Edge edge) {
            for (int from = 0; from < word.length(); from++) {
                int node = 0;
                for (int to = from; to < word.length(); ) {
                    node = trie.next(node, word.charAt(to++));
                    if (node < 0) {
                        break;
                    }
                    if (trie.token(node) >= 0) {
                        edge.visit(from, to, trie.token(node));
                    }
                }
            }
        }

        /** Adds to each token how often it is expected in the word (the forward-backward algorithm). */
        void expect(String word, int count, double[] expected) {
            int n = word.length();
            var forward = new double[n + 1];
            Arrays.fill(forward, Double.NEGATIVE_INFINITY);
            forward[0] = 0;
            edges(word, (from, to, token) -> forward[to] = logSum(forward[to], forward[from] + scores[token]));
            var backward = new double[n + 1];
            Arrays.fill(backward, Double.NEGATIVE_INFINITY);
            backward[n] = 0;
            var edges = new ArrayList<int[]>();
            edges(word, (from, to, token) -> edges.add(new int[] {from, to, token}));
            for (var edge : edges.reversed()) {
                backward[edge[0]] = logSum(backward[edge[0]], backward[edge[1]] + scores[edge[2]]);
            }
            for (var edge : edges) {
                double log = forward[edge[0]] + scores[edge[2]] + backward[edge[1]] - forward[n];
                expected[edge[2]] += count * Math.exp(log);
            }
        }

        /** The most probable way to cut a word, without the token that is to be avoided. */
        int[] best(String word, int avoided) {
            int n = word.length();
            var best = new double[n + 1];
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
            best[0] = 0;
            var from = new int[n + 1];
            var last = new int[n + 1];
            edges(word, (start, end, token) -> {
                if (token != avoided && best[start] + scores[token] > best[end]) {
                    best[end] = best[start] + scores[token];
                    from[end] = start;
                    last[end] = token;
                }
            });
            var tokens = IntStream.builder();
            for (int end = best[n] == Double.NEGATIVE_INFINITY ? 0 : n; end > 0; end = from[end]) {
                tokens.add(last[end]);
            }
            return tokens.build().toArray();
        }

        private static double logSum(double a, double b) {
            double high = Math.max(a, b);
            return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
        }
    }

    /** A round of expectation maximization; the digamma function makes rare tokens rarer (Liang & Klein 2007). */
    private List<Scored> fitted(List<Scored> tokens) {
        var lattice = new Lattice(tokens);
        var expected = new double[tokens.size()];
        for (int w = 0; w < words.length; w++) {
            lattice.expect(words[w], counts[w], expected);
        }
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            expected[i] = isCharacter(tokens.get(i).token()) ? Math.max(expected[i], RARE) : expected[i];
            sum += expected[i] >= RARE ? expected[i] : 0;
        }
        var kept = new ArrayList<Scored>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] >= RARE) {
                kept.add(new Scored(tokens.get(i).token(), digamma(expected[i]) - digamma(sum)));
            }
        }
        return kept;
    }

    /** ψ(x) by ψ(x) = ψ(x + 1) − 1/x and its asymptotic series (Abramowitz & Stegun 1964, 6.3.18). */
    static double digamma(double x) {
        double result = 0;
        for (; x < 7; x++) {
            result -= 1 / x;
        }
        double square = 1 / (x * x);
        return result + Math.log(x) - 0.5 / x - square * (1.0 / 12 - square * (1.0 / 120 - square / 252));
    }

    /** The characters, and the tokens whose loss would cost most, up to so many in all. */
    private List<Scored> pruned(List<Scored> tokens, int size) {
        var lattice = new Lattice(tokens);
        var used = new double[tokens.size()];
        for (int w = 0; w < words.length; w++) {
            for (int token : lattice.best(words[w], -1)) {
                used[token] += counts[w];
            }
        }
        double all = Arrays.stream(used).sum();
        var losses = new double[tokens.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss(lattice, tokens, used, all, i);
        }
        return IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
                .limit(size)
                .filter(i -> losses[i] > Double.NEGATIVE_INFINITY)
                .sorted()
                .map(tokens::get)
                .toList();
    }

    /** How much less likely a word of the text is when a token is replaced by the next best way to write it. */
    private static double loss(Lattice lattice, List<Scored> tokens, double[] used, double all, int i) {
        var token = tokens.get(i);
        if (isCharacter(token.token())) {
            return Double.POSITIVE_INFINITY;
        }
        int[] instead = lattice.best(token.token(), i);
        double score = IntStream.of(instead).mapToDouble(t -> lattice.scores[t]).sum();
        if (used[i] == 0 || score > token.score()) {
            return Double.NEGATIVE_INFINITY; // it is never chosen
        }
        double before = Math.log(used[i]) - Math.log(all);
        double after = IntStream.of(instead)
                        .mapToDouble(t -> Math.log(used[t] + used[i]))
                        .sum()
                - instead.length * Math.log(all + used[i] * (instead.length - 1));
        return used[i] / all * (before - after);
    }
}
