package hanshu.data.table;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the owner of a table should know before anything is learned from it. */
public final class Inspection {
    private static final int FEW_ROWS = 100;
    private static final double MANY_MISSING = 0.4;
    private static final int MANY_CATEGORIES = 100;
    private static final double SKEWED = 2;

    private final Table table;
    private final Schema schema;
    private final Target target;
    private final List<Notice> notices = new ArrayList<>();

    private Inspection(Table table, Schema schema, Target target) {
        this.table = table;
        this.schema = schema;
        this.target = target;
    }

    /** All notices about a table and its target, those of reading it first. */
    public static List<Notice> of(Table table, Schema schema, Target target) {
        var inspection = new Inspection(table, schema, target);
        inspection.notices.addAll(table.notices());
        inspection.notices.addAll(target.notices());
        inspection.rows();
        inspection.columns();
        switch (target.task()) {
            case Task.Classification(List<String> classes) -> inspection.balance(classes);
            case Task.Regression() -> inspection.skewness();
        }
        return List.copyOf(inspection.notices);
    }

    private List<Column> inputs() {
        return schema.columns().stream()
                .filter(column -> column.kind().learned() && !column.name().equals(target.name()))
                .toList();
    }

    private void rows() {
        int rows = target.present(table).length;
        if (rows < FEW_ROWS) {
            notices.add(Notice.warning(
                    "",
                    Wording.of(
                                    "Only %d rows: what is measured on a few of them varies much from split to split.",
                                    "只有 %d 行：在其中几行上量出的结果，换一种划分就会差很多。")
                            .with(rows)));
        }
        duplicates();
    }

    /** Equal rows fall into training and test alike, and so flatter the result. */
    private void duplicates() {
        List<Cells> inputs =
                inputs().stream().map(column -> table.cells(column.name())).toList();
        Cells truth = table.cells(target.name());
        Map<Long, String> answers = new HashMap<>();
        int duplicates = 0;
        int contradictions = 0;
        for (int row = 0; row < table.rows(); row++) {
            long hash = 0;
            for (Cells cells : inputs) {
                hash = mixed(hash, cells, row);
            }
            String before = answers.putIfAbsent(hash, truth.text(row));
            if (before != null && !inputs.isEmpty()) {
                duplicates += before.equals(truth.text(row)) ? 1 : 0;
                contradictions += before.equals(truth.text(row)) ? 0 : 1;
            }
        }
        if (duplicates > 0) {
            var sentence = duplicates == 1
                    ? Wording.of("One row repeats an earlier one.", "1 行与前面的行重复。")
                    : Wording.of(
                                    "%d rows repeat earlier ones; those in both training and test data flatter the result.",
                                    "%d 行与前面的行重复；同时出现在训练和测试数据里的会使结果偏好。")
                            .with(duplicates);
            notices.add(new Notice(
                    duplicates > table.rows() / 20 ? Notice.Severity.WARNING : Notice.Severity.INFO, "", sentence));
        }
        if (contradictions > 0) {
            notices.add(Notice.info(
                    target.name(),
                    Wording.of(
                                    "%d %s the inputs of an earlier row but another %s; no function can tell them apart.",
                                    "%1$d 行的输入与前面的行相同，%3$s 却不同；没有函数能分清它们。")
                            .with(contradictions, contradictions == 1 ? "row has" : "rows have", target.name())));
        }
    }

    private static long mixed(long hash, Cells cells, int row) {
        long bits = cells instanceof Cells.Numbers
                ? Double.doubleToLongBits(cells.number(row))
                : cells.text(row).hashCode() * 31L + cells.text(row).length();
        long z = (hash ^ bits) * 0x9e3779b97f4a7c15L + 0x7f4a7c15L; // SplitMix64's finisher (Steele et al. 2014)
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private void columns() {
        leftOut(column -> column.present() == 0, Wording.of("empty in every row", "每一行都是空的"));
        leftOut(
                column -> column.kind() == Kind.CONSTANT && column.present() > 0,
                Wording.of("the same in every row", "每一行都相同"));
        leftOut(
                column -> column.kind() == Kind.IDENTIFIER,
                Wording.of("a name or number of the row itself", "行本身的名字或编号"));
        var giveaway = new Giveaway(table, target);
        for (Column column : inputs()) {
            giveaway.in(column).ifPresent(notices::add);
            if (column.missing() > MANY_MISSING * column.rows()) {
                notices.add(Notice.info(
                        column.name(),
                        Wording.of("Column %s is missing in %d %% of the rows.", "列 %s 在 %d %% 的行里缺失。")
                                .with(column.name(), Math.round(100.0 * column.missing() / column.rows()))));
            }
            if (column.kind() == Kind.CATEGORY && column.distinct() > MANY_CATEGORIES) {
                notices.add(Notice.info(
                        column.name(),
                        Wording.of(
                                        "Column %s has %d distinct values; rare ones are treated as one.",
                                        "列 %s 有 %d 个不同的值；少见的合为一个。")
                                .with(column.name(), column.distinct())));
            }
            if (column.kind() == Kind.TEXT) {
                notices.add(Notice.info(
                        column.name(),
                        Wording.of(
                                        "Column %s holds free text; its most frequent words are used, their order is not.",
                                        "列 %s 是自由文本；使用其中最常见的词，不看词序。")
                                .with(column.name())));
            }
            ambiguousDates(column);
        }
        if (inputs().isEmpty()) {
            throw new TableException(
                    "%s has no column to learn from beside the target %s (kinds can be set with --kind)"
                            .formatted(table.name(), target.name()));
        }
    }

    private void leftOut(Predicate<Column> which, Wording why) {
        List<String> names = schema.columns().stream()
                .filter(which)
                .map(Column::name)
                .filter(name -> !name.equals(target.name()))
                .toList();
        if (!names.isEmpty()) {
            String some = String.join(", ", names.subList(0, Math.min(names.size(), 5)));
            notices.add(Notice.info(
                    names.getFirst(),
                    (names.size() == 1
                                    ? Wording.of("Column %s is left out: %3$s.", "列 %s 没有使用：%3$s。")
                                    : names.size() > 5
                                            ? Wording.of(
                                                    "Columns %s and %d others are left out: %s.",
                                                    "列 %s 等（另有 %d 列）没有使用：%s。")
                                            : Wording.of("Columns %s are left out: %3$s.", "列 %s 没有使用：%3$s。"))
                            .with(some, names.size() - 5, why)));
        }
    }

    private void ambiguousDates(Column column) {
        Cells cells = table.cells(column.name());
        if (column.kind() == Kind.DATE && cells instanceof Cells.Texts texts) {
            String format = column.format().orElseThrow().pattern();
            DateFormat.fitting(texts.words()).stream()
                    .filter(other -> !other.pattern().equals(format))
                    .findFirst()
                    .ifPresent(other -> notices.add(Notice.info(
                            column.name(),
                            Wording.of(
                                            "Dates of column %s are read as %s; they could be %s as well.",
                                            "列 %s 的日期按 %s 读取；也可能是 %s。")
                                    .with(column.name(), format, other.pattern()))));
        }
    }

    private void balance(List<String> classes) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int stratum : target.strata(table)) {
            counts.merge(stratum, 1, Integer::sum);
        }
        counts.remove(-1);
        int rows = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map.Entry<Integer, Integer> largest =
                counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double share = (double) largest.getValue() / rows;
        if (share > 0.8) {
            notices.add(Notice.warning(
                    target.name(),
                    Wording.of(
                                    "%.1f %% of the rows are of the class %s, so a high accuracy says little: look at balanced accuracy.",
                                    "%.1f %% 的行属于类别 %s，所以高准确率说明不了什么：请看平衡准确率。")
                            .with(100 * share, classes.get(largest.getKey()))));
        }
    }

    private void skewness() {
        target.column()
                .statistics()
                .filter(found -> found.min() >= 0 && found.skewness() > SKEWED)
                .ifPresent(found -> notices.add(Notice.info(
                        target.name(),
                        Wording.of(
                                        "%s is skewed (skewness %.1f): few rows are very large; if relative errors matter, learn its logarithm with --log-target.",
                                        "%s 是偏斜的（偏度 %.1f）：少数行非常大；如果要紧的是相对误差，请用 --log-target 学它的对数。")
                                .with(target.name(), found.skewness()))));
    }
}
