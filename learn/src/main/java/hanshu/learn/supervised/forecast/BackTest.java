package hanshu.learn.supervised.forecast;

import hanshu.data.series.ChannelScaling;
import hanshu.learn.supervised.forecast.Forecasting.Forecasts;
import hanshu.train.metric.ForecastMetrics;
import hanshu.train.report.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * How far the forecasts of one forecaster lay from what came, from every origin of a stretch of the series: the origin
 * rolls on step by step (Tashman 2000).
 *
 * @param forecaster what it is called
 * @param standardised of all targets, in deviations of the training steps; its sMAPE, which needs units, is the mean of the
 *     targets'
 * @param targets of each target, in its unit
 */
public record BackTest(String forecaster, ForecastMetrics standardised, SequencedMap<String, ForecastMetrics> targets) {
    static final String LAST_VALUE = "last value";
    static final String SEASON_AGO = "a season ago";

    /**
     * Measures forecasts.
     *
     * @param found standardised
     * @param scaling of the targets
     * @param scales the error of the seasonal naive forecast in training, of each target in its unit; 0 for none
     */
    static BackTest of(
            String forecaster, Forecasts found, List<String> names, ChannelScaling scaling, List<Double> scales) {
        var targets = new LinkedHashMap<String, ForecastMetrics>();
        for (int target = 0; target < names.size(); target++) {
            targets.put(names.get(target), ofOne(found, target, scaling).metrics(scales.get(target)));
        }
        var standardised = IntStream.range(0, names.size())
                .mapToDouble(target -> scales.get(target) / scaling.deviation().get(target))
                .toArray();
        var all = found.metrics(standardised);
        double smape = targets.values().stream()
                .mapToDouble(ForecastMetrics::smape)
                .average()
                .orElseThrow();
        return new BackTest(
                forecaster,
                new ForecastMetrics(
                        all.windows(), all.mse(), all.mae(), smape, all.mase(), all.mseByStep(), all.maeByStep()),
                targets);
    }

    /** What a forecaster is called in a language: the naive ones by what they do, the others as configurations do. */
    static String said(String forecaster, Language language) {
        return switch (forecaster) {
            case LAST_VALUE -> language.say(LAST_VALUE, "最后的值");
            case SEASON_AGO -> language.say(SEASON_AGO, "一个季节前");
            default -> forecaster;
        };
    }

    /** The forecasts of one target, in its unit. */
    static Forecasts ofOne(Forecasts found, int target, ChannelScaling scaling) {
        double mean = scaling.mean().get(target);
        double deviation = scaling.deviation().get(target);
        return new Forecasts(
                ofOne(found.truth(), found.channels(), target, mean, deviation),
                ofOne(found.predicted(), found.channels(), target, mean, deviation),
                found.horizon(),
                1);
    }

    private static double[] ofOne(double[] all, int channels, int target, double mean, double deviation) {
        return IntStream.range(0, all.length / channels)
                .mapToDouble(i -> all[i * channels + target] * deviation + mean)
                .toArray();
    }

    /** The standardised metrics by name. */
    public SequencedMap<String, OptionalDouble> asMap() {
        return standardised.asMap();
    }
}
