package hanshu.data.table;

import hanshu.data.Wording;
import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for columns that give the answer away: those from which alone the target can be told almost without error.
 * Half of the rows (of a sample) make a table from the column's values, or its 64 quantile ranges, to the most frequent
 * class or the mean; the other half tests it. Numbers that order the rows as the target does (Spearman's rank
 * correlation above 0.999) give it away too.
 */
final class Giveaway {
    private static final int SAMPLE = 20_000;
    private static final int FEWEST = 50;
    private static final int RANGES = 64;
    private static final double ERROR_LEFT = 0.02; // of the naive answer's errors
    private static final double VARIANCE_LEFT = 0.001;
    private static final double RANK_CORRELATION = 0.999;

    private final Table table;
    private final Target target;
    private final int[] learn;
    private final int[] test;
    private final int[] strata;

    Giveaway(Table table, Target target) {
        this.table = table;
        this.target = target;
        int[] present = target.present(table);
        int[] sample = Arrays.stream(Key.of(0).at("giveaway").permutation(present.length))
                .limit(SAMPLE)
                .map(i -> present[i])
                .toArray();
        learn = Arrays.copyOfRange(sample, 0, sample.length / 2);
        test = Arrays.copyOfRange(sample, sample.length / 2, sample.length);
        strata = target.strata(table);
    }

    Optional<Notice> in(Column column) {
        if (test.length * 2 < FEWEST) {
            return Optional.empty();
        }
        Optional<Wording> evidence = switch (target.task()) {
            case Task.Classification ignored -> classification(column);
            case Task.Regression() -> regression(column);
        };
        return evidence.map(shown -> Notice.warning(
                column.name(),
                Wording.of(
                                "Column %s gives the answer away: %s. If it is not known before %s is, leave it out with --ignore.",
                                "列 %s 泄露了答案：%s。如果在知道 %s 之前并不知道它，请用 --ignore 去掉。")
                        .with(column.name(), shown, target.name())));
    }

    private Optional<Wording> classification(Column column) {
        int[] cells = values(column);
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        Map<Integer, Integer> all = new HashMap<>();
        for (int row : learn) {
            counts.computeIfAbsent(cells[row], fresh -> new HashMap<>()).merge(strata[row], 1, Integer::sum);
            all.merge(strata[row], 1, Integer::sum);
        }
        int naive = mostFrequent(all);
        Map<Integer, Integer> answers = new HashMap<>();
        counts.forEach((value, classes) -> answers.put(value, mostFrequent(classes)));
        long naiveErrors =
                Arrays.stream(test).filter(row -> strata[row] != naive).count();
        long errors = Arrays.stream(test)
                .filter(row -> strata[row] != answers.getOrDefault(cells[row], naive))
                .count();
        return errors <= ERROR_LEFT * naiveErrors && naiveErrors > 0
                ? Optional.of(Wording.of("alone it tells %s in %.1f %% of the rows", "单凭它就能在 %2$.1f %% 的行上说出 %1$s")
                        .with(target.name(), 100 - 100.0 * errors / test.length))
                : Optional.empty();
    }

    private static int mostFrequent(Map<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(-1);
    }

    private Optional<Wording> regression(Column column) {
        Cells truth = table.cells(target.name());
        if (column.kind() == Kind.NUMBER) {
            double correlation = rankCorrelation(truth, table.cells(column.name()));
            if (Math.abs(correlation) > RANK_CORRELATION) {
                return Optional.of(
                        Wording.of("it orders the rows as %s does (rank correlation %.4f)", "它给各行的排序与 %s 相同（秩相关 %.4f）")
                                .with(target.name(), correlation));
            }
        }
        int[] cells = values(column);
        Map<Integer, double[]> sums = new HashMap<>();
        for (int row : learn) {
            double[] sum = sums.computeIfAbsent(cells[row], fresh -> new double[2]);
            sum[0] += truth.number(row);
            sum[1]++;
        }
        double mean = Arrays.stream(test).mapToDouble(truth::number).average().orElse(0);
        double total = 0;
        double left = 0;
        for (int row : test) {
            double[] sum = sums.getOrDefault(cells[row], new double[] {mean, 1});
            double error = truth.number(row) - sum[0] / sum[1];
            left += error * error;
            total += (truth.number(row) - mean) * (truth.number(row) - mean);
        }
        return left < VARIANCE_LEFT * total
                ? Optional.of(
                        Wording.of("alone it explains %.2f %% of the variance of %s", "单凭它就能解释 %2$s 方差的 %1$.2f %%")
                                .with(100 - 100 * left / total, target.name()))
                : Optional.empty();
    }

    private double rankCorrelation(Cells a, Cells b) {
        int[] both = Arrays.stream(learn).filter(row -> !b.missing(row)).toArray();
        if (both.length < FEWEST / 2) {
            return 0;
        }
        double[] ranksA = ranks(Arrays.stream(both).mapToDouble(a::number).toArray());
        double[] ranksB = ranks(Arrays.stream(both).mapToDouble(b::number).toArray());
        double middle = (both.length - 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < both.length; i++) {
            ab += (ranksA[i] - middle) * (ranksB[i] - middle);
            aa += (ranksA[i] - middle) * (ranksA[i] - middle);
            bb += (ranksB[i] - middle) * (ranksB[i] - middle);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    /** The place of each value in the sorted order, from 0; equal values share the mean of their places. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> {
                    int from = lowerBound(sorted, value);
                    int to = lowerBound(sorted, Math.nextUp(value));
                    return (from + to - 1) / 2.0;
                })
                .toArray();
    }

    private static int lowerBound(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A small number for each row's value, equal for equal texts and for numbers in one of the quantile ranges. */
    private int[] values(Column column) {
        Cells cells = table.cells(column.name());
        if (column.kind() != Kind.NUMBER) {
            return Split.groupsOf(table, column.name());
        }
        Quantiles quantiles =
                Quantiles.of(Arrays.stream(learn).mapToDouble(cells::number).toArray());
        double[] edges = IntStream.range(1, RANGES)
                .mapToDouble(i -> quantiles.at(i / (double) RANGES))
                .distinct()
                .toArray();
        return IntStream.range(0, table.rows())
                .map(row -> cells.missing(row) ? -1 : lowerBound(edges, cells.number(row)))
                .toArray();
    }
}
