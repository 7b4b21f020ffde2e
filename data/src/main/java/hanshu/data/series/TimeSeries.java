package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.Wording;
import hanshu.data.table.DateFormat;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A long series from a table with a time column: columns of numbers at equal intervals, to be forecast.
 *
 * <pre>{@code
 * var series = TimeSeries.of(Table.read(Path.of("ETTh1.csv")), Optional.of("date"), List.of(), OnError.FAIL);
 * var split = TimeSplit.ett(1);
 * var scaling = ChannelScaling.fit(series.values(), split.train());
 * var windows = new ForecastWindows(scaling.apply(series.values()), …);
 * }</pre>
 *
 * @param name of the file, for messages
 * @param times the moment of each step: days since 1970, or numbers of the time column; steps from 0 where there is none
 * @param time the column of times; empty where the order of the rows is all there is
 * @param format of times that are dates; empty where they are numbers
 * @param sampling how far the steps lie apart
 * @param names of the channels
 * @param values (time, channels); NaN is missing
 * @param notices what reading it brought up
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record TimeSeries(
        String name,
        double[] times,
        Optional<String> time,
        Optional<DateFormat> format,
        Sampling sampling,
        List<String> names,
        Series values,
        List<Notice> notices) {
    public TimeSeries {
        names = List.copyOf(names);
        notices = List.copyOf(notices);
        if (values.channels() != names.size() || values.length() != times.length) {
            throw new DataException("%s: %d names and %d times do not fit %d channels of %d steps"
                    .formatted(name, names.size(), times.length, values.channels(), values.length()));
        }
    }

    /**
     * The series that a table holds.
     *
     * @param time the column of dates or numbers; without it the only column of dates, or else the order of the rows
     * @param columns of numbers; none means all of them
     * @param onError {@link OnError#FAIL} refuses rows out of order, a time that occurs twice, and gaps. Told
     *     {@link OnError#SKIP}, rows are sorted, of several at one time the first is kept, and steps that lack are put in
     *     with all numbers missing; each is counted in a notice
     * @throws DataException in these cases, and where no interval fits
     */
    public static TimeSeries of(Table table, Optional<String> time, List<String> columns, OnError onError) {
        return new TimeSeriesReader(table, onError).read(time, columns);
    }

    /** The columns of numbers that a table has beside the times. */
    public static List<String> columns(Table table, Optional<String> time) {
        return new TimeSeriesReader(table, OnError.FAIL).numbers(time);
    }

    /** Whether the times are dates, so that calendar inputs can be made of them. */
    public boolean dated() {
        return format.isPresent();
    }

    /** A moment as the file would write it. */
    public String text(double moment) {
        return format.map(f -> f.text(moment))
                .orElseGet(() -> moment == Math.rint(moment) ? Long.toString((long) moment) : Double.toString(moment));
    }

    /**
     * The first step at a moment or after it; {@link #length} where there is none.
     *
     * @param moment as the file writes it, a date such as 2017-06-26, or a number where the times are numbers
     */
    public int stepAt(String moment) {
        double at = Double.NaN;
        if (format.isPresent()) {
            at = format.get().parse(moment.strip());
            at = Double.isNaN(at) ? new DateFormat("uuuu-M-d").parse(moment.strip()) : at;
        } else if (moment.strip().matches("[+-]?[0-9]+([.][0-9]*)?")) {
            at = Double.parseDouble(moment);
        }
        if (Double.isNaN(at)) {
            throw new DataException("%s: \"%s\" is no time of this series, which begins with %s"
                    .formatted(name, moment, text(times[0])));
        }
        int step = 0;
        while (step < times.length && times[step] < at) {
            step++;
        }
        return step;
    }

    /** How many steps. */
    public int length() {
        return times.length;
    }

    /** The numbers of channels that are given by name. */
    public int[] channels(List<String> wanted) {
        return wanted.stream()
                .mapToInt(column -> {
                    int channel = names.indexOf(column);
                    if (channel < 0) {
                        throw new DataException(
                                "%s has no series \"%s\"; it has %s".formatted(name, column, String.join(", ", names)));
                    }
                    return channel;
                })
                .toArray();
    }

    /** Without missing numbers: see {@link Series#filled}; how many there were is told. */
    public TimeSeries filled() {
        int missing = values.missing();
        if (missing == 0) {
            return this;
        }
        var more = new ArrayList<>(notices);
        more.add(Notice.warning(
                "",
                Wording.of(
                                "%s: %d numbers are missing and are put on the straight line between their neighbours.",
                                "%s：缺失 %d 个数，放在相邻两数的连线上。")
                        .with(name, missing)));
        return new TimeSeries(name, times, time, format, sampling, names, values.filled(), more);
    }

    /** The moments of the {@code count} steps that follow the series. */
    public double[] timesAfter(int count) {
        var after = new double[count];
        for (int i = 0; i < count; i++) {
            after[i] = sampling.after(times[times.length - 1], i + 1L);
        }
        return after;
    }
}
