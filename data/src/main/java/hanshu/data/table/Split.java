package hanshu.data.table;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which rows are learned from, which decide when to stop, and which are kept back to be tested on once. Each array
 * holds row numbers from 0, in rising order; together they hold each given row once.
 */
@SuppressWarnings("ArrayRecordComponent") // row numbers by the million, handed on and never compared
public record Split(int[] train, int[] validation, int[] test) {
    /** What part of the rows is for testing, and what part of the others for validation. */
    public record Shares(double test, double validation) {
        public static final Shares DEFAULT = new Shares(0.2, 0.2);

        public Shares {
            if (!(test >= 0 && test < 1 && validation >= 0 && validation < 1)) {
                throw new TableException(
                        "shares of a split lie from 0 to below 1, but are %s for testing and %s for validation"
                                .formatted(test, validation));
            }
        }

        /** All given rows are for training and validation: the test rows come from elsewhere. */
        public Shares withoutTest() {
            return new Shares(0, validation);
        }
    }

    public Split {
        train = sorted(train);
        validation = sorted(validation);
        test = sorted(test);
        if (train.length == 0) {
            throw new TableException("no rows are left to learn from: %d are for validation and %d for testing"
                    .formatted(validation.length, test.length));
        }
    }

    public static Split random(int[] rows, Shares shares, Key key) {
        return ofOrder(shuffled(rows, key), shares);
    }

    /**
     * At random, but every stratum goes into each part in equal shares.
     *
     * @param strata the stratum of each row of the table, as from {@link Target#strata}
     */
    public static Split stratified(int[] rows, int[] strata, Shares shares, Key key) {
        // Spread evenly: the i-th of n rows of a stratum stands at (i + ½)/n, so that any stretch holds equal shares.
        int[] order = shuffled(rows, key);
        Map<Integer, Integer> sizes = counts(rows, strata);
        Map<Integer, Integer> seen = new HashMap<>();
        var place = new HashMap<Integer, Double>();
        for (int row : order) {
            int before = seen.merge(strata[row], 1, Integer::sum) - 1;
            place.put(row, (before + 0.5) / sizes.getOrDefault(strata[row], 1));
        }
        int[] even = Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> place.getOrDefault(row, 0.0)))
                .mapToInt(Integer::intValue)
                .toArray();
        return ofOrder(even, shares);
    }

    /** Rows of one group stay together, as the visits of one patient must. */
    public static Split grouped(int[] rows, int[] groups, Shares shares, Key key) {
        int[] order = groupsInRandomOrder(rows, groups, key);
        if (order.length < 3) {
            throw new TableException("a split by groups needs three groups, but there are " + order.length);
        }
        Split ofGroups = ofOrder(order, shares);
        return new Split(
                inGroups(rows, groups, ofGroups.train),
                inGroups(rows, groups, ofGroups.validation),
                inGroups(rows, groups, ofGroups.test));
    }

    /** Learns from the past: the last rows are for testing, those before them for validation. */
    public static Split byTime(int[] rows, double[] times, Shares shares) {
        int[] latestFirst = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> times[row]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        return ofOrder(latestFirst, shares);
    }

    /** As a column of the table says: train, validation (or valid, val, dev) or test in each row. */
    public static Split given(Table table, String column, int[] rows) {
        Cells cells = table.cells(column);
        Map<String, List<Integer>> parts = new TreeMap<>();
        for (int row : rows) {
            String part = switch (cells.text(row).toLowerCase(Locale.ROOT)) {
                case "train", "training" -> "train";
                case "validation", "valid", "val", "dev" -> "validation";
                case "test", "testing" -> "test";
                default ->
                    throw new TableException("%s: column %s must say train, validation or test, but says \"%s\""
                            .formatted(
                                    table.where(row), table.resolve(column), TableException.excerpt(cells.text(row))));
            };
            parts.computeIfAbsent(part, fresh -> new ArrayList<>()).add(row);
        }
        return new Split(ints(parts, "train"), ints(parts, "validation"), ints(parts, "test"));
    }

    /**
     * Cuts rows into k parts of equal size, each with equal shares of every stratum, for cross-validation.
     *
     * @return for each row of {@code rows} in turn, the number of its fold from 0
     */
    public static int[] folds(int[] rows, int k, int[] strata, Key key) {
        refuseFolds(k, rows.length, "rows");
        int[] position = new int[IntStream.of(rows).max().orElse(0) + 1];
        int next = 0;
        int[] byStratum = Arrays.stream(shuffled(rows, key))
                .boxed()
                .sorted(Comparator.comparingInt(row -> strata[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int row : byStratum) {
            position[row] = next++ % k;
        }
        return Arrays.stream(rows).map(row -> position[row]).toArray();
    }

    /** The same, but rows of one group are in one fold. */
    public static int[] groupedFolds(int[] rows, int k, int[] groups, Key key) {
        int[] order = groupsInRandomOrder(rows, groups, key);
        refuseFolds(k, order.length, "groups");
        var foldOf = new HashMap<Integer, Integer>();
        for (int group : order) {
            foldOf.put(group, foldOf.size() % k);
        }
        return Arrays.stream(rows)
                .map(row -> foldOf.getOrDefault(groups[row], 0))
                .toArray();
    }

    /** Equal texts of a column have equal numbers; a row where it is missing is a group of its own. */
    public static int[] groupsOf(Table table, String column) {
        Cells cells = table.cells(column);
        var numbers = new HashMap<String, Integer>();
        return IntStream.range(0, table.rows())
                .map(row -> cells.missing(row)
                        ? -1 - row
                        : numbers.computeIfAbsent(cells.text(row), fresh -> numbers.size()))
                .toArray();
    }

    /** Test rows from the start, then validation rows, then training rows. */
    private static Split ofOrder(int[] order, Shares shares) {
        int test = share(order.length, shares.test);
        int validation = Math.min(share(order.length - test, shares.validation), order.length - test);
        return new Split(
                Arrays.copyOfRange(order, test + validation, order.length),
                Arrays.copyOfRange(order, test, test + validation),
                Arrays.copyOfRange(order, 0, test));
    }

    /** At least one row where a share is asked for. */
    private static int share(int count, double share) {
        return share == 0 ? 0 : (int) Math.max(1, Math.round(count * share));
    }

    private static int[] shuffled(int[] rows, Key key) {
        return Arrays.stream(key.permutation(rows.length)).map(i -> rows[i]).toArray();
    }

    private static int[] groupsInRandomOrder(int[] rows, int[] groups, Key key) {
        int[] distinct =
                Arrays.stream(rows).map(row -> groups[row]).distinct().sorted().toArray();
        return shuffled(distinct, key);
    }

    private static int[] inGroups(int[] rows, int[] groups, int[] chosen) {
        int[] sorted = sorted(chosen);
        return Arrays.stream(rows)
                .filter(row -> Arrays.binarySearch(sorted, groups[row]) >= 0)
                .toArray();
    }

    private static void refuseFolds(int k, int count, String what) {
        if (k < 2 || k > count) {
            throw new TableException(
                    "%d folds can't be made of %d %s: choose from 2 to %d".formatted(k, count, what, count));
        }
    }

    private static Map<Integer, Integer> counts(int[] rows, int[] strata) {
        var counts = new HashMap<Integer, Integer>();
        for (int row : rows) {
            counts.merge(strata[row], 1, Integer::sum);
        }
        return counts;
    }

    private static int[] ints(Map<String, List<Integer>> parts, String part) {
        return parts.getOrDefault(part, List.of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] sorted(int[] rows) {
        int[] sorted = rows.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
