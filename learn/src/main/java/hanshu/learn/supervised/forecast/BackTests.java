package hanshu.learn.supervised.forecast;

import hanshu.data.series.ForecastWindows;
import hanshu.learn.supervised.forecast.Forecasting.Forecasts;
import hanshu.train.metric.IntervalMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A forecaster beside those that need no learning, on the same windows.
 *
 * @param baselines the last value, where there is a season the value a season ago, and further ones
 * @param forecaster the one that was learned
 * @param intervals whether its intervals keep their promise, of each target in its unit
 * @param forecasts of it, standardised
 */
public record BackTests(
        List<BackTest> baselines,
        BackTest forecaster,
        SequencedMap<String, IntervalMetrics> intervals,
        Forecasts forecasts) {
    private static final int BATCH = 256;

    public BackTests {
        baselines = List.copyOf(baselines);
    }

    /** Of all windows. */
    static BackTests of(ForecastFunction function, ForecastWindows windows, List<BackTest> further) {
        var config = function.config();
        var baselines = new ArrayList<BackTest>();
        baselines.add(naive(function, windows, 1, BackTest.LAST_VALUE));
        if (config.season() > 1) {
            baselines.add(naive(function, windows, config.season(), BackTest.SEASON_AGO));
        }
        baselines.addAll(further);
        var found = Forecasting.forecasts(function.model(), windows, BATCH);
        return new BackTests(
                baselines, function.backTest(config.forecaster().toString(), found), function.held(found), found);
    }

    /** What needs to be seen for a season may be more than the forecaster looks back. */
    private static BackTest naive(ForecastFunction function, ForecastWindows windows, int season, String name) {
        var seen = new ForecastWindows(
                windows.values(),
                Optional.empty(),
                windows.targets(),
                Math.max(season, windows.lookBack()),
                windows.horizon(),
                windows.origins());
        return function.backTest(
                name, Forecasting.forecasts(new SeasonalNaive(season, windows.horizon()), seen, BATCH));
    }

    /** How many origins. */
    public int windows() {
        return forecaster.standardised().windows();
    }

    /** The share of all truths that lay in their intervals. */
    public double coverage() {
        return intervals.values().stream()
                .mapToDouble(IntervalMetrics::coverage)
                .average()
                .orElseThrow();
    }

    /** All of them, the learned one last. */
    public List<BackTest> all() {
        var all = new ArrayList<>(baselines);
        all.add(forecaster);
        return all;
    }

    /** By name. */
    public SequencedMap<String, BackTest> byName() {
        var named = new LinkedHashMap<String, BackTest>();
        all().forEach(test -> named.put(test.forecaster(), test));
        return named;
    }
}
