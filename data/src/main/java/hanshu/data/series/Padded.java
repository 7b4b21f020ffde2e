package hanshu.data.series;

import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Series of unequal lengths side by side, filled up with zeros to the longest.
 *
 * @param x (batch, time, channels)
 * @param lengths how long each is, I64 (batch)
 */
public record Padded(Tensor x, Tensor lengths) {
    /** Puts series of the same channels side by side; what is missing in them stays NaN. */
    public static Padded of(List<Series> rows) {
        int channels = rows.getFirst().channels();
        int longest = rows.stream().mapToInt(Series::length).max().orElseThrow();
        var values = new float[Math.multiplyExact(rows.size(), Math.multiplyExact(longest, channels))];
        var lengths = new long[rows.size()];
        for (int row = 0; row < lengths.length; row++) {
            var series = rows.get(row);
            lengths[row] = series.length();
            System.arraycopy(series.values(), 0, values, row * longest * channels, series.values().length);
        }
        return new Padded(Tensor.of(values, lengths.length, longest, channels), Tensor.of(lengths, lengths.length));
    }

    /** Whether all are as long as the longest, so that lengths need not be told. */
    public boolean equalLengths() {
        return Arrays.stream(lengths.toLongs()).allMatch(length -> length == x.size(1));
    }
}
