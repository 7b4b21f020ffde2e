package hanshu.learn.supervised.forecast;

import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
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
        return finding(Language.ENGLISH);
    }

    /** The same in a language. */
    public String finding(Language language) {
        var best = test.baselines().stream()
                .filter(each -> !each.forecaster().equals(ForecasterKind.LINEAR.toString()))
                .min(Comparator.comparingDouble(each -> each.standardised().mse()))
                .orElseThrow();
        double ours = test.forecaster().standardised().mse();
        double theirs = best.standardised().mse();
        var name = test.forecaster().forecaster();
        return ours < theirs
                ? language.say(
                                "The squared error of %s is %s smaller than that of the naive forecast (%s).",
                                "%1$s 的平方误差比朴素预测（%3$s）小 %2$s。")
                        .formatted(name, Digits.percent(1 - ours / theirs), BackTest.said(best.forecaster(), language))
                : language.say(
                                "%s forecasts no better than the naive forecast (%s), whose squared error is %s: the past that it sees tells little, or the test differs from what was learned from.",
                                "%s 的预测不比朴素预测（%s）好，后者的平方误差是 %s：它看到的过去说明不了多少，或者测试部分与学习的不同。")
                        .formatted(name, BackTest.said(best.forecaster(), language), Digits.of(theirs));
    }
}
