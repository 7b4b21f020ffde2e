package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.data.table.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A free text: which of the most frequent words of the training texts are in it, whatever their order and number.
 * Rare words weigh more (Spärck Jones 1972), and each text has the length 1:
 * <pre>
 *   x_w = weight_w / √(Σ weight²  over the words of the text)    weight_w = 1 + ln((1 + texts)/(1 + texts with w))
 * </pre>
 */
record WordBag(String column, List<String> words, List<Double> weights) implements NumberFeature {
    WordBag {
        words = List.copyOf(words);
        weights = List.copyOf(weights);
    }

    static WordBag fit(Table table, String column, int[] rows, int most) {
        Cells cells = table.cells(column);
        Map<String, Integer> texts = new HashMap<>();
        for (int row : rows) {
            new HashSet<>(Words.of(cells.text(row))).forEach(word -> texts.merge(word, 1, Integer::sum));
        }
        var order = Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder()));
        List<Map.Entry<String, Integer>> kept = texts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .sorted(order)
                .limit(most)
                .toList();
        return new WordBag(
                column,
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream()
                        .map(entry -> 1 + StrictMath.log((1.0 + rows.length) / (1.0 + entry.getValue())))
                        .toList());
    }

    @Override
    public List<String> names() {
        return words.stream().map(word -> column + ": " + word).toList();
    }

    @Override
    public void write(Table table, int[] rows, float[] to, int offset, int width) {
        Cells cells = table.cells(column);
        var index = new HashMap<String, Integer>();
        words.forEach(word -> index.put(word, index.size()));
        for (int i = 0; i < rows.length; i++) {
            int[] present = Words.of(cells.text(rows[i])).stream()
                    .distinct()
                    .mapToInt(word -> index.getOrDefault(word, -1))
                    .filter(word -> word >= 0)
                    .toArray();
            double squares = 0;
            for (int word : present) {
                squares += weights.get(word) * weights.get(word);
            }
            for (int word : present) {
                to[i * width + offset + word] = (float) (weights.get(word) / Math.sqrt(squares));
            }
        }
    }
}
