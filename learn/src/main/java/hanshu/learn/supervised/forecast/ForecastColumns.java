package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.series.TimeSeries;
import hanshu.data.table.Table;
import java.util.List;
import java.util.stream.Stream;

/** Which column of a table is what. */
final class ForecastColumns {
    private ForecastColumns() {}

    /** The configuration with the names of all columns as the table writes them. */
    static ForecastConfig named(Table table, ForecastConfig asked) {
        var time = asked.timeColumn().map(table::resolve);
        var seen = resolved(table, asked.seen());
        var known = resolved(table, asked.known());
        var told = Stream.of(seen, known).flatMap(List::stream).toList();
        var targets = asked.targets().isEmpty()
                ? TimeSeries.columns(table, time).stream()
                        .filter(column -> !told.contains(column))
                        .toList()
                : resolved(table, asked.targets());
        if (targets.isEmpty()) {
            throw new DataException("%s has no column of numbers to forecast; it has %s"
                    .formatted(table.name(), String.join(", ", table.names())));
        }
        time.filter(targets::contains).ifPresent(column -> {
            throw new DataException("column %s is the time: it can't be foretold as well".formatted(column));
        });
        return asked.withColumns(time.orElse(""), targets, seen, known);
    }

    private static List<String> resolved(Table table, List<String> columns) {
        return columns.stream().map(table::resolve).toList();
    }
}
