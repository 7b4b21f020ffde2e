package hanshu.learn.supervised.forecast;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * A weighted sum of the past for each step to come, the same in all channels: ŷ = xᵀ·W + b (Zeng et al. 2023, "Are
 * Transformers effective for time series forecasting?", section 4, "Linear"). In {@link Normalised} by
 * {@link ReversibleNorm} it is the RLinear of Li et al. 2023, by {@link LastValue} Zeng's NLinear.
 *
 * @param map lookBack → horizon
 */
public record LinearForecaster(Linear map) implements Forecaster {
    public static LinearForecaster of(int lookBack, int horizon, Key key) {
        return new LinearForecaster(Linear.of(lookBack, horizon, key));
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        return over(map, past, pass);
    }

    /** A map of times, channel by channel: (batch, lookBack, channels) → (batch, horizon, channels). */
    static Tensor over(Linear map, Tensor x, Pass pass) {
        return map.apply(x.transpose(1, 2), pass).transpose(1, 2);
    }
}
