package hanshu.bench.series;

import hanshu.data.table.Table;
import hanshu.learn.supervised.forecast.ForecastConfig;
import hanshu.learn.supervised.forecast.ForecastLearned;
import hanshu.learn.supervised.forecast.ForecastLearning;
import hanshu.learn.supervised.forecast.ForecasterKind;
import hanshu.train.config.Config;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Forecasts ETTh1 (Zhou et al. 2021): all seven series, 96 hours ahead from the 336 before, the standard split of 12, 4 and 4
 * months, scaled by the training months. Each forecaster trains with each of its rates; the one with the lowest error on
 * validation windows is then looked at on the test windows. Prints a line for each:
 *
 * <pre>forecaster | seed | rate | epochs | validation MSE | test MSE | test MAE | MASE | published MSE | seconds</pre>
 *
 * <pre>{@code java … hanshu.bench.series.ForecastStudy DATA_FOLDER SEED [forecaster …]}</pre>
 */
public final class ForecastStudy {
    private static final ForecastConfig STANDARD = Config.parse("""
        horizon: 96
        lookBack: 336
        season: 24
        split: {validationFrom: 2017-06-26, testFrom: 2017-10-24, testTo: 2018-02-21}
        """, "the standard split", ForecastConfig.DEFAULTS);

    private ForecastStudy() {}

    /**
     * What is compared.
     *
     * @param rates of Adam, of which validation chooses
     * @param epochs at most
     * @param patience epochs without a better validation error
     * @param published MSE, from where
     */
    private record Candidate(ForecasterKind kind, List<Double> rates, int epochs, int patience, String published) {}

    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(ForecasterKind.LINEAR, List.of(0.0005, 0.005), 10, 3, "0.375 (Zeng 2023)"),
            new Candidate(ForecasterKind.DLINEAR, List.of(0.0005, 0.005), 10, 3, "0.375 (Zeng 2023)"),
            new Candidate(ForecasterKind.NLINEAR, List.of(0.0005, 0.005), 10, 3, "0.374 (Zeng 2023)"),
            new Candidate(ForecasterKind.RLINEAR, List.of(0.0005, 0.005), 10, 3, "0.366 (Li 2023)"),
            new Candidate(ForecasterKind.TRANSFORMER, List.of(1e-3), 8, 3, "0.375, 0.370 from 512 hours (Nie 2023)"),
            new Candidate(ForecasterKind.LSTM, List.of(1e-3), 6, 2, "–"),
            new Candidate(ForecasterKind.TCN, List.of(1e-3), 6, 2, "–"));

    public static void main(String[] args) {
        if (args.length < 2) {
            throw new IllegalArgumentException("usage: ForecastStudy DATA_FOLDER SEED [forecaster …]");
        }
        var table = Table.read(Path.of(args[0]).resolve("timeseries-forecast/ETTh1.csv"));
        var chosen = Arrays.asList(args).subList(2, args.length);
        long seed = Long.parseLong(args[1]);
        for (var candidate : CANDIDATES) {
            if (chosen.isEmpty() || chosen.contains(candidate.kind.toString())) {
                study(table, candidate, seed);
            }
        }
    }

    private static void study(Table table, Candidate candidate, long seed) {
        long start = System.nanoTime();
        Optional<ForecastLearned> best = Optional.empty();
        for (double rate : candidate.rates) {
            var settings = "{forecaster: %s, calendar: none, seed: %d, training: {rate: %s, epochs: %d, patience: %d}}"
                    .formatted(candidate.kind, seed, rate, candidate.epochs, candidate.patience);
            var learned = ForecastLearning.of(table, Config.parse(settings, "the study", STANDARD))
                    .learn(Optional.empty(), event -> {});
            System.err.printf(
                    Locale.ROOT,
                    "%s, rate %s: validation %.4f, best of epoch %d%n",
                    candidate.kind,
                    rate,
                    error(learned),
                    learned.bestEpoch());
            if (best.isEmpty() || error(learned) < error(best.get())) {
                best = Optional.of(learned);
            }
        }
        var learned = best.orElseThrow();
        double seconds = (System.nanoTime() - start) * 1e-9;
        for (var naive : learned.test().baselines()) {
            System.err.printf(
                    Locale.ROOT,
                    "%s: test MSE %.4f, MASE %.3f%n",
                    naive.forecaster(),
                    naive.standardised().mse(),
                    naive.standardised().mase().orElse(Double.NaN));
        }
        var test = learned.test().forecaster().standardised();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.4f | %.4f | %.4f | %.3f | %s | %.0f |%n",
                candidate.kind,
                seed,
                learned.known().config().training().rate(),
                learned.bestEpoch(),
                error(learned),
                test.mse(),
                test.mae(),
                test.mase().orElse(Double.NaN),
                candidate.published,
                seconds);
        System.err.printf(
                Locale.ROOT,
                "%s: intervals of %.0f %% hold %.1f %%%n",
                candidate.kind,
                100 * learned.known().config().coverage(),
                100 * learned.test().coverage());
    }

    /** On the windows that decide which epoch and which rate are kept. */
    private static double error(ForecastLearned learned) {
        return learned.validation().forecaster().standardised().mse();
    }
}
