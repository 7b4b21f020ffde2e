package hanshu.learn.supervised.task.model;

import hanshu.learn.supervised.task.input.Value;
import hanshu.nn.Pass;
import hanshu.nn.conv.AveragePool;
import hanshu.tensor.Tensor;

/** A case as numbers side by side. */
final class Features {
    private static final int PIECES = 16;

    private Features() {}

    /** (batch, numbers) */
    static Tensor of(Value value) {
        return switch (value) {
            case Value.Pixels(var x) -> {
                int shrink = Math.max(1, Math.min(x.size(1), x.size(2)) / 32);
                var small = shrink == 1 ? x : AveragePool.of(shrink, shrink).apply(x, Pass.evaluation());
                yield small.flatten(1);
            }
            case Value.Steps(var x, var lengths) -> pieces(x, lengths.toLongs());
            case Value.Columns(var numbers, var categories) -> numbers;
            case Value.Tokens _, Value.Words _ -> throw new IllegalArgumentException("tokens are counted, see Bag");
        };
    }

    /** The means of each channel over so many pieces of the series, and over all its squares. */
    private static Tensor pieces(Tensor x, long[] lengths) {
        int time = x.size(1);
        int channels = x.size(2);
        var values = x.toFloats();
        var means = new float[lengths.length * (PIECES + 1) * channels];
        for (int row = 0; row < lengths.length; row++) {
            int steps = Math.max(1, (int) lengths[row]);
            var counts = new int[PIECES];
            for (int t = 0; t < steps; t++) {
                counts[t * PIECES / steps]++;
            }
            for (int t = 0; t < steps; t++) {
                int piece = t * PIECES / steps;
                for (int c = 0; c < channels; c++) {
                    float v = values[(row * time + t) * channels + c];
                    int at = row * (PIECES + 1) * channels + c;
                    means[at + piece * channels] += v / counts[piece];
                    means[at + PIECES * channels] += v * v / steps;
                }
            }
        }
        return Tensor.of(means, lengths.length, (PIECES + 1) * channels);
    }
}
