package hanshu.train.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a setting matters, among trials that were tried alike: the correlation ratio η² of the losses' ranks over groups
 * of its values (Pearson 1905; of ranks, Kruskal & Wallis 1952), less what chance alone gives. 0: it tells nothing of the
 * loss; 1: it tells all. Ranks, so that trials that diverged do not drown the others.
 *
 * @param key of the configuration
 * @param share from 0 to 1
 */
public record Influence(String key, double share) {
    private static final int GROUPS = 5;

    /** Of every dimension, the largest first; of trials at their first rung, where all are. */
    public static List<Influence> of(Space space, List<Trial> trials) {
        var first = trials.stream().filter(trial -> trial.rung() == 0).toList();
        var ranks = ranks(first.stream().mapToDouble(Trial::loss).toArray());
        var influences = new ArrayList<Influence>();
        for (int i = 0; i < space.size(); i++) {
            int at = i;
            var places = first.stream()
                    .mapToDouble(trial -> space.place(trial.values())[at])
                    .toArray();
            influences.add(new Influence(space.dimensions().get(i).key(), share(places, ranks)));
        }
        influences.sort(
                Comparator.comparingDouble((Influence each) -> each.share).reversed());
        return List.copyOf(influences);
    }

    /** From 0, those that are equal sharing their mean. */
    private static double[] ranks(double... values) {
        return Arrays.stream(values)
                .map(value ->
                        Arrays.stream(values).filter(other -> other < value).count()
                                + 0.5
                                        * Arrays.stream(values)
                                                .filter(other -> other == value)
                                                .count())
                .toArray();
    }

    private static double share(double[] places, double[] ranks) {
        int n = places.length;
        if (n < 2 * GROUPS) {
            return 0;
        }
        double mean = Arrays.stream(ranks).average().orElse(0);
        var sums = new double[GROUPS];
        var counts = new int[GROUPS];
        for (int i = 0; i < n; i++) {
            int group = Math.min(GROUPS - 1, (int) (places[i] * GROUPS));
            sums[group] += ranks[i];
            counts[group]++;
        }
        double between = 0;
        int groups = 0;
        for (int g = 0; g < GROUPS; g++) {
            if (counts[g] > 0) {
                between += counts[g] * Math.pow(sums[g] / counts[g] - mean, 2);
                groups++;
            }
        }
        double total = IntStream.range(0, n)
                .mapToDouble(i -> (ranks[i] - mean) * (ranks[i] - mean))
                .sum();
        double chance = (groups - 1.0) / (n - 1.0);
        return total == 0 ? 0 : Math.clamp((between / total - chance) / (1 - chance), 0, 1);
    }
}
