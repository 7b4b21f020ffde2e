package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.Wording;
import hanshu.data.table.DateFormat;
import hanshu.data.table.Kind;
import hanshu.data.table.Lags;
import hanshu.data.table.Notice;
import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts the rows of a table on equal steps in time: finds the interval, disorder, repeated times and gaps. */
final class TimeSeriesReader {
    private static final String REMEDY = "; correct the file, or let onError: skip %s";

    private final Table table;
    private final Schema schema;
    private final OnError onError;
    private final List<Notice> notices;

    TimeSeriesReader(Table table, OnError onError) {
        this.table = table;
        this.onError = onError;
        schema = Schema.of(table);
        notices = new ArrayList<>(table.notices());
    }

    TimeSeries read(Optional<String> told, List<String> columns) {
        var time = told.map(table::resolve).or(this::onlyDates);
        var names = columns.isEmpty()
                ? numbers(time)
                : columns.stream().map(table::resolve).toList();
        if (names.isEmpty()) {
            throw new DataException(table.name() + " has no column of numbers to forecast");
        }
        if (table.rows() < 2) {
            throw new DataException(table.name() + " has one row: a series has at least two steps");
        }
        if (time.isEmpty()) {
            notices.add(Notice.info(
                    "",
                    Wording.of(
                                    "%s has no single column of dates: its rows are taken as equal steps.",
                                    "%s 没有唯一的日期列：把各行当作等间隔的步。")
                            .with(table.name())));
            var steps = IntStream.range(0, table.rows()).asDoubleStream().toArray();
            return series(
                    steps,
                    Optional.empty(),
                    Optional.empty(),
                    new Sampling(1, 0),
                    names,
                    IntStream.range(0, table.rows()).toArray());
        }
        var column = schema.column(time.get());
        var format = column.kind() == Kind.DATE ? column.format() : Optional.<DateFormat>empty();
        var moments = Lags.times(table, time.get());
        int[] order = ordered(time.get(), moments);
        var times = Arrays.stream(order).mapToDouble(row -> moments[row]).toArray();
        if (times.length < 2) {
            throw new DataException("%s: all rows have the same time in column %s".formatted(table.name(), time.get()));
        }
        var sampling = Sampling.of(times, format.isPresent());
        int[] rows = onSteps(time.get(), order, times, sampling);
        var steps = IntStream.range(0, rows.length)
                .mapToDouble(step -> rows[step] < 0 ? sampling.after(times[0], step) : moments[rows[step]])
                .toArray();
        return series(steps, time, format, sampling, names, rows);
    }

    private Optional<String> onlyDates() {
        var dates = schema.columns().stream()
                .filter(column -> column.kind() == Kind.DATE)
                .toList();
        return dates.size() == 1 ? Optional.of(dates.getFirst().name()) : Optional.empty();
    }

    List<String> numbers(Optional<String> time) {
        return schema.columns().stream()
                .filter(column ->
                        column.kind() == Kind.NUMBER || (column.kind() == Kind.YES_NO && areNumbers(column.name())))
                .map(column -> column.name())
                .filter(name -> !time.equals(Optional.of(name)))
                .toList();
    }

    private boolean areNumbers(String column) {
        var cells = table.cells(column);
        return IntStream.range(0, table.rows()).allMatch(row -> cells.missing(row) || !Double.isNaN(cells.number(row)));
    }

    /** Rows in the order of time, each time once. */
    private int[] ordered(String time, double[] moments) {
        for (int row = 1; row < moments.length && onError == OnError.FAIL; row++) {
            if (moments[row] < moments[row - 1]) {
                throw new DataException("%s: the time in column %s is before that of %s"
                                .formatted(table.where(row), time, table.where(row - 1))
                        + REMEDY.formatted("sort the rows"));
            }
            if (moments[row] == moments[row - 1]) {
                throw new DataException(
                        "%s: column %s has the same time as %s".formatted(table.where(row), time, table.where(row - 1))
                                + REMEDY.formatted("keep the first row of each time"));
            }
        }
        int disorder = (int) IntStream.range(1, moments.length)
                .filter(row -> moments[row] < moments[row - 1])
                .count();
        int[] sorted = IntStream.range(0, moments.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> moments[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] once = IntStream.range(0, sorted.length)
                .filter(i -> i == 0 || moments[sorted[i]] > moments[sorted[i - 1]])
                .map(i -> sorted[i])
                .toArray();
        if (disorder > 0) {
            notices.add(Notice.warning(
                    time,
                    Wording.of(
                                    "Column %s goes back in time in %d rows; the rows are sorted.",
                                    "列 %s 有 %d 行时间倒退；已按时间排序。")
                            .with(time, disorder)));
        }
        if (once.length < sorted.length) {
            notices.add(Notice.warning(
                    time,
                    Wording.of(
                                    "Column %s has %d rows whose time is there already; the first row of each time is kept.",
                                    "列 %s 有 %d 行的时间已经出现过；每个时间只留第一行。")
                            .with(time, sorted.length - once.length)));
        }
        return once;
    }

    /** For each step of the interval its row, or −1 where there is none. */
    private int[] onSteps(String time, int[] order, double[] times, Sampling sampling) {
        var rows = new ArrayList<Integer>(List.of(order[0]));
        int gaps = 0;
        for (int i = 1; i < order.length; i++) {
            long ahead = sampling.steps(times[0], times[i]) - (rows.size() - 1);
            if (ahead < 1) {
                throw new DataException(
                        "%s: the time in column %s lies on no step: steps are %s apart from the first row on"
                                .formatted(table.where(order[i]), time, sampling));
            }
            long lacking = ahead - 1;
            if (lacking > 0 && onError == OnError.FAIL) {
                throw new DataException(
                        "%s: %d %s missing in column %s between this row and %s, where steps are %s apart"
                                        .formatted(
                                                table.where(order[i]),
                                                lacking,
                                                lacking == 1 ? "step is" : "steps are",
                                                time,
                                                table.where(order[i - 1]),
                                                sampling)
                                + REMEDY.formatted("fill the gaps"));
            }
            if (rows.size() + lacking > 2L * order.length) {
                throw new DataException(
                        "%s: more steps are missing before this row than there are rows: column %s is not regular, where steps are %s apart"
                                .formatted(table.where(order[i]), time, sampling));
            }
            gaps += lacking > 0 ? 1 : 0;
            for (long step = 0; step < lacking; step++) {
                rows.add(-1);
            }
            rows.add(order[i]);
        }
        if (gaps > 0) {
            notices.add(Notice.warning(
                    time,
                    Wording.of(
                                    "Column %s has %d gaps of %d steps, %s apart; their numbers are taken as missing.",
                                    "列 %s 有 %d 处空缺，共 %d 步，每步 %s；这些数当作缺失。")
                            .with(time, gaps, rows.size() - order.length, sampling.wording())));
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private TimeSeries series(
            double[] times,
            Optional<String> time,
            Optional<DateFormat> format,
            Sampling sampling,
            List<String> names,
            int[] rows) {
        var values = new float[rows.length * names.size()];
        for (int channel = 0; channel < names.size(); channel++) {
            var cells = table.cells(names.get(channel));
            for (int step = 0; step < rows.length; step++) {
                int row = rows[step];
                double number = row < 0 ? Double.NaN : cells.number(row);
                if (row >= 0 && Double.isNaN(number) && !cells.missing(row)) {
                    throw new DataException("%s: column %s holds \"%s\", but a number is expected"
                            .formatted(table.where(row), names.get(channel), cells.text(row)));
                }
                values[step * names.size() + channel] = (float) number;
            }
        }
        return new TimeSeries(
                table.name(), times, time, format, sampling, names, new Series(values, names.size()), notices);
    }
}
