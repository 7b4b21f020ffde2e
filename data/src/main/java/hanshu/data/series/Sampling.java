package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.table.DateFormat;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * How far the steps of a series lie apart: always as many days (an hour is 1/24), or as many calendar months. Exactly one
 * of the two is above 0.
 *
 * @param days of equal length; the unit of the time column where that holds numbers
 * @param months 1, 3 (a quarter), 12 (a year) …
 */
public record Sampling(double days, int months) {
    /** Moments this near to a step, as a share of the interval, stand on it. */
    private static final double TOLERANCE = 0.01;

    private static final double SHORTEST_MONTH = 28;

    public Sampling {
        if (!(days >= 0 && months >= 0 && days > 0 != months > 0)) {
            throw new DataException(
                    "steps lie days or months apart, got %s days and %d months".formatted(days, months));
        }
    }

    /**
     * The interval that most neighbours have: calendar months where all moments are of one day and time of the month.
     *
     * @param times days since 1970 in rising order, or plain numbers
     * @param dates whether they are days
     */
    static Sampling of(double[] times, boolean dates) {
        var steps = new double[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        double usual = steps[steps.length / 2];
        if (dates && usual >= SHORTEST_MONTH && sameDayOfMonth(times)) {
            return new Sampling(0, (int) Math.max(1, Math.round(usual / 30.4)));
        }
        return new Sampling(usual, 0);
    }

    private static boolean sameDayOfMonth(double[] times) {
        double first = times[0];
        var start = DateFormat.moment(first);
        return Arrays.stream(times)
                .mapToObj(DateFormat::moment)
                .allMatch(moment -> moment.getDayOfMonth() == start.getDayOfMonth()
                        && moment.toLocalTime().equals(start.toLocalTime()));
    }

    /** How many steps lie between two moments; −1 where the later one is on no step. */
    long steps(double from, double to) {
        if (months > 0) {
            long between = ChronoUnit.MONTHS.between(DateFormat.moment(from), DateFormat.moment(to));
            return between % months == 0 ? between / months : -1;
        }
        double steps = (to - from) / days;
        return Math.abs(steps - Math.rint(steps)) <= TOLERANCE ? Math.round(steps) : -1;
    }

    /** The moment so many steps later. */
    public double after(double moment, long steps) {
        return months > 0 ? daysOf(DateFormat.moment(moment).plusMonths(steps * months)) : moment + steps * days;
    }

    private static double daysOf(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC) / 86_400.0;
    }

    /** For example {@code 1 hour}, {@code 15 minutes} or {@code 1 month}. */
    @Override
    public String toString() {
        return wording().english();
    }

    /** For example {@code 1 hour}, {@code 1 小时}. */
    public Wording wording() {
        if (months > 0) {
            return months % 12 == 0 ? count(months / 12.0, "year", "年") : count(months, "month", "个月");
        }
        double seconds = days * 86_400;
        double minutes = Math.rint(seconds) / 60;
        return days >= 1
                ? count(days, "day", "天")
                : minutes >= 60
                        ? count(minutes / 60, "hour", "小时")
                        : minutes >= 1 ? count(minutes, "minute", "分钟") : count(seconds, "second", "秒");
    }

    private static Wording count(double number, String unit, String chinese) {
        double rounded = Math.round(number * 1000) / 1000.0;
        var text = rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        return Wording.of(text + " " + unit + (rounded == 1 ? "" : "s"), text + " " + chinese);
    }
}
