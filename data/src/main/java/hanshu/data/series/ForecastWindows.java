package hanshu.data.series;

import hanshu.data.DataException;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Windows over a long series: what was seen, what is known in advance, and what is to be forecast.
 *
 * <pre>
 *            look-back            horizon
 *   … ─┤▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒├┼────────────├ …        the origin is the first step of the horizon
 *       past: (lookBack, channels)   future: (horizon, targets)
 *       known: (lookBack + horizon, inputs known in advance)
 * </pre>
 *
 * @param values scaled, (time, channels)
 * @param known inputs that are known in advance, such as the calendar's, of the same steps and further ones
 * @param targets the channels to be forecast
 * @param lookBack steps that are seen, at least 1
 * @param horizon steps that are forecast, at least 1
 * @param origins the first forecast step of each window; see {@link #in}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record ForecastWindows(
        Series values, Optional<Series> known, int[] targets, int lookBack, int horizon, int[] origins) {
    /**
     * Some windows side by side.
     *
     * @param past (batch, lookBack, channels)
     * @param known (batch, lookBack + horizon, inputs); inputs may be 0
     * @param future (batch, horizon, targets)
     */
    public record Batch(Tensor past, Tensor known, Tensor future) {}

    public ForecastWindows {
        if (lookBack < 1 || horizon < 1) {
            throw new DataException(
                    "windows look back and forecast at least a step, got %d and %d".formatted(lookBack, horizon));
        }
        for (int target : targets) {
            if (target < 0 || target >= values.channels()) {
                throw new DataException("the series has channels 0 to %d, but %d is to be forecast"
                        .formatted(values.channels() - 1, target));
            }
        }
        if (known.isPresent() && known.get().length() < values.length()) {
            throw new DataException("inputs known in advance are needed at all %d steps, but %d are there"
                    .formatted(values.length(), known.get().length()));
        }
        for (int origin : origins) {
            if (origin < lookBack || origin + horizon > values.length()) {
                throw new DataException("a window of %d + %d steps does not fit around step %d of %d"
                        .formatted(lookBack, horizon, origin, values.length()));
            }
        }
    }

    /** Windows that forecast all channels, at every step of a range and without inputs known in advance. */
    public static ForecastWindows of(Series values, int lookBack, int horizon, Range range) {
        return new ForecastWindows(
                        values,
                        Optional.empty(),
                        IntStream.range(0, values.channels()).toArray(),
                        lookBack,
                        horizon,
                        new int[0])
                .in(range, 1);
    }

    /**
     * The same with the windows whose forecasts lie wholly in a range, {@code stride} steps apart. The look-back may lie
     * before the range; where training must not, begin the range a look-back later.
     *
     * @throws DataException if none fits
     */
    public ForecastWindows in(Range range, int stride) {
        if (stride < 1) {
            throw new DataException("windows lie at least a step apart, got " + stride);
        }
        int first = Math.max(range.from(), lookBack);
        int last = Math.min(range.to(), values.length()) - horizon;
        if (last < first) {
            throw new DataException("steps %d to %d are too few for windows that look back %d steps and forecast %d"
                    .formatted(range.from(), range.to(), lookBack, horizon));
        }
        var origins = IntStream.rangeClosed(0, (last - first) / stride)
                .map(i -> first + i * stride)
                .toArray();
        return new ForecastWindows(values, known, targets, lookBack, horizon, origins);
    }

    /** The same with inputs known in advance. */
    public ForecastWindows knowing(Series inputs) {
        return new ForecastWindows(values, Optional.of(inputs), targets, lookBack, horizon, origins);
    }

    /** The same with only some channels forecast. */
    public ForecastWindows forecasting(int... channels) {
        return new ForecastWindows(values, known, channels, lookBack, horizon, origins);
    }

    /** How many windows. */
    public int count() {
        return origins.length;
    }

    /** How many inputs are known in advance. */
    public int inputs() {
        return known.map(Series::channels).orElse(0);
    }

    /** The windows {@code rows[from]} … {@code rows[to − 1]} side by side. */
    public Batch batch(int[] rows, int from, int to) {
        int batch = to - from;
        int channels = values.channels();
        var past = new float[batch * lookBack * channels];
        var future = new float[batch * horizon * targets.length];
        var ahead = new float[batch * (lookBack + horizon) * inputs()];
        for (int i = 0; i < batch; i++) {
            int origin = origins[rows[from + i]];
            int start = origin - lookBack;
            System.arraycopy(values.values(), start * channels, past, i * lookBack * channels, lookBack * channels);
            int size = (lookBack + horizon) * inputs();
            int row = i;
            known.ifPresent(
                    inputs -> System.arraycopy(inputs.values(), start * inputs.channels(), ahead, row * size, size));
            for (int step = 0; step < horizon; step++) {
                for (int target = 0; target < targets.length; target++) {
                    future[(i * horizon + step) * targets.length + target] = values.at(origin + step, targets[target]);
                }
            }
        }
        return new Batch(
                Tensor.of(past, batch, lookBack, channels),
                Tensor.of(ahead, batch, lookBack + horizon, inputs()),
                Tensor.of(future, batch, horizon, targets.length));
    }

    /** The last steps of the series, to forecast what comes after it: (1, lookBack, channels). */
    public Tensor latest() {
        int channels = values.channels();
        int end = values.length() * channels;
        return Tensor.of(Arrays.copyOfRange(values.values(), end - lookBack * channels, end), 1, lookBack, channels);
    }
}
