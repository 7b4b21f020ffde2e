package hanshu.learn.supervised.forecast;

import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/** Foretells the next steps of a series from those before. */
public interface Forecaster {
    /**
     * The next steps of all channels.
     *
     * @param past what was seen: (batch, lookBack, channels)
     * @param known inputs known in advance, of the steps seen and those foretold: (batch, lookBack + horizon, inputs);
     *     there may be none, and only the networks that say so read them
     * @return (batch, horizon, channels)
     */
    Tensor forecast(Tensor past, Tensor known, Pass pass);
}
