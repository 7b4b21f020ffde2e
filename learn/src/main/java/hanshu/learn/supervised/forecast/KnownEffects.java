package hanshu.learn.supervised.forecast;

import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/**
 * What is known in advance has an effect of its own, a weighted sum; the rest is forecast: regression whose errors are a
 * series (Hyndman & Athanasopoulos, Forecasting: principles and practice, 3rd edition, chapter 10).
 *
 * <pre>   ŷ = f(x − k·W) + k'·W        k: known of the past, k' of the steps to come</pre>
 *
 * @param weight W: (inputs, channels)
 * @param rest f, for forecasters that do not read what is known
 */
public record KnownEffects(Tensor weight, Forecaster rest) implements Forecaster {
    /** Without an effect at first, W = 0. */
    public static KnownEffects of(int inputs, int channels, Forecaster rest) {
        return new KnownEffects(Tensor.zeros(inputs, channels), rest);
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        var effects = known.matmul(weight); // (batch, lookBack + horizon, channels)
        int now = past.size(1);
        return rest.forecast(past.minus(effects.slice(1, 0, now)), known, pass)
                .plus(effects.slice(1, now, known.size(1)));
    }
}
