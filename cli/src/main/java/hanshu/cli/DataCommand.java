package hanshu.cli;

import hanshu.data.table.Column;
import hanshu.data.table.Dialect;
import hanshu.data.table.Inspection;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.data.table.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanshu data FILE}: what a file holds. */
@Command(
        name = "data",
        header = "Shows what a file holds: columns, their kinds, what is missing, what to beware of.",
        description = {
            "  hanshu data examples/data/penguins.csv",
            "        the columns as they are understood",
            "  hanshu data examples/data/penguins.csv --target species",
            "        and what to know before species is learned",
            "  hanshu data export.txt --delimiter tab --encoding windows-1252 --json",
            "        for a program, and told how the file is written"
        },
        customSynopsis = "hanshu data FILE [OPTIONS]")
final class DataCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A table: CSV of any dialect or JSON lines; - is standard input.")
    private String file = "";

    @Option(
            names = {"-t", "--target"},
            paramLabel = "COLUMN",
            description = "The column that is to be learned, by name or by number from 1.")
    private String target = "";

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @ArgGroup(validate = false, heading = Reading.HEADING)
    private Reading reading = new Reading();

    DataCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var table = read(console, file, reading);
        var schema = Schema.of(table);
        var name = target.isEmpty() ? "" : schema.column(target).name();
        var notices =
                target.isEmpty() ? table.notices() : Inspection.of(table, schema, Target.of(table, schema, target));
        if (json) {
            Json.print(console, asMap(table, schema, notices));
            return 0;
        }
        var style = console.style();
        console.say(TableText.title(table, schema, style));
        console.say("");
        TableText.columns(schema, name, style).forEach(console::say);
        if (!notices.isEmpty()) {
            console.say("");
            notices.forEach(notice -> TableText.notice(notice, style).forEach(console::say));
        }
        if (target.isEmpty()) {
            console.say("");
            console.say("To learn one of the columns: " + console.command("train", file, "--target", "COLUMN"));
        }
        return 0;
    }

    /** A table from a file, or from standard input. */
    static Table read(Console console, String file, Reading reading) {
        return file.equals("-")
                ? Table.read("standard input", console.in(), reading.options())
                : Table.read(Path.of(file), reading.options());
    }

    /** A series in a column: a number in every row. */
    static double[] series(Table table, String column) {
        var cells = table.cells(column);
        var values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = cells.number(row);
            if (Double.isNaN(values[row])) {
                throw new TableException("%s: %s has no number there; a series has one in every row"
                        .formatted(table.where(row), column));
            }
        }
        return values;
    }

    private static Map<String, Object> asMap(Table table, Schema schema, List<Notice> notices) {
        var map = new LinkedHashMap<String, Object>();
        map.put("table", table.name());
        map.put("rows", table.rows());
        table.dialect().ifPresent(dialect -> {
            var written = new LinkedHashMap<String, @Nullable Object>();
            written.put("encoding", dialect.encoding().name());
            written.put("delimiter", character(dialect.delimiter()));
            written.put("quote", character(dialect.quote()));
            written.put("decimal", String.valueOf(dialect.decimal()));
            written.put("header", dialect.header());
            map.put("dialect", written);
        });
        map.put("columns", schema.columns().stream().map(DataCommand::asMap).toList());
        map.put("notices", notices.stream().map(Notice::sentence).toList());
        return map;
    }

    private static @Nullable String character(char mark) {
        return mark == Dialect.NONE ? null : String.valueOf(mark);
    }

    private static Map<String, Object> asMap(Column column) {
        var map = new LinkedHashMap<String, Object>();
        map.put("number", column.number());
        map.put("name", column.name());
        map.put("kind", column.kind().toString());
        map.put("missing", column.missing());
        map.put("distinct", column.distinct());
        map.put("examples", column.examples());
        column.statistics().ifPresent(statistics -> map.put("statistics", statistics));
        return map;
    }
}
