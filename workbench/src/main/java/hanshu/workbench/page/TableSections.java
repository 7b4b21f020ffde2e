package hanshu.workbench.page;

import hanshu.data.table.Column;
import hanshu.data.table.Inspection;
import hanshu.data.table.Kind;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.Target;
import hanshu.train.metric.Digits;
import hanshu.train.report.BarChart;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a table holds: its columns, how their values spread, what to beware of, and its first rows. */
final class TableSections {
    private static final int RANGES = 24;
    private static final int MOST_VALUES = 12;
    private static final int MOST_CHARTS = 24;
    private static final int ROWS = 8;

    private final Table table;
    private final Schema schema;
    private final Language language;

    private TableSections(Table table, Language language) {
        this.table = table;
        this.schema = Schema.of(table);
        this.language = language;
    }

    /** @param target the column that is to be learned, or empty */
    static List<Section> of(Path file, String target, Language language) {
        return new TableSections(Table.read(file), language).sections(target);
    }

    private List<Section> sections(String target) {
        var sections = new ArrayList<Section>();
        int missing = schema.columns().stream().mapToInt(Column::missing).sum();
        sections.add(new Figures(List.of(
                new Figure(Digits.of((long) table.rows()), language.say("rows", "行"), "", true),
                new Figure(Digits.of((long) schema.columns().size()), language.say("columns", "列"), "", false),
                new Figure(Digits.of((long) missing), language.say("cells missing", "缺失的单元格"), "", false))));
        var notices =
                target.isEmpty() ? table.notices() : Inspection.of(table, schema, Target.of(table, schema, target));
        notices.forEach(notice -> sections.add(callout(notice)));
        sections.add(columns());
        var charts = schema.columns().stream()
                .filter(column -> column.kind() != Kind.IDENTIFIER && column.present() > 0)
                .limit(MOST_CHARTS)
                .<Section>map(this::distribution)
                .toList();
        sections.add(new Beside(charts));
        sections.add(firstRows());
        return sections;
    }

    private Callout callout(Notice notice) {
        boolean isWarning = notice.severity() == Notice.Severity.WARNING;
        return new Callout(
                isWarning ? Callout.Kind.WARNING : Callout.Kind.NOTE,
                isWarning ? language.say("Mind this", "请留意") : language.say("Noticed", "注意"),
                language.say(notice.wording()));
    }

    private DataTable columns() {
        return DataTable.of(
                language.say("Columns as they are understood", "各列的理解"),
                List.of(
                        Section.Column.text(language.say("column", "列")),
                        Section.Column.text(language.say("kind", "类型")),
                        Section.Column.number(language.say("missing", "缺失")),
                        Section.Column.number(language.say("distinct", "不同值")),
                        Section.Column.text(language.say("examples", "例"))),
                schema.columns().stream()
                        .map(column -> List.of(
                                column.name(),
                                column.kind().toString(),
                                column.missing() == 0 ? "–" : Digits.of((long) column.missing()),
                                Digits.of((long) column.distinct()),
                                String.join(
                                        ", ",
                                        column.examples()
                                                .subList(
                                                        0,
                                                        Math.min(
                                                                4,
                                                                column.examples()
                                                                        .size())))))
                        .toList());
    }

    private Section.Chart distribution(Column column) {
        var cells = table.cells(column.name());
        var words = language.say(
                "how often each value of %s occurs".formatted(column.name()), "%s 各值出现的次数".formatted(column.name()));
        if (column.kind() == Kind.NUMBER && column.distinct() > MOST_VALUES) {
            var values =
                    IntStream.range(0, table.rows()).mapToDouble(cells::number).toArray();
            return BarChart.ofNumbers(column.name(), words, "", values, RANGES).chart();
        }
        var counts = new HashMap<String, Integer>();
        for (int row = 0; row < table.rows(); row++) {
            if (!cells.missing(row)) {
                counts.merge(cells.text(row), 1, Integer::sum);
            }
        }
        var most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .toList();
        return new BarChart(
                        column.name(),
                        words,
                        counts.size() > most.size()
                                ? language.say(
                                        "the %d most frequent of %d values".formatted(most.size(), counts.size()),
                                        "%2$d 个值中最常见的 %1$d 个".formatted(most.size(), counts.size()))
                                : "",
                        most.stream().map(Map.Entry::getKey).toList(),
                        most.stream().map(Map.Entry::getValue).toList())
                .chart();
    }

    private DataTable firstRows() {
        return DataTable.of(
                language.say("The first rows", "前几行"),
                schema.columns().stream()
                        .map(column -> new Section.Column(column.name(), column.kind() == Kind.NUMBER))
                        .toList(),
                IntStream.range(0, Math.min(ROWS, table.rows()))
                        .mapToObj(row -> schema.names().stream()
                                .map(name -> table.cells(name).text(row))
                                .toList())
                        .toList());
    }
}
