package hanshu.learn.supervised.forecast;

import hanshu.nn.Linear;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.conv.TemporalBlock;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/**
 * A temporal convolutional network (Bai, Kolter & Koltun 2018) reads the past and what is known of it; what it shows at the
 * last step, beside what is known of the future, says all steps to come at once.
 *
 * @param network (channels + inputs) → width
 * @param head width + horizon·inputs → horizon·channels
 */
public record ConvolutionalForecaster(Sequential network, Linear head, int horizon) implements Forecaster {
    /**
     * A new one with as many blocks as it takes to see the whole look-back.
     *
     * @param inputs how many are known in advance
     */
    public static ConvolutionalForecaster of(
            int channels, int inputs, int lookBack, int horizon, int width, double dropout, Key key) {
        int kernel = 3;
        int blocks = 1;
        while (1 + 2 * (kernel - 1) * ((1 << blocks) - 1) < lookBack) { // what the last step sees
            blocks++;
        }
        var widths = new int[blocks];
        Arrays.fill(widths, width);
        return new ConvolutionalForecaster(
                TemporalBlock.network(channels + inputs, widths, kernel, dropout, key.at("network")),
                Linear.of(width + horizon * inputs, horizon * channels, key.at("head")),
                horizon);
    }

    @Override
    public Tensor forecast(Tensor past, Tensor known, Pass pass) {
        var shown = network.apply(RecurrentForecaster.withKnown(past, known), pass); // (batch, lookBack, width)
        var last = shown.get(1, past.size(1) - 1);
        var y = head.apply(RecurrentForecaster.withFuture(last, known, past.size(1)), pass);
        return y.reshape(past.size(0), horizon, past.size(2));
    }
}
