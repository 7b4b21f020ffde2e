package hanshu.learn.supervised.forecast;

import hanshu.data.OnError;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Schedule;
import hanshu.train.EarlyStopping;
import hanshu.train.TrainingConfig;
import hanshu.train.config.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that decides how a series is forecast. {@link #DEFAULTS} needs no tuning: what is {@code auto}, 0 or empty is
 * chosen by looking at the series.
 *
 * @param horizon how many steps are foretold
 * @param time the column of times; empty for the only one of dates, or else the order of the rows
 * @param targets the columns that are foretold; empty for all of numbers
 * @param seen columns whose past is seen beside that of the targets
 * @param known columns of numbers that are known in advance, such as a holiday
 * @param calendar whether the hour, weekday and so on are known too
 * @param lookBack how many steps are seen
 * @param season after how many steps things come round; 1 for never
 * @param forecaster what foretells
 * @param onError what to do about a time out of order or twice, a gap, a missing number, a constant target: refuse (fail), or
 *     sort, fill and leave out (skip)
 * @param split which steps are kept back
 * @param coverage the share of truths that intervals promise to hold
 * @param training how the forecaster is trained
 * @param seed of everything random: the same seed and series give the same bits
 */
public record ForecastConfig(
        int horizon,
        String time,
        List<String> targets,
        List<String> seen,
        List<String> known,
        Calendar calendar,
        int lookBack,
        int season,
        ForecasterKind forecaster,
        OnError onError,
        Splitting split,
        double coverage,
        TrainingOptions training,
        long seed) {
    /** Inputs from the calendar. */
    public enum Calendar {
        /** A circle for the forecasters that read it, lstm and tcn, where the times are dates. */
        AUTO,
        NONE,
        /** Each from −½ to ½. */
        LINE,
        /** Sine and cosine. */
        CIRCLE
    }

    /**
     * The series in time: what is learned from, then what decides which epoch is kept and how wide intervals are, then the
     * test. A time such as 2017-06-26 goes before a share.
     *
     * @param test the share of all steps that is tested on
     * @param validation the share of the others
     * @param validationFrom the time of its first step
     * @param testFrom the time of its first step
     * @param testTo the time at which it ends; steps from there on are left out
     */
    public record Splitting(double test, double validation, String validationFrom, String testFrom, String testTo) {
        public Splitting {
            if (!(test > 0 && test < 1) || !(validation > 0 && validation < 1)) {
                throw new ConfigException("split: test and validation are shares above 0 and below 1, got %s and %s"
                        .formatted(test, validation));
            }
        }
    }

    /**
     * How the forecaster is trained; 0 is chosen.
     *
     * @param epochs passes over the windows, at most
     * @param batch windows in a step
     * @param rate of Adam at first
     * @param patience ends after so many epochs without a better result on validation windows
     */
    public record TrainingOptions(int epochs, int batch, double rate, int patience) {
        private static final int LEAST_STEPS = 1000;
        private static final int MOST_EPOCHS = 300;
        private static final int HALVINGS = 10;

        public TrainingOptions {
            if (epochs < 0 || batch < 1 || !(rate >= 0) || patience < 0) {
                throw new ConfigException(
                        "training: epochs, rate and patience are 0 or more, batch 1 or more, got %d, %s, %d and %d"
                                .formatted(epochs, rate, patience, batch));
            }
        }

        /** Ten epochs, as DLinear's authors have it, and more where an epoch has few steps. */
        TrainingOptions settled(ForecasterKind kind, int windows) {
            int usual = kind.isLinear() ? 10 : 8;
            int enough = Math.clamp(Math.ceilDiv(LEAST_STEPS, steps(windows)), usual, MOST_EPOCHS);
            int passes = epochs > 0 ? epochs : enough;
            return new TrainingOptions(
                    passes,
                    batch,
                    rate > 0 ? rate : kind.isLinear() ? 0.005 : 0.001,
                    patience > 0 ? patience : Math.max(3, 3 * passes / 10));
        }

        /** A linear map's rate halves ten times, as in the code of DLinear; another's falls as a cosine. */
        TrainingConfig how(ForecasterKind kind, int windows) {
            long all = (long) epochs * steps(windows);
            var schedule = kind.isLinear()
                    ? new Schedule.StepDecay(Math.max(1, all / HALVINGS), 0.5)
                    : new Schedule.Cosine(all, 0);
            return TrainingConfig.of(epochs, batch, rate)
                    .withOptimiser(new Adam.Config())
                    .withSchedule(schedule)
                    .withStopping(EarlyStopping.onLoss(patience));
        }

        private int steps(int windows) {
            return Math.ceilDiv(windows, batch);
        }
    }

    /** What needs no tuning, for the step that follows. */
    public static final ForecastConfig DEFAULTS = new ForecastConfig(
            1,
            "",
            List.of(),
            List.of(),
            List.of(),
            Calendar.AUTO,
            0,
            0,
            ForecasterKind.AUTO,
            OnError.FAIL,
            new Splitting(0.2, 0.2, "", "", ""),
            0.9,
            new TrainingOptions(0, 32, 0, 0),
            0);

    public ForecastConfig {
        targets = List.copyOf(targets);
        seen = List.copyOf(seen);
        known = List.copyOf(known);
        if (horizon < 1 || lookBack < 0 || season < 0) {
            throw new ConfigException("horizon is 1 or more, lookBack and season 0 or more, got %d, %d and %d"
                    .formatted(horizon, lookBack, season));
        }
        if (!(coverage > 0 && coverage < 1)) {
            throw new ConfigException("coverage is above 0 and below 1, got " + coverage);
        }
        var names = new HashSet<String>();
        for (var name : Stream.of(targets, seen, known).flatMap(List::stream).toList()) {
            if (!names.add(name)) {
                throw new ConfigException(
                        "targets, seen and known: %s stands there twice; a column is one of them".formatted(name));
            }
        }
        if (forecaster == ForecasterKind.TRANSFORMER && lookBack > 0 && lookBack < ForecasterKind.PATCH) {
            throw new ConfigException("lookBack: a transformer reads patches of %d steps, and can't look back %d"
                    .formatted(ForecasterKind.PATCH, lookBack));
        }
    }

    public ForecastConfig withHorizon(int steps) {
        return new ForecastConfig(
                steps,
                time,
                targets,
                seen,
                known,
                calendar,
                lookBack,
                season,
                forecaster,
                onError,
                split,
                coverage,
                training,
                seed);
    }

    public ForecastConfig withTargets(List<String> names) {
        return new ForecastConfig(
                horizon,
                time,
                names,
                seen,
                known,
                calendar,
                lookBack,
                season,
                forecaster,
                onError,
                split,
                coverage,
                training,
                seed);
    }

    ForecastConfig withTraining(TrainingOptions options) {
        return withChosen(calendar, lookBack, season, forecaster, options);
    }

    ForecastConfig withColumns(String timeColumn, List<String> foretold, List<String> beside, List<String> inAdvance) {
        return new ForecastConfig(
                horizon,
                timeColumn,
                foretold,
                beside,
                inAdvance,
                calendar,
                lookBack,
                season,
                forecaster,
                onError,
                split,
                coverage,
                training,
                seed);
    }

    ForecastConfig withChosen(Calendar inputs, int back, int round, ForecasterKind kind, TrainingOptions options) {
        return new ForecastConfig(
                horizon, time, targets, seen, known, inputs, back, round, kind, onError, split, coverage, options,
                seed);
    }

    /** The time column as readers of tables ask for it. */
    Optional<String> timeColumn() {
        return time.isEmpty() ? Optional.empty() : Optional.of(time);
    }
}
