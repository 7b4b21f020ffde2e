package hanshu.learn.supervised.forecast;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.conv.Padding;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/**
 * DLinear (Zeng et al. 2023, section 4): the past is taken apart into a trend, its moving average, and what is left, the
 * season; each is foretold by a weighted sum, the same in all channels.
 *
 * <pre>   trend = average over 25 steps (ends repeated)     ŷ = trendᵀ·Wₜ + bₜ + (x − trend)ᵀ·Wₛ + bₛ</pre>
 *
 * @param trend lookBack → horizon
 * @param season lookBack → horizon
 * @param width steps of the moving average, odd
 */
public record DLinear(Linear trend, Linear season, int width) implements Forecaster {
    public DLinear {
        if (width < 1 || width % 2 == 0) {
            throw new IllegalArgumentException(
                    "DLinear: the moving average is over an odd number of steps, got " + width);
        }
    }

    /** With the paper's moving average over 25 steps. */
    public static DLinear of(int lookBack, int horizon, Key key) {
        return new DLinear(
                Linear.of(lookBack, horizon, key.at("trend")), Linear.of(lookBack, horizon, key.at("season")), 25);
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        var slow = movingAverage(past);
        return LinearForecaster.over(trend, slow, pass)
                .plus(LinearForecaster.over(season, past.minus(slow), pass)); // (batch, horizon, channels)
    }

    /** (batch, time, channels) → the same shape. */
    private Tensor movingAverage(Tensor x) {
        int side = width / 2;
        var repeated = Padding.REPLICATE.around(x, 1, side, side); // (batch, time + 2·side, channels)
        return repeated.sumPool(Window.of(width)).times(1.0 / width);
    }
}
