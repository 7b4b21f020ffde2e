package hanshu.learn.supervised.forecast;

import hanshu.train.metric.Digits;
import java.util.Comparator;

/**
 * What came of learning a forecaster.
 *
 * @param known what it was learned from
 * @param validation on the windows that decided which epoch is kept
 * @param test on those that it never saw
 * @param bestEpoch that was kept
 */
public record ForecastLearned(
        ForecastLearning known, ForecastFunction function, BackTests validation, BackTests test, int bestEpoch) {
    /** How the forecaster stands beside the better of the naive ones. */
    public String finding() {
        var best = test.baselines().stream()
                .filter(each -> !each.forecaster().equals(ForecasterKind.LINEAR.toString()))
                .min(Comparator.comparingDouble(each -> each.standardised().mse()))
                .orElseThrow();
        double ours = test.forecaster().standardised().mse();
        double theirs = best.standardised().mse();
        var name = test.forecaster().forecaster();
        return ours < theirs
                ? "The squared error of %s is %s smaller than that of the naive forecast (%s)."
                        .formatted(name, Digits.percent(1 - ours / theirs), best.forecaster())
                : "%s forecasts no better than the naive forecast (%s), whose squared error is %s: the past that it sees tells little, or the test differs from what was learned from."
                        .formatted(name, best.forecaster(), Digits.of(theirs));
    }
}
