package hanshu.learn.supervised.forecast;

import hanshu.data.DataException;
import hanshu.data.series.Season;
import hanshu.data.series.TimeSplit;
import hanshu.learn.supervised.forecast.ForecastConfig.Calendar;
import hanshu.train.metric.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is chosen by looking at a series. What a configuration tells and looking would choose too has the same reason, so
 * that a run that is taken up says what it said before.
 *
 * @param config with nothing left to choose
 * @param reasons a sentence for each choice
 */
record ForecastChoices(ForecastConfig config, List<String> reasons) {
    /** Looking back so many horizons: 336 hours for 96, as DLinear's authors do. */
    private static final double HORIZONS = 3.5;

    private static final int SEASONS = 2;

    static ForecastChoices of(Observed observed, TimeSplit split, ForecastConfig asked) {
        var reasons = new ArrayList<String>();
        int[] targets = IntStream.range(0, asked.targets().size()).toArray();
        var seasons = Season.in(observed.series(), split.train(), targets);
        int found = seasons.isEmpty() ? 1 : seasons.getFirst().steps();
        int season = asked.season() == 0 ? found : asked.season();
        reasons.add(
                season != found
                        ? "Season of %d steps, as told.".formatted(season)
                        : seasons.isEmpty()
                                ? "No season: changes a day, a week or a year apart are not alike, as far as such"
                                        + " turns can be seen in what is learned from."
                                : "Season of %s: changes so far apart are alike (autocorrelation %s)."
                                        .formatted(
                                                seasons.stream()
                                                        .map(each -> each.name() + " (" + each.steps() + " steps)")
                                                        .collect(Collectors.joining(" and of ")),
                                                seasons.stream()
                                                        .map(each -> Digits.of(each.likeness()))
                                                        .collect(Collectors.joining(" and "))));
        if (season >= split.train().length()) {
            throw new DataException("season: %d steps, but only %d are learned from"
                    .formatted(season, split.train().length()));
        }
        int longest =
                Math.max(season, seasons.stream().mapToInt(Season::steps).max().orElse(1));
        int fitting = lookBack(split.train().length(), asked, season, longest);
        int lookBack = asked.lookBack() == 0 ? fitting : asked.lookBack();
        reasons.add("Looks back %d steps%s."
                .formatted(
                        lookBack,
                        lookBack != fitting
                                ? ", as told"
                                : lookBack < wanted(asked, season, longest)
                                        ? ": half of what is learned from, as the series is short"
                                        : ": three horizons and a half at least"
                                                + (longest > 1 ? ", and the longest season twice" : "")));
        if (split.train().length() < lookBack + asked.horizon()) {
            throw new DataException(
                    "%s: %d steps to learn from are too few to look back %d and forecast %d; ask for less"
                            .formatted(observed.series().name(), split.train().length(), lookBack, asked.horizon()));
        }
        var kind = asked.forecaster() == ForecasterKind.AUTO ? ForecasterKind.RLINEAR : asked.forecaster();
        reasons.add(
                kind == ForecasterKind.RLINEAR
                        ? "Forecaster rlinear: a weighted sum of the past, each window brought to its own level, which"
                                + " holds where levels wander; forecaster: lstm, tcn, transformer and others can be"
                                + " asked for."
                        : "Forecaster %s, as told.".formatted(kind));
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
