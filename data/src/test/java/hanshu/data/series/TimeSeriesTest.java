package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSeriesTest {
    private static TimeSeries read(OnError onError, String... lines) {
        var table = Table.read("a.csv", new StringReader(String.join("\n", lines)), ReadOptions.DEFAULT);
        return TimeSeries.of(table, Optional.empty(), List.of(), onError);
    }

    private static Table real(String name) {
        var file = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"))
                .resolve("timeseries-forecast")
                .resolve(name);
        assumeTrue(Files.exists(file), () -> "there is no " + file);
        return Table.read(file);
    }

    private static final String[] HOURS = {
        "date,x,y",
        "2024-03-01 00:00,1,10",
        "2024-03-01 01:00,2,20",
        "2024-03-01 02:00,3,30",
        "2024-03-01 03:00,4,40",
        "2024-03-01 06:00,7,70",
        "2024-03-01 05:00,6,60",
        "2024-03-01 05:00,9,90",
        "2024-03-01 07:00,8,80"
    };

    @Test
    void disorderIsNamedOrSorted() {
        assertThatThrownBy(() -> read(OnError.FAIL, HOURS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "a.csv:7: the time in column date is before that of a.csv:6; correct the file, or let onError:"
                                + " skip sort the rows");
        var series = read(OnError.SKIP, HOURS);
        assertThat(series.sampling()).hasToString("1 hour");
        assertThat(series.length()).isEqualTo(8);
        assertThat(series.names()).containsExactly("x", "y");
        assertThat(series.values().values())
                .containsExactly(1, 10, 2, 20, 3, 30, 4, 40, Float.NaN, Float.NaN, 6, 60, 7, 70, 8, 80);
        assertThat(series.notices())
                .extracting(notice -> notice.sentence())
                .containsExactly(
                        "Column date goes back in time in 1 rows; the rows are sorted.",
                        "Column date has 1 rows whose time is there already; the first row of each time is kept.",
                        "Column date has 1 gaps of 1 steps, 1 hour apart; their numbers are taken as missing.");
        var filled = series.filled();
        assertThat(filled.values().at(4, 0)).isEqualTo(5);
        assertThat(filled.notices().getLast().sentence())
                .isEqualTo("a.csv: 2 numbers are missing and are put on the straight line between their neighbours.");
        assertThat(series.timesAfter(2)[1] - series.times()[7]).isCloseTo(2 / 24.0, within(1e-9));
    }

    @Test
    void aGapIsNamed() {
        assertThatThrownBy(() -> read(OnError.FAIL, HOURS[0], HOURS[1], HOURS[2], HOURS[3], HOURS[5], HOURS[8]))
                .hasMessage(
                        "a.csv:5: 3 steps are missing in column date between this row and a.csv:4, where steps are 1"
                                + " hour apart; correct the file, or let onError: skip fill the gaps");
    }

    @Test
    void aTimeThatOccursTwiceIsNamed() {
        assertThatThrownBy(() -> read(OnError.FAIL, HOURS[0], HOURS[6], HOURS[7], HOURS[8]))
                .hasMessage("a.csv:3: column date has the same time as a.csv:2; correct the file, or let onError: skip"
                        + " keep the first row of each time");
    }

    @Test
    void aTimeBetweenTheSteps() {
        assertThatThrownBy(() -> read(OnError.SKIP, HOURS[0], HOURS[1], HOURS[2], HOURS[3], "2024-03-01 02:20,1,1"))
                .hasMessage(
                        "a.csv:5: the time in column date lies on no step: steps are 1 hour apart from the first row"
                                + " on");
        assertThatThrownBy(() -> read(OnError.SKIP, HOURS[0], HOURS[1], HOURS[2], HOURS[3], "2025-03-01 02:00,1,1"))
                .hasMessage("a.csv:5: more steps are missing before this row than there are rows: column date is not"
                        + " regular, where steps are 1 hour apart");
    }

    @Test
    void monthsAreOfUnequalLength() {
        var series = read(OnError.FAIL, "month,x", "2023-11,1", "2023-12,2", "2024-01,3", "2024-02,4", "2024-03,5");
        assertThat(series.sampling()).isEqualTo(new Sampling(0, 1)).hasToString("1 month");
        assertThat(CalendarInput.of(series.sampling())).containsExactly(CalendarInput.MONTH);
        assertThat(series.timesAfter(1)[0]).isEqualTo(19814); // 2024-04-01
    }

    @Test
    void rowsWithoutDatesAreEqualSteps() {
        var series = read(OnError.FAIL, "x,y", "1,5.5", "2,7.25", "3,1.125");
        assertThat(series.dated()).isFalse();
        assertThat(series.times()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "ETTh1.csv, 17420, 7, 1 hour",
        "ETTh2.csv, 17420, 7, 1 hour",
        "airline-passengers.csv, 144, 1, 1 month",
        "monthly-sunspots.csv, 2820, 1, 1 month",
        "daily-total-female-births.csv, 365, 1, 1 day"
    })
    void realSeries(String name, int length, int channels, String sampling) {
        var series = TimeSeries.of(real(name), Optional.empty(), List.of(), OnError.FAIL);
        assertThat(series.length()).isEqualTo(length);
        assertThat(series.values().channels()).isEqualTo(channels);
        assertThat(series.sampling()).hasToString(sampling);
        assertThat(series.dated()).isTrue();
    }

    @Test
    void leapDaysThatAreMissing() {
        var table = real("daily-min-temperatures.csv");
        assertThatThrownBy(() -> TimeSeries.of(table, Optional.of("Date"), List.of("Temp"), OnError.FAIL))
                .hasMessageContaining(
                        "1 step is missing in column Date between this row and daily-min-temperatures.csv:");
        assertThat(TimeSeries.of(table, Optional.of("Date"), List.of("Temp"), OnError.SKIP)
                        .values()
                        .missing())
                .isEqualTo(2);
    }

    @Test
    void calendarInputsAsInformer() {
        assertThat(CalendarInput.of(new Sampling(1 / 24.0, 0)))
                .containsExactly(
                        CalendarInput.HOUR, CalendarInput.WEEKDAY, CalendarInput.MONTH_DAY, CalendarInput.YEAR_DAY);
        double moment = 19783 + 23 / 24.0; // Friday, 2024-03-01 23:00
        var inputs = CalendarInput.of(new Sampling(1 / 24.0, 0));
        var line = CalendarInput.at(new double[] {moment}, inputs, CalendarInput.Coding.LINE);
        assertThat(line.values()).containsExactly(0.5f, (float) (4 / 6.0 - 0.5), -0.5f, (float) (60 / 365.0 - 0.5));
        var circle =
                CalendarInput.at(new double[] {19783.25}, List.of(CalendarInput.HOUR), CalendarInput.Coding.CIRCLE);
        assertThat(circle.values()[0]).isCloseTo(1, within(1e-6f));
        assertThat(circle.values()[1]).isCloseTo(0, within(1e-6f));
    }
}
