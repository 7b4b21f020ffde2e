package hanshu.train.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How much a metric would change on other test rows of the same kind: the percentile bootstrap (Efron &amp; Tibshirani
 * 1993, section 13.3). The rows are drawn again with replacement, the metrics computed on each draw, and the middle of
 * what comes out is the interval. Equal seeds give equal intervals.
 *
 * @param draws how many times the rows are drawn, at least 1; a thousand for two good digits
 * @param coverage the share of draws inside the interval, in (0, 1)
 */
public record Bootstrap(int draws, double coverage, long seed) {
    public Bootstrap {
        Check.share("coverage", coverage);
        if (draws < 1) {
            throw new IllegalArgumentException("draws is " + draws + ": it must be at least 1");
        }
    }

    /** The intervals of all metrics of a regression. */
    public SequencedMap<String, Interval> of(double[] truth, double[] predicted) {
        return intervals(
                truth.length,
                rows -> RegressionMetrics.of(pick(truth, rows), pick(predicted, rows))
                        .asMap());
    }

    /**
     * The intervals of all metrics of a classification; {@code positive} as in {@link ClassificationMetrics#of}. Of the
     * accuracy, a mere share, it is Wilson's, {@link Interval#ofShare}: drawing again from rows that are all right can
     * never give a wrong one.
     */
    public SequencedMap<String, Interval> of(int[] truth, double[][] probability, int positive) {
        var intervals = intervals(
                truth.length,
                rows -> ClassificationMetrics.of(
                                Arrays.stream(rows).map(row -> truth[row]).toArray(),
                                Arrays.stream(rows)
                                        .mapToObj(row -> probability[row])
                                        .toArray(double[][]::new),
                                positive)
                        .asMap());
        long right = IntStream.range(0, truth.length)
                .filter(i -> ClassificationMetrics.mostProbable(probability[i]) == truth[i])
                .count();
        intervals.putFirst("accuracy", Interval.ofShare(right, truth.length, coverage));
        return intervals;
    }

    /** The intervals of F1, precision and recall of the entities in sentences; see {@link EntityF1#of}. */
    public SequencedMap<String, Interval> ofEntities(List<List<String>> truth, List<List<String>> found) {
        Check.sameRows("truth", truth.size(), "found", found.size());
        var scores = IntStream.range(0, truth.size())
                .mapToObj(i -> EntityF1.of(List.of(truth.get(i)), List.of(found.get(i)))
                        .all())
                .toList();
        return intervals(scores.size(), rows -> {
            var all = Arrays.stream(rows).mapToObj(scores::get).reduce(EntityF1.Score.NONE, EntityF1.Score::plus);
            var metrics = new LinkedHashMap<String, OptionalDouble>();
            metrics.put("f1", OptionalDouble.of(all.f1()));
            metrics.put("precision", OptionalDouble.of(all.precision()));
            metrics.put("recall", OptionalDouble.of(all.recall()));
            return metrics;
        });
    }

    /** The interval of BLEU, by drawing texts again (Koehn 2004); see {@link Bleu#of}. */
    public SequencedMap<String, Interval> ofTexts(List<String> translations, List<String> references, Bleu.Cut cut) {
        Check.sameRows("translations", translations.size(), "references", references.size());
        var counts = IntStream.range(0, translations.size())
                .mapToObj(i -> Bleu.Counts.of(translations.get(i), List.of(references.get(i)), cut))
                .toList();
        return intervals(counts.size(), rows -> {
            var all = new Bleu.Counts();
            Arrays.stream(rows).forEach(row -> all.add(counts.get(row)));
            return new TreeMap<>(Map.of("bleu", OptionalDouble.of(all.bleu("").score())));
        });
    }

    /**
     * The interval of each metric, by its name. A metric that is undefined on a draw leaves that draw out; defined on
     * fewer than half of the draws, or the same on all of them, it has no interval and is left out.
     *
     * @param rows how many rows there are to draw from
     * @param metrics the metrics of the rows of these numbers, from 0
     */
    public SequencedMap<String, Interval> intervals(
            int rows, Function<int[], SequencedMap<String, OptionalDouble>> metrics) {
        var random = new SplittableRandom(seed);
        var values = new LinkedHashMap<String, double[]>();
        var defined = new LinkedHashMap<String, Integer>();
        for (int draw = 0; draw < draws; draw++) {
            var drawn = random.ints(rows, 0, rows).toArray();
            metrics.apply(drawn).forEach((name, value) -> {
                var all = values.computeIfAbsent(name, key -> new double[draws]);
                int n = defined.computeIfAbsent(name, key -> 0);
                value.ifPresent(v -> {
                    all[n] = v;
                    defined.put(name, n + 1);
                });
            });
        }
        var intervals = new LinkedHashMap<String, Interval>();
        values.forEach((name, all) -> interval(Arrays.copyOf(all, defined.getOrDefault(name, 0)))
                .ifPresent(interval -> intervals.put(name, interval)));
        return intervals;
    }

    private Optional<Interval> interval(double[] values) {
        if (2 * values.length < draws) {
            return Optional.empty();
        }
        Arrays.sort(values);
        double tail = (1 - coverage) / 2;
        boolean constant = values[0] == values[values.length - 1];
        return constant
                ? Optional.empty()
                : Optional.of(new Interval(quantile(values, tail), quantile(values, 1 - tail)));
    }

    /** Linear between the two nearest order statistics (Hyndman &amp; Fan 1996, type 7), as NumPy does it. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }
}
