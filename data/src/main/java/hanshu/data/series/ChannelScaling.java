package hanshu.data.series;

import hanshu.data.DataException;
import java.util.Arrays;
import java.util.List;

/**
 * Brings each channel to mean 0 and deviation 1 over the training steps: z = (x − mean) / deviation, with 1/n in the
 * variance. Missing numbers are left out, and stay missing. A constant channel becomes 0.
 *
 * @param mean of each channel
 * @param deviation of each channel, above 0: 1 where the channel is constant
 */
public record ChannelScaling(List<Double> mean, List<Double> deviation) {
    public ChannelScaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new DataException("a scaling needs a mean and a deviation for each channel, got %d and %d"
                    .formatted(mean.size(), deviation.size()));
        }
    }

    /** Of all steps of all training series. */
    public static ChannelScaling fit(List<Series> training) {
        int channels = training.getFirst().channels();
        var count = new long[channels];
        var mean = new double[channels];
        var squares = new double[channels]; // of what differs from the mean (Welford 1962)
        for (var series : training) {
            var values = series.values();
            for (int i = 0; i < values.length; i++) {
                int channel = i % channels;
                if (!Float.isNaN(values[i])) {
                    count[channel]++;
                    double difference = values[i] - mean[channel];
                    mean[channel] += difference / count[channel];
                    squares[channel] += difference * (values[i] - mean[channel]);
                }
            }
        }
        var deviation = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            double found = Math.sqrt(squares[channel] / Math.max(1, count[channel]));
            deviation[channel] = found > 1e-9 * Math.abs(mean[channel]) ? found : 1;
        }
        return new ChannelScaling(list(mean), list(deviation));
    }

    /** Of a long series' training steps. */
    public static ChannelScaling fit(Series series, Range training) {
        return fit(List.of(series.slice(training.from(), training.to())));
    }

    /** z of each number. */
    public Series apply(Series series) {
        var z = new float[series.values().length];
        for (int i = 0; i < z.length; i++) {
            int channel = channel(series, i);
            z[i] = (float) ((series.values()[i] - mean.get(channel)) / deviation.get(channel));
        }
        return new Series(z, series.channels());
    }

    /** x of each number: the way back. */
    public Series unapply(Series scaled) {
        var x = new float[scaled.values().length];
        for (int i = 0; i < x.length; i++) {
            int channel = channel(scaled, i);
            x[i] = (float) (scaled.values()[i] * deviation.get(channel) + mean.get(channel));
        }
        return new Series(x, scaled.channels());
    }

    /** The scaling of some of the channels alone. */
    public ChannelScaling select(int... channels) {
        return new ChannelScaling(
                Arrays.stream(channels).mapToObj(mean::get).toList(),
                Arrays.stream(channels).mapToObj(deviation::get).toList());
    }

    private int channel(Series series, int i) {
        if (series.channels() != mean.size()) {
            throw new DataException("the scaling was fitted to %d channels, but the series has %d"
                    .formatted(mean.size(), series.channels()));
        }
        return i % mean.size();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
