package hanshu.bench.language;

import hanshu.learn.supervised.translate.Pairs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words and signs of two languages, in small letters, numbered from {@link Pairs#FIRST} on, the most frequent first.
 *
 * @param words by number
 * @param numbers by word
 */
record Words(List<String> words, Map<String, Integer> numbers) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

    /** Those that occur at least so often. */
    static Words of(Collection<String> sentences, int least) {
        var counts = new HashMap<String, Integer>();
        sentences.forEach(s -> split(s).forEach(w -> counts.merge(w, 1, Integer::sum)));
        var words = counts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < words.size(); i++) {
            numbers.put(words.get(i), i + Pairs.FIRST);
        }
        return new Words(words, numbers);
    }

    static List<String> split(String sentence) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
        while (found.find()) {
            words.add(found.group());
        }
        return words;
    }

    /** How many numbers there are, those with meanings of their own included. */
    int count() {
        return words.size() + Pairs.FIRST;
    }

    int[] numbers(String sentence) {
        return split(sentence).stream()
                .mapToInt(w -> numbers.getOrDefault(w, Pairs.UNKNOWN))
                .toArray();
    }

    /** Words with blanks between them. */
    String text(List<Integer> tokens) {
        return String.join(
                " ",
                tokens.stream()
                        .map(t -> t < Pairs.FIRST ? "<unknown>" : words.get(t - Pairs.FIRST))
                        .toList());
    }
}
