package hanshu.learn.supervised.forecast;

import hanshu.learn.supervised.forecast.Forecasting.Forecasts;
import hanshu.train.metric.ConformalInterval;
import hanshu.train.metric.IntervalMetrics;
import java.util.Arrays;

/**
 * Intervals around forecasts, of a width of its own for each step ahead and each channel: split-conformal margins of
 * |y − ŷ| on windows that training did not see (Stankevičiūtė et al. 2021, "Conformal time-series forecasting", without its
 * correction for several steps: each step keeps the promise alone). Windows that overlap and series that change are not
 * exchangeable, so that the promise holds nearly, not strictly: measure it with {@link #metrics}.
 *
 * @param margins (horizon, channels) in row-major order
 * @param coverage the promised probability
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record ForecastIntervals(double[] margins, double coverage) {
    /**
     * Fits the margins.
     *
     * @throws IllegalArgumentException if there are too few windows for the coverage
     */
    public static ForecastIntervals fit(Forecasts unseen, double coverage) {
        int size = unseen.horizon() * unseen.channels();
        int windows = unseen.truth().length / size;
        var margins = new double[size];
        for (int place = 0; place < size; place++) {
            var residuals = new double[windows];
            for (int window = 0; window < windows; window++) {
                int i = window * size + place;
                residuals[window] = Math.abs(unseen.truth()[i] - unseen.predicted()[i]);
            }
            margins[place] = ConformalInterval.fit(residuals, coverage)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "forecast intervals: a coverage of %s needs %d windows at least, got %d"
                                    .formatted(coverage, ConformalInterval.fewestRows(coverage), windows)))
                    .margin();
        }
        return new ForecastIntervals(margins, coverage);
    }

    /** The lower ends for forecasts (windows, horizon, channels). */
    public double[] low(double[] predicted) {
        var low = predicted.clone();
        Arrays.setAll(low, i -> predicted[i] - margins[i % margins.length]);
        return low;
    }

    /** The upper ends for forecasts (windows, horizon, channels). */
    public double[] high(double[] predicted) {
        var high = predicted.clone();
        Arrays.setAll(high, i -> predicted[i] + margins[i % margins.length]);
        return high;
    }

    /** How often the truth lies inside on other windows, and how wide they are. */
    public IntervalMetrics metrics(Forecasts forecasts) {
        return IntervalMetrics.of(forecasts.truth(), low(forecasts.predicted()), high(forecasts.predicted()));
    }
}
