package hanshu.learn.supervised.forecast;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.rnn.LstmCell;
import hanshu.nn.rnn.Recurrent;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * An LSTM reads the past and what is known of it; what it remembers at the end, beside what is known of the future, says
 * all steps to come at once ("direct" forecasting, Ben Taieb et al. 2012).
 *
 * @param network (channels + inputs) → hidden
 * @param head hidden + horizon·inputs → horizon·channels
 */
public record RecurrentForecaster(Recurrent<LstmCell.State> network, Linear head, int horizon) implements Forecaster {
    /**
     * A new one.
     *
     * @param inputs how many are known in advance
     */
    public static RecurrentForecaster of(int channels, int inputs, int horizon, int hidden, int layers, Key key) {
        return new RecurrentForecaster(
                Recurrent.of(LstmCell::of, channels + inputs, hidden, layers, key.at("network")),
                Linear.of(hidden + horizon * inputs, horizon * channels, key.at("head")),
                horizon);
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        var seen = withKnown(past, known);
        var shown = network.run(seen, pass).output(); // (batch, lookBack, hidden)
        var y = head.apply(withFuture(shown.get(1, past.size(1) - 1), known, past.size(1)), pass);
        return y.reshape(past.size(0), horizon, past.size(2));
    }

    /** The past beside what was known of it: (batch, lookBack, channels + inputs). */
    static Tensor withKnown(Tensor past, Tensor known) {
        return known.size(2) == 0 ? past : Tensor.concat(2, past, known.slice(1, 0, past.size(1)));
    }

    /** A summary of the past beside all that is known of the future: (batch, hidden + horizon·inputs). */
    static Tensor withFuture(Tensor summary, Tensor known, int lookBack) {
        return known.size(2) == 0
                ? summary
                : Tensor.concat(
                        1, summary, known.slice(1, lookBack, known.size(1)).flatten(1));
    }
}
