package hanshu.data.text;

import hanshu.data.text.Merges.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns the merges of {@link Bpe}: as long as there is room, the most frequent pair of neighbours becomes a token
 * (Sennrich, Haddow & Birch 2016, section 3.2, algorithm 1). Of equally frequent pairs the one whose tokens are older
 * comes first, as in the reference.
 */
final class BpeTrainer {
    private final String prefix; // of tokens within words
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Pair> merges = new ArrayList<>();
    private final List<int[]> words = new ArrayList<>();
    private final List<Integer> wordCounts = new ArrayList<>();
    private final Map<Long, Integer> pairCounts = new HashMap<>();
    private final Map<Long, Set<Integer>> wordsOfPairs = new HashMap<>();

    /** What was learned. */
    record Learned(Vocabulary vocabulary, Merges merges) {}

    private BpeTrainer(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Learns from words and how often each occurs.
     *
     * @param special the first tokens
     * @param alphabet characters that are tokens even if no word has them
     * @param prefix what tokens begin with that are not the first of their word
     * @param minCount a pair that occurs less often is not joined
     */
    static Learned train(
            Map<String, Integer> words,
            List<String> special,
            Collection<String> alphabet,
            String prefix,
            int size,
            int minCount) {
        var trainer = new BpeTrainer(prefix);
        special.forEach(trainer::id);
        var characters = new TreeSet<>(alphabet);
        words.keySet()
                .forEach(word -> word.codePoints().mapToObj(Character::toString).forEach(characters::add));
        characters.forEach(trainer::id);
        new TreeMap<>(words).forEach(trainer::add);
        trainer.join(size, minCount);
        return new Learned(Vocabulary.of(trainer.tokens), Merges.of(trainer.merges));
    }

    private int id(String token) {
        return ids.computeIfAbsent(token, t -> {
            tokens.add(t);
            return tokens.size() - 1;
        });
    }

    private void add(String word, int count) {
        int[] characters = word.codePoints().toArray();
        var symbols = new int[characters.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = id((i == 0 ? "" : prefix) + Character.toString(characters[i]));
        }
        words.add(symbols);
        wordCounts.add(count);
        for (int i = 0; i + 1 < symbols.length; i++) {
            count(pair(symbols[i], symbols[i + 1]), words.size() - 1, count);
        }
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    private void count(long pair, int word, int count) {
        pairCounts.merge(pair, count, Integer::sum);
        if (count > 0) {
            wordsOfPairs.computeIfAbsent(pair, p -> new LinkedHashSet<>()).add(word);
        }
    }

    /** A pair, and how often it occurred when it was put into the queue. */
    private record Candidate(int count, long pair) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count != other.count ? Integer.compare(other.count, count) : Long.compare(pair, other.pair);
        }
    }

    private void join(int size, int minCount) {
        var queue = new PriorityQueue<Candidate>();
        pairCounts.forEach((pair, count) -> queue.add(new Candidate(count, pair)));
        while (tokens.size() < size && !queue.isEmpty()) {
            var best = queue.remove();
            int now = pairCounts.getOrDefault(best.pair, 0);
            if (now != best.count) {
                queue.add(new Candidate(now, best.pair)); // other merges took some of it
            } else if (now < Math.max(1, minCount)) {
                return;
            } else {
                for (long changed : merge((int) (best.pair >>> 32), (int) best.pair)) {
                    queue.add(new Candidate(pairCounts.getOrDefault(changed, 0), changed));
                }
            }
        }
    }

    /** Joins a pair in all words; gives the pairs that occur more often now. */
    private Set<Long> merge(int left, int right) {
        int joined = id(Merges.joined(tokens.get(left), tokens.get(right), prefix));
        merges.add(new Pair(tokens.get(left), tokens.get(right)));
        var more = new HashSet<Long>();
        for (int word : wordsOfPairs.getOrDefault(pair(left, right), Set.of())) {
            int count = wordCounts.get(word);
            int[] old = words.get(word);
            var symbols = new int[old.length];
            int n = 0;
            int i = 0;
            while (i < old.length) {
                if (i + 1 == old.length || old[i] != left || old[i + 1] != right) {
                    symbols[n++] = old[i++];
                    continue;
                }
                i += 2;
                if (n > 0) {
                    count(pair(symbols[n - 1], left), word, -count);
                    count(pair(symbols[n - 1], joined), word, count);
                    more.add(pair(symbols[n - 1], joined));
                }
                if (i < old.length) {
                    count(pair(right, old[i]), word, -count);
                    count(pair(joined, old[i]), word, count);
                    more.add(pair(joined, old[i]));
                }
                symbols[n++] = joined;
            }
            words.set(word, Arrays.copyOf(symbols, n));
        }
        pairCounts.remove(pair(left, right));
        wordsOfPairs.remove(pair(left, right));
        return more;
    }
}
