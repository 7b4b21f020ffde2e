package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.series.Season;
import hanshu.data.series.TimeSplit;
import hanshu.learn.supervised.forecast.ForecastConfig.Calendar;
import hanshu.train.metric.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is chosen by looking at a series. What a configuration tells and looking would choose too has the same reason, so
 * that a run that is taken up says what it said before.
 *
 * @param config with nothing left to choose
 * @param reasons a sentence for each choice
 */
record ForecastChoices(ForecastConfig config, List<Wording> reasons) {
    /** Looking back so many horizons: 336 hours for 96, as DLinear's authors do. */
    private static final double HORIZONS = 3.5;

    private static final int SEASONS = 2;

    static ForecastChoices of(Observed observed, TimeSplit split, ForecastConfig asked) {
        var reasons = new ArrayList<Wording>();
        int[] targets = IntStream.range(0, asked.targets().size()).toArray();
        var seasons = Season.in(observed.series(), split.train(), targets);
        int found = seasons.isEmpty() ? 1 : seasons.getFirst().steps();
        int season = asked.season() == 0 ? found : asked.season();
        reasons.add(
                season != found
                        ? Wording.of("Season of %d steps, as told.", "季节为 %d 步，按所说。")
                                .with(season)
                        : seasons.isEmpty()
                                ? Wording.of(
                                        "No season: changes a day, a week or a year apart are not alike, as far as such"
                                                + " turns can be seen in what is learned from.",
                                        "没有季节：就用来学习的部分所能看出的，相隔一天、一周或一年的变化并不相似。")
                                : Wording.of(
                                                "Season of %s: changes so far apart are alike (autocorrelation %s).",
                                                "季节为 %s：相隔这么久的变化相似（自相关 %s）。")
                                        .with(
                                                Wording.joined(
                                                        Wording.of(" and of ", "和"),
                                                        seasons.stream()
                                                                .map(each -> Wording.of("%s (%d steps)", "%s（%d 步）")
                                                                        .with(each.wording(), each.steps()))
                                                                .toList()),
                                                Wording.joined(
                                                        Wording.of(" and ", "和 "),
                                                        seasons.stream()
                                                                .map(each -> Wording.of(Digits.of(each.likeness())))
                                                                .toList())));
        if (season >= split.train().length()) {
            throw new DataException("season: %d steps, but only %d are learned from"
                    .formatted(season, split.train().length()));
        }
        int longest =
                Math.max(season, seasons.stream().mapToInt(Season::steps).max().orElse(1));
        int fitting = lookBack(split.train().length(), asked, season, longest);
        int lookBack = asked.lookBack() == 0 ? fitting : asked.lookBack();
        reasons.add(Wording.of("Looks back %d steps%s.", "向前看 %d 步%s。")
                .with(
                        lookBack,
                        lookBack != fitting
                                ? Wording.of(", as told", "，按所说")
                                : lookBack < wanted(asked, season, longest)
                                        ? Wording.of(
                                                ": half of what is learned from, as the series is short",
                                                "：用来学习的部分的一半，因为序列短")
                                        : longest > 1
                                                ? Wording.of(
                                                        ": three horizons and a half at least, and the longest season twice",
                                                        "：至少三个半预测长度，并且是最长季节的两倍")
                                                : Wording.of(": three horizons and a half at least", "：至少三个半预测长度")));
        if (split.train().length() < lookBack + asked.horizon()) {
            throw new DataException(
                    "%s: %d steps to learn from are too few to look back %d and forecast %d; ask for less"
                            .formatted(observed.series().name(), split.train().length(), lookBack, asked.horizon()));
        }
        var kind = asked.forecaster() == ForecasterKind.AUTO ? ForecasterKind.RLINEAR : asked.forecaster();
        reasons.add(
                kind == ForecasterKind.RLINEAR
                        ? Wording.of(
                                "Forecaster rlinear: a weighted sum of the past, each window brought to its own level, which"
                                        + " holds where levels wander; forecaster: lstm, tcn, transformer and others can be"
                                        + " asked for.",
                                "预测器 rlinear：过去的加权和，每个窗口先移到自己的水平，所以水平漂移也不怕；"
                                        + "可以用 forecaster 要求 lstm、tcn、transformer 等。")
                        : Wording.of("Forecaster %s, as told.", "预测器 %s，按所说。").with(kind));
        var calendar = asked.calendar();
        boolean dated = observed.series().dated();
        if (calendar == Calendar.AUTO) {
            calendar = dated && kind.readsKnown() ? Calendar.CIRCLE : Calendar.NONE;
        } else if (calendar != Calendar.NONE && !dated) {
            throw new DataException("calendar: %s has no dates to take it from"
                    .formatted(observed.series().name()));
        }
        int windows = split.train().length() - lookBack - asked.horizon() + 1;
        return new ForecastChoices(
                asked.withChosen(
                        calendar, lookBack, season, kind, asked.training().settled(kind, windows)),
                reasons);
    }

    private static int lookBack(int steps, ForecastConfig asked, int season, int longest) {
        int most = Math.max(1, (steps - asked.horizon()) / 2);
        int wanted = wanted(asked, season, longest);
        return wanted <= most ? wanted : most < season ? most : most / season * season;
    }

    /** In whole seasons. */
    private static int wanted(ForecastConfig asked, int season, int longest) {
        int patch = asked.forecaster() == ForecasterKind.TRANSFORMER ? ForecasterKind.PATCH : 1;
        int enough = Math.max(patch, Math.max((int) Math.ceil(HORIZONS * asked.horizon()), SEASONS * longest));
        return Math.ceilDiv(enough, season) * season;
    }
}
