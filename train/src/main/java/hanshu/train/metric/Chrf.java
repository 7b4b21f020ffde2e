package hanshu.train.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the runs of characters of a translation and its reference agree, over a whole corpus, from 0 to 100 (Popović
 * 2015, "chrF: character n-gram F-score"; with β = 2, Popović 2016):
 *
 * <pre>
 *   chrF = 100 · (1 + β²) · P·R / (β²·P + R)
 * </pre>
 *
 * where P and R are the shares of the runs of the translation and of the reference that the other has too, averaged over
 * runs of 1 to 6 characters; blanks are left out. Numbers are those of sacreBLEU 2.6 with its defaults.
 */
public final class Chrf {
    private static final int ORDER = 6;
    private static final double BETA = 2;

    private Chrf() {}

    /** Of translations with one reference each. */
    public static double of(List<String> translations, List<String> references) {
        Check.sameRows("translations", translations.size(), "references", references.size());
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int n = 1; n <= ORDER; n++) {
            long made = 0;
            long wanted = 0;
            long both = 0;
            for (int i = 0; i < translations.size(); i++) {
                var runs = runs(translations.get(i), n);
                var others = runs(references.get(i), n);
                made += others.isEmpty() ? 0 : sum(runs);
                wanted += sum(others);
                for (var run : runs.entrySet()) {
                    both += Math.min(run.getValue(), others.getOrDefault(run.getKey(), 0));
                }
            }
            if (made > 0 && wanted > 0) {
                precision += (double) both / made;
                recall += (double) both / wanted;
                orders++;
            }
        }
        if (precision + recall == 0) {
            return 0;
        }
        precision /= orders;
        recall /= orders;
        return 100 * (1 + BETA * BETA) * precision * recall / (BETA * BETA * precision + recall);
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static Map<String, Integer> runs(String line, int n) {
        int[] characters =
                String.join("", Bleu.Cut.NONE.words(line)).codePoints().toArray();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i + n <= characters.length; i++) {
            counts.merge(new String(characters, i, n), 1, Integer::sum);
        }
        return counts;
    }
}
