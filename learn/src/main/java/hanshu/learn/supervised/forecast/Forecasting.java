package hanshu.learn.supervised.forecast;

import hanshu.data.series.ForecastWindows;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Objective;
import hanshu.train.Score;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import hanshu.train.metric.ForecastMetrics;
import java.util.Arrays;

/**
 * Learns to forecast the windows of a series by the mean squared error, and measures it.
 *
 * <pre>{@code
 * var training = Forecasting.training(DLinear.of(336, 96, key), train, validation, config, key).run();
 * var found = Forecasting.forecasts(training.model(), test, 256).metrics();
 * }</pre>
 */
public final class Forecasting {
    private Forecasting() {}

    /**
     * What was foretold and what came, each (windows, horizon, targets) in row-major order.
     *
     * @param horizon steps of a forecast
     * @param channels targets of a forecast
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
    public record Forecasts(double[] truth, double[] predicted, int horizon, int channels) {
        /** With MASE where scales are given: see {@link ForecastMetrics#naiveError}. */
        public ForecastMetrics metrics(double... scales) {
            return ForecastMetrics.of(truth, predicted, horizon, channels, scales);
        }
    }

    /** A training whose best θ is that of the lowest error on validation windows. */
    public static <F extends Forecaster> Training<F, ForecastWindows.Batch> training(
            F forecaster, ForecastWindows train, ForecastWindows validation, TrainingConfig config, Key key) {
        return Training.of(forecaster, Forecasting.<F>objective(train), batches(train), config, key)
                .validate(model -> Score.of(
                        forecasts(model, validation, config.batch()).metrics().mse()));
    }

    /** The mean squared error over windows. */
    static <F extends Forecaster> Objective<F, ForecastWindows.Batch> objective(ForecastWindows windows) {
        return (model, batch, pass) -> error(model, windows, batch, pass);
    }

    /** Windows as batches of a training. */
    public static Batches<ForecastWindows.Batch> batches(ForecastWindows windows) {
        return new Batches<>() {
            @Override
            public int count() {
                return windows.count();
            }

            @Override
            public ForecastWindows.Batch batch(int[] rows, int from, int to) {
                return windows.batch(rows, from, to);
            }
        };
    }

    /** Forecasts all windows, {@code batch} at a time. */
    public static Forecasts forecasts(Forecaster forecaster, ForecastWindows windows, int batch) {
        var rows = new int[windows.count()];
        Arrays.setAll(rows, i -> i);
        int size = windows.horizon() * windows.targets().length;
        var truth = new double[rows.length * size];
        var predicted = new double[rows.length * size];
        var buffers = new Buffers();
        for (int from = 0; from < rows.length; from += batch) {
            int start = from;
            int end = Math.min(from + batch, rows.length);
            buffers.step(() -> {
                var some = windows.batch(rows, start, end);
                var foretold = foretold(forecaster, windows, some, Pass.evaluation());
                System.arraycopy(some.future().toDoubles(), 0, truth, start * size, (end - start) * size);
                System.arraycopy(foretold.toDoubles(), 0, predicted, start * size, (end - start) * size);
            });
        }
        return new Forecasts(truth, predicted, windows.horizon(), windows.targets().length);
    }

    private static Tensor error(Forecaster model, ForecastWindows windows, ForecastWindows.Batch batch, Pass pass) {
        return foretold(model, windows, batch, pass)
                .minus(batch.future())
                .square()
                .mean();
    }

    /** Of all channels those that are asked for: (batch, horizon, targets). */
    static Tensor foretold(Forecaster model, ForecastWindows windows, ForecastWindows.Batch batch, Pass pass) {
        var all = model.forecast(batch.past(), batch.known(), pass);
        int[] targets = windows.targets();
        boolean isAll = targets.length == all.size(2);
        for (int i = 0; i < targets.length; i++) {
            isAll &= targets[i] == i;
        }
        return isAll ? all : all.take(2, Tensor.of(targets, targets.length));
    }
}
