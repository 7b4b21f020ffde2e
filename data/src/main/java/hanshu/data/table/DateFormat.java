package hanshu.data.table;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.OFFSET_SECONDS;
import static java.time.temporal.ChronoField.YEAR;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One way of writing dates: a pattern for the day, after which a time of day and an offset from UTC may follow.
 *
 * @param pattern as in {@link DateTimeFormatter}, or one of {@link #EPOCH_SECONDS} and {@link #EPOCH_MILLIS}
 */
public record DateFormat(String pattern) {
    /** Seconds since 1970; never guessed, only when told. */
    public static final String EPOCH_SECONDS = "epoch seconds";

    public static final String EPOCH_MILLIS = "epoch milliseconds";

    private static final int OLDEST = 1950; // years of two digits lie from 1950 to 2049
    private static final double SECONDS_PER_DAY = 86_400;

    /** In the order in which they are tried: of two that fit a column, the former is taken. */
    private static final List<String> PATTERNS = List.of(
            "uuuu-M-d",
            "uuuu/M/d",
            "uuuu.M.d",
            "uuuuMMdd",
            "d.M.uuuu",
            "M/d/uuuu",
            "d/M/uuuu",
            "d-M-uuuu",
            "M-d-uuuu",
            "d.M.uu",
            "M/d/uu",
            "d/M/uu",
            "d MMM uuuu",
            "d-MMM-uuuu",
            "d-MMM-uu",
            "d MMMM uuuu",
            "MMM d uuuu",
            "MMM d, uuuu",
            "MMMM d, uuuu",
            "uuuu年M月d日",
            "uuuu-MM",
            "uuuu/MM",
            "MMM uuuu");

    /** Made when first needed: most tables need few or none. */
    private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    public DateFormat {
        if (!PATTERNS.contains(pattern) && !isEpoch(pattern)) {
            throw new TableException(
                    "there is no date format \"" + pattern + "\"" + Nearest.question(pattern, PATTERNS));
        }
    }

    /** The formats that every one of these texts fits; texts that only stand for a missing value aside. */
    static List<DateFormat> fitting(Collection<String> texts) {
        List<String> dates = texts.stream().filter(text -> !isMissing(text)).toList();
        if (dates.isEmpty() || !looksLikeDate(dates.getFirst())) {
            return List.of();
        }
        return PATTERNS.stream()
                .map(DateFormat::new)
                .filter(format -> dates.stream().noneMatch(text -> Double.isNaN(format.parse(text))))
                .toList();
    }

    /**
     * The format of a column. Where day and month could be either, the order in which the dates stand decides: the
     * format in which they rise or fall steadily; else the month comes first between slashes, the day elsewhere.
     */
    static Optional<DateFormat> of(Collection<String> texts) {
        List<DateFormat> fitting = fitting(texts);
        return fitting.stream()
                .filter(format -> fitting.size() > 1 && format.isSteady(texts))
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private boolean isSteady(Collection<String> texts) {
        double[] days = texts.stream()
                .mapToDouble(this::parse)
                .filter(day -> !Double.isNaN(day))
                .toArray();
        int rising = 0;
        int falling = 0;
        for (int i = 1; i < days.length; i++) {
            rising += days[i] >= days[i - 1] ? 1 : 0;
            falling += days[i] <= days[i - 1] ? 1 : 0;
        }
        return Math.max(rising, falling) == days.length - 1;
    }

    static boolean looksLikeDate(String text) {
        boolean possible = text.length() >= 6
                && text.length() <= 40
                && text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 8 || Double.isNaN(Numerals.POINT.parse(text)));
        return possible && PATTERNS.stream().anyMatch(pattern -> !Double.isNaN(new DateFormat(pattern).parse(text)));
    }

    /** Days since 1970-01-01 00:00 UTC with the time of day as a fraction; NaN when the text is no such date. */
    public double parse(String text) {
        if (isEpoch(pattern)) {
            return ofEpoch(Numerals.POINT.parse(text));
        }
        DateTimeFormatter formatter = FORMATTERS.computeIfAbsent(pattern, DateFormat::formatter);
        try {
            var position = new ParsePosition(0);
            if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
                return Double.NaN; // cheaper than an exception for each text that is no date
            }
            TemporalAccessor parsed = formatter.parse(text);
            LocalTime time = Optional.ofNullable(parsed.query(TemporalQueries.localTime()))
                    .orElse(LocalTime.MIDNIGHT);
            int offset = parsed.isSupported(OFFSET_SECONDS) ? parsed.get(OFFSET_SECONDS) : 0;
            long day = Optional.ofNullable(parsed.query(TemporalQueries.localDate()))
                    .orElseThrow()
                    .toEpochDay();
            return day + (time.toNanoOfDay() / 1e9 - offset) / SECONDS_PER_DAY;
        } catch (DateTimeException impossible) {
            return Double.NaN; // such as February 30
        }
    }

    /** The day, and the time of day unless that is midnight, written in this format with two digits each. */
    public String text(double days) {
        LocalDateTime moment = moment(days);
        if (isEpoch(pattern)) {
            return Numerals.text(days * (pattern.equals(EPOCH_SECONDS) ? SECONDS_PER_DAY : 1000 * SECONDS_PER_DAY));
        }
        String twoDigits = pattern.replaceAll("(?<![Md])[Md](?![Md])", "$0$0");
        String day = DateTimeFormatter.ofPattern(twoDigits, Locale.ENGLISH).format(moment);
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? day : day + " " + moment.toLocalTime();
    }

    private static boolean isEpoch(String pattern) {
        return pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLIS);
    }

    private double ofEpoch(double number) {
        return number / (pattern.equals(EPOCH_SECONDS) ? SECONDS_PER_DAY : 1000 * SECONDS_PER_DAY);
    }

    /** The moment in UTC that lies so many days after 1970. */
    public static LocalDateTime moment(double days) {
        long seconds = Math.round(days * SECONDS_PER_DAY);
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }

    /** Whether this text among dates only stands for a missing one. */
    public static boolean isMissing(String text) {
        return ReadOptions.MISSING_IN_NUMBERS.stream().anyMatch(text::equalsIgnoreCase);
    }

    private static DateTimeFormatter formatter(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        if (pattern.matches(".*[^u]uu")) {
            builder.appendPattern(pattern.substring(0, pattern.length() - 2)).appendValueReduced(YEAR, 2, 2, OLDEST);
        } else {
            builder.appendPattern(pattern);
        }
        if (!pattern.contains("d")) {
            builder.parseDefaulting(DAY_OF_MONTH, 1);
        }
        return builder.optionalStart()
                .appendPattern("['T'][' ']")
                .optionalStart()
                .appendPattern("h:mm[:ss][ ]a")
                .optionalEnd()
                .optionalStart()
                .appendPattern("H:mm[:ss")
                .appendFraction(NANO_OF_SECOND, 0, 9, true)
                .appendPattern("][' ']")
                .appendPattern("[XXX][XX]")
                .optionalEnd()
                .optionalEnd()
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
