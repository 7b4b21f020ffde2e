package hanshu.train.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * How far forecasts lie from what came, over all windows, steps and channels.
 * <pre>
 *   mse   = mean (y − ŷ)²                         mae = mean |y − ŷ|
 *   smape = mean 200·|y − ŷ| / (|y| + |ŷ|)        in percent, from 0 to 200; 0 where both are 0
 *   mase  = mean |y − ŷ| / q                      q: the error of the seasonal naive forecast in training, by channel
 * </pre>
 * sMAPE as in the M4 competition (Makridakis, Spiliotis & Assimakopoulos 2020, section 2), MASE as Hyndman & Koehler 2006
 * (section 3), seasonal as in M4. Below 1, MASE says that the forecast is better than the naive one step ahead.
 *
 * @param windows how many forecasts were compared, at least 1
 * @param mase empty where no scale is known
 * @param mseByStep of each step of the horizon
 * @param maeByStep of each step of the horizon
 */
public record ForecastMetrics(
        int windows,
        double mse,
        double mae,
        double smape,
        OptionalDouble mase,
        List<Double> mseByStep,
        List<Double> maeByStep)
        implements Metrics {
    public ForecastMetrics {
        mseByStep = List.copyOf(mseByStep);
        maeByStep = List.copyOf(maeByStep);
    }

    /**
     * Compares forecasts, both as (windows, horizon, channels) in row-major order.
     *
     * @param scales q of each channel, from {@link #naiveError}; none leaves MASE empty
     * @throws IllegalArgumentException if there is nothing to compare, sizes do not fit or a number is not finite
     */
    public static ForecastMetrics of(double[] truth, double[] predicted, int horizon, int channels, double... scales) {
        Check.sameRows("truth", truth.length, "predicted", predicted.length);
        Check.finite("truth", truth);
        Check.finite("predicted", predicted);
        int window = Math.multiplyExact(horizon, channels);
        if (window < 1 || truth.length % window != 0 || (scales.length > 0 && scales.length != channels)) {
            throw new IllegalArgumentException(
                    "truth has %d numbers and there are %d scales: forecasts of %d steps and %d channels do not fit"
                            .formatted(truth.length, scales.length, horizon, channels));
        }
        var squares = new double[horizon];
        var absolutes = new double[horizon];
        double symmetric = 0;
        double scaled = 0;
        for (int i = 0; i < truth.length; i++) {
            int step = i / channels % horizon;
            double error = Math.abs(truth[i] - predicted[i]);
            squares[step] += error * error;
            absolutes[step] += error;
            symmetric += error == 0 ? 0 : 200 * error / (Math.abs(truth[i]) + Math.abs(predicted[i]));
            scaled += scales.length == 0 ? 0 : error / scales[i % channels];
        }
        int n = truth.length;
        double ofStep = (double) n / horizon;
        boolean hasScale = scales.length > 0 && Arrays.stream(scales).allMatch(scale -> scale > 0);
        return new ForecastMetrics(
                n / window,
                Arrays.stream(squares).sum() / n,
                Arrays.stream(absolutes).sum() / n,
                symmetric / n,
                hasScale ? OptionalDouble.of(scaled / n) : OptionalDouble.empty(),
                Arrays.stream(squares).mapToObj(sum -> sum / ofStep).toList(),
                Arrays.stream(absolutes).mapToObj(sum -> sum / ofStep).toList());
    }

    /**
     * The scale q of MASE: the mean of |yₜ − yₜ₋ₘ| over the training steps of one channel.
     *
     * @param season m steps: 24 for hours of a day, 12 for months of a year, 1 where nothing comes round
     * @throws IllegalArgumentException if there are no more steps than a season has
     */
    public static double naiveError(double[] training, int season) {
        Check.finite("training", training);
        if (season < 1 || training.length <= season) {
            throw new IllegalArgumentException("a season of %d steps needs more than %d training steps, got %d"
                    .formatted(season, season, training.length));
        }
        double sum = 0;
        for (int t = season; t < training.length; t++) {
            sum += Math.abs(training[t] - training[t - season]);
        }
        return sum / (training.length - season);
    }

    /**
     * The mean pinball loss of a predicted quantile, max(q·(y − ŷ), (q − 1)·(y − ŷ)) (Koenker & Bassett 1978, section 3).
     *
     * @param level q, between 0 and 1
     */
    public static double pinball(double[] truth, double[] quantile, double level) {
        Check.sameRows("truth", truth.length, "quantile", quantile.length);
        Check.finite("truth", truth);
        Check.finite("quantile", quantile);
        Check.share("level", level);
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = truth[i] - quantile[i];
            sum += Math.max(level * error, (level - 1) * error);
        }
        return sum / truth.length;
    }

    @Override
    public SequencedMap<String, OptionalDouble> asMap() {
        var map = new LinkedHashMap<String, OptionalDouble>();
        map.put("mse", OptionalDouble.of(mse));
        map.put("mae", OptionalDouble.of(mae));
        map.put("smape", OptionalDouble.of(smape));
        map.put("mase", mase);
        return map;
    }
}
