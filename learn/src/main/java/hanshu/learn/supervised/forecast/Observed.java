package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.Wording;
import hanshu.data.series.CalendarInput;
import hanshu.data.series.ChannelScaling;
import hanshu.data.series.Series;
import hanshu.data.series.TimeSeries;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as a forecaster sees it. Rows at the end in which neither a target nor what is seen beside it has a number are
 * steps to come, of which only what is known in advance is told.
 *
 * @param series targets, then what is seen beside them, then what is known in advance
 * @param steps how many have been observed
 * @param values of those: targets, then what is seen beside them
 * @param told what is known in advance, of all steps of the series; empty where nothing is
 * @param config which column is what
 * @param notices what reading brought up
 */
record Observed(
        TimeSeries series,
        int steps,
        Series values,
        Optional<Series> told,
        ForecastConfig config,
        List<Wording> notices) {

    /** Of a table with the columns of a configuration that names them all. */
    static Observed of(Table table, ForecastConfig config) {
        var columns = Stream.of(config.targets(), config.seen(), config.known())
                .flatMap(List::stream)
                .toList();
        var series = TimeSeries.of(table, config.timeColumn(), columns, config.onError());
        int channels = config.targets().size() + config.seen().size();
        int steps = series.length();
        while (steps > 0 && nothing(series.values(), steps - 1, channels)) {
            steps--;
        }
        if (steps == 0) {
            throw new DataException("%s: there is no number in %s"
                    .formatted(table.name(), String.join(", ", columns.subList(0, channels))));
        }
        if (config.onError() == OnError.FAIL) {
            requireNumbers(table, series, steps, channels);
        }
        var notices =
                new ArrayList<>(series.notices().stream().map(Notice::wording).toList());
        var all = series.values();
        var values = all.slice(0, steps).select(IntStream.range(0, channels).toArray());
        Optional<Series> told = config.known().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        all.select(IntStream.range(channels, all.channels()).toArray()));
        int missing = values.missing() + told.map(Series::missing).orElse(0);
        if (missing > 0) {
            notices.add(Wording.of(
                            "%d numbers are missing and are put on the straight line between their neighbours.",
                            "缺失 %d 个数，放在相邻两数的连线上。")
                    .with(missing));
        }
        if (steps < series.length()) {
            notices.add(Wording.of(
                            "The last %d rows hold nothing that is foretold: they are steps to come.",
                            "最后 %d 行没有要预测的数：它们是将来的步。")
                    .with(series.length() - steps));
        }
        return new Observed(series, steps, values.filled(), told.map(Series::filled), config, notices);
    }

    /** The same with what was left open chosen, such as what the calendar tells. */
    Observed with(ForecastConfig chosen) {
        return new Observed(series, steps, values, told, chosen, notices);
    }

    private static boolean nothing(Series values, int step, int channels) {
        return IntStream.range(0, channels).allMatch(channel -> Float.isNaN(values.at(step, channel)));
    }

    /** Rows are steps here, as disorder and gaps are refused before. */
    private static void requireNumbers(Table table, TimeSeries series, int steps, int channels) {
        for (int step = 0; step < series.length(); step++) {
            for (int channel = step < steps ? 0 : channels;
                    channel < series.names().size();
                    channel++) {
                if (Float.isNaN(series.values().at(step, channel))) {
                    throw new DataException(
                            "%s: the number in column %s is missing; fill it in, or let onError: skip put it on the straight line between its neighbours"
                                    .formatted(table.where(step), series.names().get(channel)));
                }
            }
        }
    }

    /**
     * What is known in advance, of the observed steps and so many after them: the columns, then the calendar. Empty where
     * nothing is.
     *
     * @param scaling of the columns
     */
    Optional<Series> inputs(Optional<ChannelScaling> scaling, int ahead) {
        var columns = told.map(known -> {
            if (known.length() < steps + ahead) {
                throw new DataException(
                        "%s tells %s of %d of the %d steps to come: add a row for each, with its time and %s, and nothing in the other columns"
                                .formatted(
                                        series.name(),
                                        String.join(", ", config.known()),
                                        known.length() - steps,
                                        ahead,
                                        String.join(", ", config.known())));
            }
            return scaling.orElseThrow().apply(known.slice(0, steps + ahead));
        });
        var calendar = calendar(ahead);
        return columns.map(known -> calendar.map(known::beside).orElse(known)).or(() -> calendar);
    }

    private Optional<Series> calendar(int ahead) {
        Optional<CalendarInput.Coding> coding = switch (config.calendar()) {
            case AUTO, NONE -> Optional.empty();
            case LINE -> Optional.of(CalendarInput.Coding.LINE);
            case CIRCLE -> Optional.of(CalendarInput.Coding.CIRCLE);
        };
        return coding.map(how -> CalendarInput.at(times(0, steps + ahead), CalendarInput.of(series.sampling()), how));
    }

    /** The moments of observed steps and of those to come. */
    double[] times(int from, int to) {
        double last = series.times()[steps - 1];
        return IntStream.range(from, to)
                .mapToDouble(step ->
                        step < steps ? series.times()[step] : series.sampling().after(last, step - steps + 1L))
                .toArray();
    }
}
