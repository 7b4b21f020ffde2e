package hanshu.learn.supervised.recurrent;

import hanshu.nn.loss.Mse;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Examples;
import java.util.Arrays;

/**
 * The next value of a series from a window before it. Windows to learn from lie in the first four fifths of the series;
 * those that are not learned from predict values of the last fifth. Values are standardised by mean and deviation of
 * the first four fifths, so a loss of 1 is that of always answering the mean.
 *
 * @param series what it is called
 * @param values standardised, in the order of time, F32: (n)
 * @param time steps of a window
 * @param split the first value of the last fifth
 */
public record NextValue(String series, Tensor values, int time, int split) implements Problem {
    /**
     * Of a series as it was measured.
     *
     * @throws IllegalArgumentException when it is too short for the window, has a value that is no number, or never changes
     */
    public static NextValue of(String series, double[] measured, int time) {
        int split = measured.length * 4 / 5;
        if (time < 1 || split <= time || measured.length - split < 2) {
            throw new IllegalArgumentException(
                    "%s has %d values, too few for windows of %d steps: it needs more than %d; take a smaller window"
                            .formatted(series, measured.length, time, Math.ceilDiv(5 * (time + 1), 4)));
        }
        double mean = Arrays.stream(measured, 0, split).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(measured, 0, split)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        if (!Double.isFinite(deviation) || deviation == 0) {
            throw new IllegalArgumentException("%s: a series to learn from consists of numbers that change, got %s"
                    .formatted(series, deviation == 0 ? "the same number " + mean + " throughout" : "a gap in it"));
        }
        var values = new float[measured.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((measured[i] - mean) / deviation);
        }
        return new NextValue(series, Tensor.of(values, values.length), time, split);
    }

    @Override
    public String name() {
        return "the next value of " + series + " from " + time + " before it";
    }

    @Override
    public int in() {
        return 1;
    }

    @Override
    public int out() {
        return 1;
    }

    @Override
    public Batches<Examples> learning(int rows, Key key) {
        return new Drawn(rows, key.at("learning"), keys -> windows(keys, time, split));
    }

    /** Random windows whose next value is one of the last fifth. */
    @Override
    public Batches<Examples> unseen(int rows, Key key) {
        return new Drawn(rows, key.at("unseen"), keys -> windows(keys, Math.max(time, split), values.count()));
    }

    /** A window before a random value of those from {@code from} to before {@code to}, for each key. */
    private Examples windows(Key[] keys, int from, int to) {
        var next = new int[keys.length];
        for (int row = 0; row < keys.length; row++) {
            next[row] = from + (int) (keys[row].randomDouble(0) * (to - from));
        }
        var y = Tensor.of(next, keys.length, 1); // where in the series
        var x = y.plus(Tensor.range(time).minus(time).cast(DType.I32)); // (batch, time)
        return new Examples(values.take(0, x).unsqueeze(2), values.take(0, y));
    }

    /** Squared error of what is given at the end, in units of the series' variance. */
    @Override
    public Tensor loss(Tensor given, Tensor y) {
        return new Mse().of(given.get(1, time - 1), y);
    }

    /** Over all values of the last fifth. */
    @Override
    public double naive() {
        int n = values.count();
        return new Mse()
                .of(values.slice(0, split - 1, n - 1), values.slice(0, split, n))
                .item();
    }

    @Override
    public String naiveAnswer() {
        return "the last value";
    }
}
