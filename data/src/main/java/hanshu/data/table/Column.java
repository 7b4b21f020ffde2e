package hanshu.data.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about one column of a table.
 *
 * @param number of the column, from 1
 * @param kind that was found or set
 * @param possible kinds that it may be set to
 * @param rows of the table
 * @param missing cells
 * @param distinct values, missing ones aside
 * @param examples a few values: the most frequent first, or the first ones where none repeats
 * @param statistics of numbers, or of days since 1970 for dates
 * @param format of dates
 */
public record Column(
        int number,
        String name,
        Kind kind,
        Set<Kind> possible,
        int rows,
        int missing,
        int distinct,
        List<String> examples,
        Optional<Statistics> statistics,
        Optional<DateFormat> format) {
    /** A summary of numbers; skewness is that of Fisher and Pearson, 0 for a constant. */
    public record Statistics(double min, double max, double mean, double median, double deviation, double skewness) {}

    public Column {
        possible = Set.copyOf(possible);
        examples = List.copyOf(examples);
    }

    /** Cells that are not missing. */
    public int present() {
        return rows - missing;
    }

    Column as(Kind other) {
        if (!possible.contains(other)) {
            String reason = switch (other) {
                case NUMBER -> "some of its cells are no numbers";
                case DATE -> "its cells are no dates in one format";
                case YES_NO -> "it has %d distinct values, not two opposite ones".formatted(distinct);
                case CONSTANT -> "it has %d distinct values".formatted(distinct);
                case CATEGORY, TEXT, IDENTIFIER, IGNORED -> "all its cells are missing";
            };
            throw new TableException("column %s can't be of the kind %s: %s (its first values are %s)"
                    .formatted(name, other, reason, String.join(", ", examples)));
        }
        Optional<DateFormat> read = other == Kind.DATE ? format.or(() -> statistics.map(Column::epoch)) : format;
        return new Column(number, name, other, possible, rows, missing, distinct, examples, statistics, read);
    }

    /** Numbers that are called dates count from 1970: milliseconds if they are that large, else seconds. */
    private static DateFormat epoch(Statistics statistics) {
        return new DateFormat(statistics.median() < 1e11 ? DateFormat.EPOCH_SECONDS : DateFormat.EPOCH_MILLIS);
    }
}
