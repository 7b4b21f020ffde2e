package hanshu.cli;

import hanshu.data.table.Column;
import hanshu.data.table.Kind;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.train.metric.Digits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table, its columns and what is to be known of them, in words. */
final class TableText {
    private static final int MOST_COLUMNS = 40;
    private static final int SHOWN_OF_MANY = 12;
    private static final int WIDEST_NAME = 32;

    private TableText() {}

    /** {@code penguins.csv: 344 rows, 7 columns (UTF-8, cells between commas, header)}. */
    static String title(Table table, Schema schema, Style style) {
        return style.bold(Text.safe(table.name())) + ": "
                + count(table.rows(), "row") + ", "
                + count(schema.columns().size(), "column")
                + table.dialect().map(dialect -> " (" + dialect + ")").orElse("");
    }

    /**
     * A line for every column; of hundreds only the first and a summary of the others.
     *
     * @param target the column to be marked, or empty
     */
    static List<String> columns(Schema schema, String target, Style style) {
        var columns = schema.columns();
        int shown = columns.size() <= MOST_COLUMNS ? columns.size() : SHOWN_OF_MANY;
        var text =
                TextTable.of("rllrrl").row(style::dim, List.of("#", "column", "kind", "missing", "distinct", "values"));
        columns.stream().limit(shown).forEach(column -> add(text, column, target, style));
        columns.stream()
                .skip(shown)
                .filter(column -> column.name().equals(target))
                .forEach(column -> add(text, column, target, style));
        var lines = new ArrayList<>(text.lines(2));
        if (shown < columns.size()) {
            lines.add("  … and %s more: %s"
                    .formatted(
                            Digits.of((long) columns.size() - shown), kinds(columns.subList(shown, columns.size()))));
        }
        return lines;
    }

    private static void add(TextTable text, Column column, String target, Style style) {
        boolean isTarget = column.name().equals(target);
        text.row(
                isTarget ? style::bold : column.kind().learned() ? line -> line : style::dim,
                List.of(
                        String.valueOf(column.number()),
                        Text.cut(Text.safe(column.name()), WIDEST_NAME),
                        column.kind() + (isTarget ? ", target" : ""),
                        column.missing() == 0 ? "-" : Digits.of((long) column.missing()),
                        Digits.of((long) column.distinct()),
                        values(column)));
    }

    /** The range of numbers and dates, and examples of all else. */
    private static String values(Column column) {
        if (column.kind() == Kind.NUMBER && column.statistics().isPresent()) {
            var found = column.statistics().get();
            return "%s … %s, median %s"
                    .formatted(Digits.of(found.min()), Digits.of(found.max()), Digits.of(found.median()));
        }
        if (column.kind() == Kind.DATE
                && column.statistics().isPresent()
                && column.format().isPresent()) {
            var format = column.format().get();
            var found = column.statistics().get();
            return format.text(found.min()) + " … " + format.text(found.max());
        }
        return String.join(", ", column.examples())
                + (column.distinct() > column.examples().size() ? ", …" : "");
    }

    /** {@code 465 number, 5 category}. */
    static String kinds(Collection<Column> columns) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        columns.forEach(column -> counts.merge(column.kind(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> Digits.of((long) entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A notice on lines of its own, warnings marked. */
    static List<String> notice(Notice notice, Style style) {
        boolean warning = notice.severity() == Notice.Severity.WARNING;
        var lines = Text.wrap(Text.safe(notice.sentence()), Text.WIDTH - 4);
        var text = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var mark = i > 0 ? "    " : warning ? "  ! " : "  - ";
            text.add(warning ? style.warning(mark + lines.get(i)) : mark + lines.get(i));
        }
        return text;
    }

    /** {@code one row}, {@code 344 rows}. */
    static String count(long number, String thing) {
        return Digits.of(number) + " " + thing + (number == 1 ? "" : "s");
    }
}
