package hanshu.data.series;

import hanshu.data.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What comes round after so many steps. Found by looking whether changes a season apart are alike: the autocorrelation of
 * the differences yₜ − yₜ₋₁ at lag m, the mean over the channels (Hyndman & Athanasopoulos, Forecasting: principles and
 * practice, 3rd edition, sections 2.8 and 9.1). Differences, since a level that drifts makes all lags alike.
 *
 * @param steps m, at least 2
 * @param wording such as "a day"
 * @param likeness the autocorrelation, at most 1
 */
public record Season(int steps, Wording wording, double likeness) {
    private static final double LEAST = 0.1;
    private static final double DAYS_OF_A_YEAR = 365.25;
    private static final int LONGEST = 1000;
    private static final int TURNS = 3; // of a season, at least, to believe in it

    private record Cycle(Wording name, double days, int months) {}

    private static final List<Cycle> CALENDAR = List.of(
            new Cycle(Wording.of("a minute", "一分钟"), 1.0 / 1440, 0),
            new Cycle(Wording.of("an hour", "一小时"), 1.0 / 24, 0),
            new Cycle(Wording.of("a day", "一天"), 1, 0),
            new Cycle(Wording.of("a week", "一周"), 7, 0),
            new Cycle(Wording.of("a year", "一年"), DAYS_OF_A_YEAR, 12));

    /** What it is called in English. */
    public String name() {
        return wording.english();
    }

    /**
     * Seasons that the calendar names, as long as they are told from chance (2/√n, and 0.1 at least); where the times are
     * no dates, the lag that stands out most.
     *
     * @param training the steps that are looked at
     * @param channels of the series
     * @return the most alike first
     */
    public static List<Season> in(TimeSeries series, Range training, int... channels) {
        int longest = Math.min(LONGEST, training.length() / TURNS);
        var changes = IntStream.of(channels)
                .mapToObj(channel -> changes(series.values(), training, channel))
                .toList();
        double least = Math.max(LEAST, 2 / Math.sqrt(training.length()));
        var likeness = IntStream.rangeClosed(0, Math.max(longest, 1) + 1)
                .mapToDouble(lag -> alike(changes, lag))
                .toArray();
        var found = new ArrayList<Season>();
        for (var candidate : series.dated() ? ofCalendar(series.sampling()) : peaks(likeness)) {
            if (candidate.steps <= longest && likeness[candidate.steps] >= least) {
                found.add(new Season(candidate.steps, candidate.wording, likeness[candidate.steps]));
            }
        }
        found.sort(
                Comparator.comparingDouble((Season season) -> season.likeness).reversed());
        return List.copyOf(series.dated() ? found : found.subList(0, Math.min(1, found.size())));
    }

    private static List<Season> ofCalendar(Sampling sampling) {
        return CALENDAR.stream()
                .flatMap(cycle -> steps(cycle, sampling).stream())
                .toList();
    }

    /** A cycle that is so many steps long, to the nearest. */
    private static Optional<Season> steps(Cycle cycle, Sampling sampling) {
        double steps = sampling.months() > 0 ? (double) cycle.months / sampling.months() : cycle.days / sampling.days();
        long whole = Math.round(steps);
        boolean fits = Math.abs(steps - whole) <= (cycle.days > 7 && sampling.months() == 0 ? 0.5 : 0.01);
        return fits && whole >= 2 && whole <= LONGEST
                ? Optional.of(new Season((int) whole, cycle.name, 0))
                : Optional.empty();
    }

    /** Lags that are more alike than those beside them: where a series is smooth, all short ones are. */
    private static List<Season> peaks(double[] likeness) {
        return IntStream.range(2, likeness.length - 1)
                .filter(lag -> likeness[lag] > likeness[lag - 1] && likeness[lag] > likeness[lag + 1])
                .mapToObj(lag -> new Season(lag, Wording.of("%d steps", "%d 步").with(lag), 0))
                .toList();
    }

    private static double alike(List<double[]> changes, int lag) {
        return changes.stream()
                .mapToDouble(change -> autocorrelation(change, lag))
                .average()
                .orElse(0);
    }

    /** Differences, less their mean. */
    private static double[] changes(Series series, Range training, int channel) {
        var changes = IntStream.range(training.from() + 1, training.to())
                .mapToDouble(step -> series.at(step, channel) - series.at(step - 1, channel))
                .toArray();
        double mean = IntStream.range(0, changes.length)
                .mapToDouble(i -> changes[i])
                .average()
                .orElse(0);
        return IntStream.range(0, changes.length)
                .mapToDouble(i -> changes[i] - mean)
                .toArray();
    }

    private static double autocorrelation(double[] x, int lag) {
        double all = 0;
        double shifted = 0;
        for (int t = 0; t < x.length; t++) {
            all += x[t] * x[t];
            shifted += t < lag ? 0 : x[t] * x[t - lag];
        }
        return all == 0 ? 0 : shifted / all;
    }
}
