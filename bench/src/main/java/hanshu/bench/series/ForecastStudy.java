package hanshu.bench.series;

import hanshu.data.OnError;
import hanshu.data.series.ChannelScaling;
import hanshu.data.series.ForecastWindows;
import hanshu.data.series.TimeSeries;
import hanshu.data.series.TimeSplit;
import hanshu.data.table.Table;
import hanshu.learn.supervised.forecast.ConvolutionalForecaster;
import hanshu.learn.supervised.forecast.DLinear;
import hanshu.learn.supervised.forecast.ForecastIntervals;
import hanshu.learn.supervised.forecast.Forecaster;
import hanshu.learn.supervised.forecast.Forecasting;
import hanshu.learn.supervised.forecast.LastValue;
import hanshu.learn.supervised.forecast.LinearForecaster;
import hanshu.learn.supervised.forecast.Normalised;
import hanshu.learn.supervised.forecast.PatchTransformer;
import hanshu.learn.supervised.forecast.RecurrentForecaster;
import hanshu.learn.supervised.forecast.ReversibleNorm;
import hanshu.learn.supervised.forecast.SeasonalNaive;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Key;
import hanshu.train.EarlyStopping;
import hanshu.train.TrainingConfig;
import hanshu.train.metric.ForecastMetrics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Forecasts ETTh1 (Zhou et al. 2021): all seven series, 96 hours ahead from the 336 before, the standard split of 12, 4 and 4
 * months, scaled by the training months. Each forecaster trains with each of its rates; the one with the lowest error on
 * validation windows is then looked at once on the test windows. Prints a line for each:
 *
 * <pre>forecaster | seed | rate | epochs | validation MSE | test MSE | test MAE | MASE | published MSE | seconds</pre>
 *
 * <pre>{@code java … hanshu.bench.series.ForecastStudy DATA_FOLDER SEED [forecaster …]}</pre>
 */
public final class ForecastStudy {
    private static final int LOOK_BACK = 336;
    private static final int HORIZON = 96;
    private static final int DAY = 24;
    private static final int BATCH = 32;
    private static final double COVERAGE = 0.9;

    private ForecastStudy() {}

    private interface Maker {
        Forecaster of(int channels, Key key);
    }

    /**
     * What is compared.
     *
     * @param rates of Adam, of which validation chooses
     * @param epochs at most
     * @param patience epochs without a better validation error
     * @param halving whether the rate halves each epoch, as in Informer's and DLinear's code; else it falls as a cosine
     * @param published MSE, from where
     */
    private record Candidate(
            String name,
            Maker maker,
            List<Double> rates,
            int epochs,
            int patience,
            boolean halving,
            String published) {}

    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(
                    "linear",
                    (c, key) -> LinearForecaster.of(LOOK_BACK, HORIZON, key),
                    linear(),
                    10,
                    3,
                    true,
                    "0.375 (Zeng 2023)"),
            new Candidate(
                    "dlinear",
                    (c, key) -> DLinear.of(LOOK_BACK, HORIZON, key),
                    linear(),
                    10,
                    3,
                    true,
                    "0.375 (Zeng 2023)"),
            new Candidate(
                    "nlinear",
                    (c, key) -> new Normalised(new LastValue(), LinearForecaster.of(LOOK_BACK, HORIZON, key)),
                    linear(),
                    10,
                    3,
                    true,
                    "0.374 (Zeng 2023)"),
            new Candidate(
                    "rlinear",
                    (c, key) -> new Normalised(ReversibleNorm.of(c), LinearForecaster.of(LOOK_BACK, HORIZON, key)),
                    linear(),
                    10,
                    3,
                    true,
                    "0.366 (Li 2023)"),
            new Candidate(
                    "patch",
                    (c, key) -> new Normalised(
                            ReversibleNorm.of(c),
                            PatchTransformer.of(LOOK_BACK, HORIZON, PatchTransformer.Size.SMALL, key)),
                    List.of(1e-3),
                    8,
                    3,
                    false,
                    "0.375, 0.370 from 512 hours (Nie 2023)"),
            new Candidate(
                    "lstm",
                    (c, key) -> new Normalised(new LastValue(), RecurrentForecaster.of(c, 0, HORIZON, 64, 1, key)),
                    List.of(1e-3),
                    6,
                    2,
                    false,
                    "–"),
            new Candidate(
                    "tcn",
                    (c, key) -> new Normalised(
                            new LastValue(), ConvolutionalForecaster.of(c, 0, LOOK_BACK, HORIZON, 32, 0.2, key)),
                    List.of(1e-3),
                    6,
                    2,
                    false,
                    "–"));

    private static List<Double> linear() {
        return List.of(0.0005, 0.005);
    }

    public static void main(String[] args) {
        if (args.length < 2) {
            throw new IllegalArgumentException("usage: ForecastStudy DATA_FOLDER SEED [forecaster …]");
        }
        var table = Table.read(Path.of(args[0]).resolve("timeseries-forecast/ETTh1.csv"));
        var series = TimeSeries.of(table, Optional.of("date"), List.of(), OnError.FAIL);
        var split = TimeSplit.ett(1);
        var scaled = ChannelScaling.fit(series.values(), split.train()).apply(series.values());
        var train = ForecastWindows.of(scaled, LOOK_BACK, HORIZON, split.train());
        var validation = train.in(split.validation(), 1);
        var test = train.in(split.test(), 1);
        System.out.printf(
                Locale.ROOT,
                "ETTh1, %d series, %d → %d hours; windows: %d to learn from, %d to validate, %d to test%n",
                scaled.channels(),
                LOOK_BACK,
                HORIZON,
                train.count(),
                validation.count(),
                test.count());
        var scales = new double[scaled.channels()];
        for (int channel = 0; channel < scales.length; channel++) {
            var steps = new double[split.train().length()];
            for (int step = 0; step < steps.length; step++) {
                steps[step] = scaled.at(step, channel);
            }
            scales[channel] = ForecastMetrics.naiveError(steps, DAY);
        }
        for (var naive : List.of(new SeasonalNaive(1, HORIZON), new SeasonalNaive(DAY, HORIZON))) {
            var found = Forecasting.forecasts(naive, test, 256).metrics(scales);
            var name = naive.season() == 1 ? "naive" : "seasonal naive";
            var before = Forecasting.forecasts(naive, validation, 256).metrics();
            print(name, "–", 0, 0, before.mse(), found, naive.season() == 1 ? "1.295 (Zeng 2023)" : "–", 0);
        }
        var chosen = Arrays.asList(args).subList(2, args.length);
        long seed = Long.parseLong(args[1]);
        for (var candidate : CANDIDATES) {
            if (chosen.isEmpty() || chosen.contains(candidate.name)) {
                study(candidate, seed, train, validation, test, scales);
            }
        }
    }

    private static void study(
            Candidate candidate,
            long seed,
            ForecastWindows train,
            ForecastWindows validation,
            ForecastWindows test,
            double[] scales) {
        long start = System.nanoTime();
        var key = Key.of(seed).at(candidate.name);
        Optional<Forecaster> best = Optional.empty();
        double lowest = Double.POSITIVE_INFINITY;
        double rate = 0;
        int epochs = 0;
        for (double tried : candidate.rates) {
            int steps = Math.ceilDiv(train.count(), BATCH);
            var schedule = candidate.halving
                    ? new Schedule.StepDecay(steps, 0.5)
                    : new Schedule.Cosine((long) candidate.epochs * steps, 0);
            var config = TrainingConfig.of(candidate.epochs, BATCH, tried)
                    .withOptimiser(new Adam.Config())
                    .withSchedule(schedule)
                    .withStopping(EarlyStopping.onLoss(candidate.patience));
            var training = Forecasting.training(
                            candidate.maker.of(train.values().channels(), key.at("model")),
                            train,
                            validation,
                            config,
                            key.at("training"))
                    .run();
            double error = Forecasting.forecasts(training.model(), validation, 256)
                    .metrics()
                    .mse();
            System.err.printf(
                    Locale.ROOT,
                    "%s, rate %s: validation %.4f, best of epoch %d%n",
                    candidate.name,
                    tried,
                    error,
                    training.bestEpoch());
            if (error < lowest) {
                lowest = error;
                best = Optional.of(training.model());
                rate = tried;
                epochs = training.bestEpoch();
            }
        }
        var model = best.orElseThrow();
        var forecasts = Forecasting.forecasts(model, test, 256);
        double seconds = (System.nanoTime() - start) * 1e-9;
        print(
                candidate.name,
                Long.toString(seed),
                rate,
                epochs,
                lowest,
                forecasts.metrics(scales),
                candidate.published,
                seconds);
        var intervals = ForecastIntervals.fit(Forecasting.forecasts(model, validation, 256), COVERAGE);
        var kept = intervals.metrics(forecasts);
        System.err.printf(
                Locale.ROOT,
                "%s: intervals of %.0f %% hold %.1f %%, %.2f wide%n",
                candidate.name,
                100 * COVERAGE,
                100 * kept.coverage(),
                kept.meanWidth());
    }

    private static void print(
            String name,
            String seed,
            double rate,
            int epochs,
            double validation,
            ForecastMetrics test,
            String published,
            double seconds) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.4f | %.4f | %.4f | %.3f | %s | %.0f |%n",
                name,
                seed,
                rate,
                epochs,
                validation,
                test.mse(),
                test.mae(),
                test.mase().orElse(Double.NaN),
                published,
                seconds);
    }
}
