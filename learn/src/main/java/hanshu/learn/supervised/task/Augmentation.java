package hanshu.learn.supervised.task;

import hanshu.data.text.WordDropout;
import hanshu.learn.supervised.task.TaskConfig.Augmenting;
import hanshu.learn.supervised.task.TaskConfig.Choice;
import hanshu.tensor.Key;
import hanshu.tensor.Parallel;
import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;

/**
 * Changes the pictures and sounds of a training batch at random, each by itself: pictures are moved, mirrored, a square
 * of them blanked; of sounds some moments and bands are blanked, of texts some words.
 */
record Augmentation(Augmenting how) {

    TaskBatch apply(TaskBatch batch, Key key) {
        var changed = new LinkedHashMap<String, Value>();
        batch.inputs().forEach((name, value) -> {
            changed.put(
                    name,
                    switch (value) {
                        case Value.Pixels(var x) -> new Value.Pixels(apply(x, key.at(name)));
                        case Value.Steps(var x, var lengths)
                        when how.mask() > 0 -> new Value.Steps(masked(x, lengths.toLongs(), key.at(name)), lengths);
                        case Value.Tokens(var numbers, var pairs, var lengths)
                        when how.words() > 0 -> new Value.Tokens(dropped(numbers, key.at(name)), pairs, lengths);
                        case Value.Steps _, Value.Tokens _, Value.Columns _ -> value;
                    });
        });
        return new TaskBatch(changed, batch.targets(), batch.cases());
    }

    private Tensor apply(Tensor x, Key key) { // (batch, height, width, channels)
        int height = x.size(1);
        int width = x.size(2);
        int channels = x.size(3);
        boolean flips = how.flip() == Choice.YES;
        if (how.shift() <= 0 && !flips && how.erase() <= 0) {
            return x;
        }
        var from = x.toFloats();
        var to = new float[from.length];
        int count = height * width * channels;
        Parallel.ranges(x.size(0), 8, (first, last) -> {
            for (int i = first; i < last; i++) {
                var own = key.at(i);
                int down = between(own, 0, -how.shift(), how.shift());
                int right = between(own, 1, -how.shift(), how.shift());
                boolean mirror = flips && own.randomDouble(2) < 0.5;
                move(from, to, i * count, height, width, channels, down, right, mirror);
                if (how.erase() > 0) {
                    int top = between(own, 3, 0, height - 1) - how.erase() / 2;
                    int left = between(own, 4, 0, width - 1) - how.erase() / 2;
                    blank(to, i * count, height, width, channels, top, left, how.erase());
                }
            }
        });
        return Tensor.sharing(to, 0, x.shape().toArray());
    }

    private Tensor dropped(Tensor numbers, Key key) {
        var ids = Arrays.stream(numbers.toLongs()).mapToInt(Math::toIntExact).toArray();
        return Tensor.of(
                new WordDropout(how.words(), TextForm.MARKS).apply(ids, key),
                numbers.shape().toArray());
    }

    /** Two runs of moments and one of bands become 0, the mean: (batch, time, bands). */
    private Tensor masked(Tensor x, long[] lengths, Key key) {
        int time = x.size(1);
        int bands = x.size(2);
        var values = x.toFloats();
        for (int row = 0; row < lengths.length; row++) {
            var own = key.at(row);
            int at = row * time * bands;
            for (int run = 0; run < 2; run++) {
                int longest = (int) (how.mask() * lengths[row]);
                int length = between(own, 4L * run, 0, longest);
                int from = between(own, 4L * run + 1, 0, Math.max(0, (int) lengths[row] - length));
                Arrays.fill(values, at + from * bands, at + (from + length) * bands, 0);
            }
            int width = between(own, 8, 0, (int) (2 * how.mask() * bands));
            int first = between(own, 9, 0, bands - width);
            for (int t = 0; t < lengths[row]; t++) {
                Arrays.fill(values, at + t * bands + first, at + t * bands + first + width, 0);
            }
        }
        return Tensor.sharing(values, 0, x.shape().toArray());
    }

    private static int between(Key key, long index, int least, int most) {
        return most <= least
                ? Math.max(least, Math.min(most, 0))
                : least + (int) (key.randomDouble(index) * (most - least + 1));
    }

    /** What comes in from beyond the border is the border's pixel. */
    private static void move(
            float[] from,
            float[] to,
            int at,
            int height,
            int width,
            int channels,
            int down,
            int right,
            boolean mirror) {
        for (int y = 0; y < height; y++) {
            int sourceRow = at + Math.clamp(y - down, 0, height - 1) * width * channels;
            for (int x = 0; x < width; x++) {
                int sourceX = Math.clamp(x - right, 0, width - 1);
                int source = sourceRow + (mirror ? width - 1 - sourceX : sourceX) * channels;
                int target = at + (y * width + x) * channels;
                for (int c = 0; c < channels; c++) {
                    to[target + c] = from[source + c];
                }
            }
        }
    }

    /** Blank is 0, the mean of standardised pixels. */
    private static void blank(
            float[] pixels, int at, int height, int width, int channels, int top, int left, int side) {
        for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
            int start = at + (y * width + Math.max(0, left)) * channels;
            int end = at + (y * width + Math.min(width, left + side)) * channels;
            if (end > start) {
                Arrays.fill(pixels, start, end, 0);
            }
        }
    }

    /** The batch with its pictures seen in a mirror. */
    static TaskBatch mirrored(TaskBatch batch) {
        var changed = new LinkedHashMap<String, Value>();
        batch.inputs()
                .forEach((name, value) ->
                        changed.put(name, value instanceof Value.Pixels(var x) ? new Value.Pixels(x.flip(2)) : value));
        return new TaskBatch(changed, batch.targets(), batch.cases());
    }
}
