package hanshu.data.table;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns a series, one row a day (or hour, or month), into rows to learn tomorrow's value from: in each row the target
 * of a day beside all columns of the days before it. Nothing of the target's own day is an input but its date.
 * <pre>
 *   date, temp_max, rain   →   date, temp_max, temp_max 1 before, rain 1 before, temp_max 2 before, rain 2 before …
 * </pre>
 *
 * @param time column that orders the rows
 * @param target column to be predicted
 * @param steps how many rows back the inputs reach
 */
public record Lags(String time, String target, int steps) {
    /** A step is a gap when it is so much longer than the usual one: months differ by less. */
    private static final double GAP = 1.5;

    public Lags {
        if (steps < 1) {
            throw new TableException("lags reach back at least one row, but " + steps + " were asked for");
        }
    }

    /** One row for each time whose predecessors are all there, in the order of time. */
    public Table apply(Table series) {
        int[] order = order(series);
        double[] times = times(series, order);
        double usual = usualStep(series, order, times);
        var kept = new ArrayList<Integer>();
        int run = 0; // steps since the last gap
        int gaps = 0;
        for (int i = 1; i < order.length; i++) {
            boolean gap = times[i] - times[i - 1] > GAP * usual;
            gaps += gap ? 1 : 0;
            run = gap ? 0 : run + 1;
            if (run >= steps) {
                kept.add(i);
            }
        }
        if (kept.isEmpty()) {
            throw new TableException(
                    "%s has %d rows and %d gaps in column %s: no row has %d rows before it without a gap; ask for fewer lags"
                            .formatted(series.name(), series.rows(), gaps, time, steps));
        }
        Table ordered = series.select(order);
        int[] rows = kept.stream().mapToInt(Integer::intValue).toArray();
        Table lagged = lagged(ordered, rows);
        return gaps == 0
                ? lagged
                : lagged.noting(Notice.warning(
                        series.resolve(time),
                        Wording.of(
                                        "Column %s has %d gaps; rows with a gap among the %d before them are left out.",
                                        "列 %s 有 %d 处空缺；前 %d 行里有空缺的行没有使用。")
                                .with(series.resolve(time), gaps, steps)));
    }

    /** The one row to predict from what comes after the series: its time is a usual step later, its target missing. */
    public Table next(Table series) {
        int[] order = order(series);
        double[] times = times(series, order);
        if (order.length < steps) {
            throw new TableException("%s has %d rows, but the prediction needs the last %d"
                    .formatted(series.name(), series.rows(), steps));
        }
        double usual = usualStep(series, order, times);
        Table ordered = series.select(order);
        double after = times[order.length - 1] + usual;
        String then =
                clock(series, time).format().map(format -> format.text(after)).orElse(Numerals.text(after));
        Cells now = ordered.cells(time) instanceof Cells.Numbers
                ? Cells.numbers(Numerals.POINT.parse(then))
                : Cells.texts(then);
        // A row past the end: the last row stands in for its own day, then its time and target are replaced.
        var extended = IntStream.concat(IntStream.range(0, order.length), IntStream.of(order.length - 1))
                .toArray();
        Table lagged = lagged(ordered.select(extended), new int[] {order.length});
        Cells unknown = ordered.cells(target) instanceof Cells.Numbers ? Cells.numbers(Double.NaN) : Cells.texts("");
        return lagged.with(series.resolve(time), now).with(series.resolve(target), unknown);
    }

    private Table lagged(Table ordered, int[] rows) {
        String day = ordered.resolve(time);
        String predicted = ordered.resolve(target);
        Map<String, Cells> columns = new LinkedHashMap<>();
        columns.put(day, ordered.cells(day).select(rows));
        columns.put(predicted, ordered.cells(predicted).select(rows));
        for (int back = 1; back <= steps; back++) {
            int lag = back;
            int[] before = Arrays.stream(rows).map(row -> row - lag).toArray();
            for (String column : ordered.names()) {
                if (!column.equals(day)) {
                    columns.put(
                            column + " " + back + " before",
                            ordered.cells(column).select(before));
                }
            }
        }
        return ordered.select(rows).replacing(columns);
    }

    private int[] order(Table series) {
        double[] times = times(series, IntStream.range(0, series.rows()).toArray());
        return IntStream.range(0, series.rows())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The moments of a column of dates or numbers, for ordering rows. */
    public static double[] times(Table table, String time) {
        Column column = clock(table, time);
        Cells cells = table.cells(time);
        var times = new double[table.rows()];
        for (int row = 0; row < times.length; row++) {
            String text = cells.text(row);
            times[row] = column.format().map(format -> format.parse(text)).orElse(cells.number(row));
            if (Double.isNaN(times[row])) {
                throw new TableException("%s: the time in column %s is missing: fill it in or remove the row"
                        .formatted(table.where(row), column.name()));
            }
        }
        return times;
    }

    /** The column of times, which must be one of dates or of numbers; only dates have a format. */
    private static Column clock(Table table, String time) {
        Column column = KindRules.examine(1, table.resolve(time), table.cells(time));
        if (column.kind() != Kind.DATE && !column.possible().contains(Kind.NUMBER)) {
            throw new TableException(
                    "column %s of %s can't order the rows: dates or numbers are expected, but it holds %s"
                            .formatted(column.name(), table.name(), String.join(", ", column.examples())));
        }
        return column;
    }

    private double[] times(Table series, int[] order) {
        double[] times = times(series, time);
        return Arrays.stream(order).mapToDouble(row -> times[row]).toArray();
    }

    private double usualStep(Table series, int[] order, double[] times) {
        var stepLengths = new double[Math.max(times.length - 1, 0)];
        for (int i = 1; i < times.length; i++) {
            stepLengths[i - 1] = times[i] - times[i - 1];
            if (stepLengths[i - 1] == 0) {
                throw new TableException("%s: column %s has the same time as %s: lags need one row for each time"
                        .formatted(series.where(order[i]), series.resolve(time), series.where(order[i - 1])));
            }
        }
        return stepLengths.length == 0 ? 1 : Quantiles.of(stepLengths).at(0.5);
    }
}
