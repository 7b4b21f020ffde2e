package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.data.table.DateFormat;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * What the calendar says about a moment, known in advance: inputs of a forecaster beside the series.
 *
 * <pre>
 *   LINE      place / (places − 1) − ½      from −½ to ½, as in Informer (Zhou et al. 2021, its utils/timefeatures.py)
 *   CIRCLE    sin(2π·place / places), cos(2π·place / places)      so that hour 23 is next to hour 0
 * </pre>
 */
public enum CalendarInput {
    MINUTE(60, 1.0 / 24),
    HOUR(24, 1),
    /** From Monday. */
    WEEKDAY(7, 7),
    MONTH_DAY(31, 28),
    YEAR_DAY(366, 28),
    MONTH(12, 365);

    /** How a place in a cycle becomes numbers. */
    public enum Coding {
        LINE,
        CIRCLE
    }

    private final int places;
    private final double cycle; // steps of so many days or more don't show it

    CalendarInput(int places, double cycle) {
        this.places = places;
        this.cycle = cycle;
    }

    /** Those that vary from step to step, as Informer chooses them: for hours the hour, weekday, day of month and of year. */
    public static List<CalendarInput> of(Sampling sampling) {
        double days = sampling.months() > 0 ? sampling.months() * 30.4 : sampling.days();
        return Arrays.stream(values())
                .filter(input -> days < 0.99 * input.cycle && (input != MONTH || sampling.months() > 0))
                .toList();
    }

    /**
     * Inputs for each moment.
     *
     * @param times days since 1970
     * @return a channel (LINE) or two (CIRCLE) for each input
     */
    public static Series at(double[] times, List<CalendarInput> inputs, Coding coding) {
        if (inputs.isEmpty()) {
            throw new DataException("calendar inputs: at least one is needed, such as HOUR");
        }
        int each = coding == Coding.LINE ? 1 : 2;
        var values = new float[times.length * inputs.size() * each];
        int at = 0;
        for (double time : times) {
            var moment = DateFormat.moment(time);
            for (var input : inputs) {
                int place = input.place(moment);
                switch (coding) {
                    case LINE -> values[at++] = (float) (place / (input.places - 1.0) - 0.5);
                    case CIRCLE -> {
                        double angle = 2 * Math.PI * place / input.places;
                        values[at++] = (float) StrictMath.sin(angle);
                        values[at++] = (float) StrictMath.cos(angle);
                    }
                }
            }
        }
        return new Series(values, inputs.size() * each);
    }

    /** From 0. */
    private int place(LocalDateTime moment) {
        return switch (this) {
            case MINUTE -> moment.getMinute();
            case HOUR -> moment.getHour();
            case WEEKDAY -> moment.getDayOfWeek().getValue() - 1;
            case MONTH_DAY -> moment.getDayOfMonth() - 1;
            case YEAR_DAY -> moment.getDayOfYear() - 1;
            case MONTH -> moment.getMonthValue() - 1;
        };
    }
}
