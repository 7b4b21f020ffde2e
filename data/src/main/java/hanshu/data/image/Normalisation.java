package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings each channel to mean 0 and standard deviation 1: (x − mean) / deviation, where x goes from 0 to 1. A model file
 * holds it, for pictures to be predicted are normalised like those learned from.
 *
 * @param mean of each channel
 * @param deviation of each channel; not 0
 */
public record Normalisation(List<Double> mean, List<Double> deviation) {
    /** More pictures than that wouldn't change the third digit. */
    private static final int MOST = 10_000;

    public Normalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()
                || mean.isEmpty()
                || !deviation.stream().allMatch(d -> d > 0)) {
            throw new DataException(
                    "a normalisation needs a mean and a deviation above 0 for each channel, got %s and %s"
                            .formatted(mean, deviation));
        }
    }

    /** Leaves 0 … 1 as it is. */
    public static Normalisation none(int channels) {
        return new Normalisation(
                java.util.Collections.nCopies(channels, 0.0), java.util.Collections.nCopies(channels, 1.0));
    }

    /** Measured on training pictures: on all, or on 10,000 that lie evenly among more. A constant channel keeps its scale. */
    public static Normalisation of(Pictures training) {
        int channels = training.size().channels();
        var sums = new long[channels];
        var squares = new long[channels];
        int pictures = Math.min(MOST, training.count());
        for (int i = 0; i < pictures; i++) {
            byte[] pixels = training.pixels((int) ((long) i * training.count() / pictures));
            for (int at = 0; at < pixels.length; at++) {
                int value = pixels[at] & 0xff;
                sums[at % channels] += value;
                squares[at % channels] += (long) value * value;
            }
        }
        double count =
                (double) pictures * training.size().height() * training.size().width();
        var mean = new ArrayList<Double>();
        var deviation = new ArrayList<Double>();
        for (int c = 0; c < channels; c++) {
            double middle = sums[c] / count;
            double variance = squares[c] / count - middle * middle;
            mean.add(middle / 255);
            deviation.add(variance > 1e-3 ? Math.sqrt(variance) / 255 : 1);
        }
        return new Normalisation(mean, deviation);
    }

    /** Numbers 0 … 1, channels last, normalised: what {@link Fitting#tensor} gives, ready for the network. */
    public Tensor apply(Tensor pictures) {
        return pictures.minus(row(mean)).div(row(deviation));
    }

    private static Tensor row(List<Double> values) {
        var row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).floatValue();
        }
        return Tensor.of(row, row.length);
    }

    /** What each byte of each channel becomes. */
    float[][] table() {
        var table = new float[mean.size()][256];
        for (int c = 0; c < table.length; c++) {
            for (int value = 0; value < 256; value++) {
                table[c][value] = (float) ((value / 255.0 - mean.get(c)) / deviation.get(c));
            }
        }
        return table;
    }
}
