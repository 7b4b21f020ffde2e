package hanshu.data.table;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The column to be predicted, and what kind of task that is.
 *
 * @param reason why it is this task, in one sentence
 * @param notices what its owner should know about it
 */
public record Target(Column column, Task task, String reason, List<Notice> notices) {
    private static final int MOST_NUMERIC_CLASSES = 10;
    private static final int ROWS_PER_NUMERIC_CLASS = 10;
    private static final int FEWEST_ROWS = 5;

    /** The user's choice of task, or AUTO to find out. */
    public enum Choice {
        AUTO,
        REGRESSION,
        CLASSIFICATION
    }

    public Target {
        notices = List.copyOf(notices);
    }

    public static Target of(Table table, Schema schema, String column) {
        return of(table, schema, column, Choice.AUTO);
    }

    /** Finds the task; the column is given by name or by number from 1. */
    public static Target of(Table table, Schema schema, String name, Choice choice) {
        Column column = schema.column(name);
        if (table.rows() < FEWEST_ROWS) {
            throw new TableException("%s has %s: to learn from it takes %d rows at the very least"
                    .formatted(table.name(), table.rows() == 1 ? "one row" : table.rows() + " rows", FEWEST_ROWS));
        }
        if (column.present() == 0) {
            throw new TableException("the target %s is missing in every row of %s: choose another column"
                    .formatted(column.name(), table.name()));
        }
        if (column.distinct() == 1) {
            throw new TableException("the target %s is always %s: there is nothing to learn; choose another column"
                    .formatted(column.name(), column.examples().getFirst()));
        }
        boolean classes = choice == Choice.AUTO ? isClasses(column, table) : choice == Choice.CLASSIFICATION;
        if (!classes && !column.possible().contains(Kind.NUMBER)) {
            throw new TableException("the target %s can't be predicted as a number: it holds texts such as %s"
                    .formatted(column.name(), column.examples().getFirst()));
        }
        if (choice == Choice.AUTO && classes && column.distinct() > Math.max(20, column.present() / 2)) {
            throw new TableException(
                    "the target %s has %d distinct values in %d rows: that is no set of classes; choose another column"
                            .formatted(column.name(), column.distinct(), column.present()));
        }
        var notices = new ArrayList<Notice>();
        if (column.missing() > 0) {
            notices.add(Notice.warning(
                    column.name(),
                    column.missing() == 1
                            ? Wording.of("One row is left out because %s is missing in it.", "1 行没有使用，因为其中缺失 %s。")
                                    .with(column.name())
                            : Wording.of("%d rows are left out because %s is missing in them.", "%d 行没有使用，因为其中缺失 %s。")
                                    .with(column.missing(), column.name())));
        }
        Task task = classes ? classification(table, column, notices) : new Task.Regression();
        String reason = choice == Choice.AUTO ? reason(column, classes) : "You chose it.";
        return new Target(column, task, reason, notices);
    }

    public String name() {
        return column.name();
    }

    /** The rows of a table in which the target is known. */
    public int[] present(Table table) {
        Cells cells = table.cells(name());
        return IntStream.range(0, table.rows())
                .filter(row -> !cells.missing(row))
                .toArray();
    }

    /**
     * Names are classes. Numbers are classes if they are codes: at most ten whole numbers, counted from 0 or 1 (or -1
     * and 1), each in ten rows or more. Grades from 3 to 9 are a quantity.
     */
    private static boolean isClasses(Column column, Table table) {
        if (!column.possible().contains(Kind.NUMBER) || column.kind() == Kind.CATEGORY) {
            return true;
        }
        double lowest = column.statistics().orElseThrow().min();
        return column.distinct() <= MOST_NUMERIC_CLASSES
                && column.present() >= ROWS_PER_NUMERIC_CLASS * column.distinct()
                && (lowest == 0 || lowest == 1 || (lowest == -1 && column.distinct() <= 3))
                && isWhole(table.cells(column.name()));
    }

    private static boolean isWhole(Cells cells) {
        return IntStream.range(0, cells.rows())
                .filter(row -> !cells.missing(row))
                .allMatch(row -> cells.number(row) == Math.rint(cells.number(row)));
    }

    private static String reason(Column column, boolean classes) {
        if (!classes) {
            return "%s holds numbers, %d distinct ones, so it is taken for a quantity."
                    .formatted(column.name(), column.distinct());
        }
        return column.possible().contains(Kind.NUMBER)
                ? "%s holds only %d distinct whole numbers, so they are taken for classes."
                        .formatted(column.name(), column.distinct())
                : "%s holds %d distinct names, so they are classes.".formatted(column.name(), column.distinct());
    }

    private static Task classification(Table table, Column column, List<Notice> notices) {
        Cells cells = table.cells(column.name());
        Map<String, Integer> counts = new TreeMap<>(order(column));
        for (int row = 0; row < table.rows(); row++) {
            if (!cells.missing(row)) {
                counts.merge(cells.text(row), 1, Integer::sum);
            }
        }
        List<String> single = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!single.isEmpty()) {
            notices.add(Notice.warning(
                    column.name(),
                    single.size() == 1
                            ? Wording.of(
                                            "The class %s of %s has a single example; no model can be tested on it.",
                                            "%2$s 的类别 %1$s 只有一个样本；无法在它上面测试任何模型。")
                                    .with(single.getFirst(), column.name())
                            : Wording.of(
                                            "%d classes of %s have a single example (%s); no model can be tested on them.",
                                            "%2$s 有 %1$d 个类别只有一个样本（%3$s）；无法在它们上面测试任何模型。")
                                    .with(
                                            single.size(),
                                            column.name(),
                                            String.join(", ", single.subList(0, Math.min(5, single.size()))))));
        }
        return new Task.Classification(List.copyOf(counts.keySet()));
    }

    private static Comparator<String> order(Column column) {
        return column.possible().contains(Kind.NUMBER)
                ? Comparator.<String>comparingDouble(Numerals.POINT::parse).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    /**
     * Groups of rows that every part of a split should hold in equal shares: the classes, or ten equally filled ranges
     * of a number. Rows without a target are in group -1.
     */
    public int[] strata(Table table) {
        Cells cells = table.cells(name());
        var strata = new int[table.rows()];
        switch (task) {
            case Task.Classification(List<String> classes) -> {
                var index = new HashMap<String, Integer>();
                classes.forEach(label -> index.put(label, index.size()));
                for (int row = 0; row < strata.length; row++) {
                    strata[row] =
                            Optional.ofNullable(index.get(cells.text(row))).orElse(-1);
                }
            }
            case Task.Regression() -> {
                double[] values = IntStream.range(0, strata.length)
                        .mapToDouble(cells::number)
                        .toArray();
                Quantiles quantiles = Quantiles.of(values);
                for (int row = 0; row < strata.length; row++) {
                    double value = values[row];
                    strata[row] = Double.isNaN(value)
                            ? -1
                            : (int) IntStream.rangeClosed(1, 9)
                                    .filter(tenth -> value > quantiles.at(tenth / 10.0))
                                    .count();
                }
            }
        }
        return strata;
    }
}
