package hanshu.tensor;

import java.util.Arrays;

/** The largest of what a window sees. */
final class Pooling {
    /** What it saw was nothing but padding. */
    private static final int NOWHERE = -1;

    private Pooling() {}

    /** The elements that a patch sees. */
    private static final class Seen {
        final int[] at;
        final int[] numbers;
        int count;

        Seen(int taps) {
            at = new int[taps];
            numbers = new int[taps];
        }

        void add(int x, int number) {
            at[count] = x;
            numbers[count++] = number;
        }
    }

    /** Which of them is the largest, in each of n channels. */
    @FunctionalInterface
    private interface Largest {
        void of(Seen seen, int[] where, int to);
    }

    static Tensor argMax(Tensor x, Window window) {
        var patches = new Patches("maxPool", window, x.shape());
        var source = x.contiguous();
        int channels = x.size(-1);
        var shape = patches.grid().append(Shape.of(channels));
        var storage = Storage.room(DType.I32, shape.count());
        var where = (int[]) storage.array();
        if (shape.count() == 0) {
            return Tensor.owning(storage, shape);
        }
        var kernels = Machine.kernels();
        Largest largest = switch (source.array()) {
            case float[] in ->
                (seen, into, to) -> kernels.argMax(in, seen.at, seen.numbers, seen.count, into, to, channels);
            case double[] in -> (seen, into, to) -> argMax(in, seen, into, to, channels);
            default -> throw new ShapeException("maxPool: needs F32 or F64, got " + x.dtype() + "; cast it");
        };
        int space = patches.picture.count(1, patches.picture.rank() - 1);
        int taps = patches.taps();
        int grain = Parallel.grain(Patches.GRAIN, (long) taps * channels);
        Parallel.ranges(patches.rows, grain, (from, to) -> {
            var seen = new Seen(taps);
            patches.walk(from, to, 0, channels, (piece, row, p, n) -> {
                if (piece >= 0) {
                    int number = piece / channels % space;
                    for (int i = 0; i < n; i += channels) {
                        seen.add(source.offset() + piece + i, number++);
                    }
                }
                if (p + n == taps * channels) { // the last of this patch
                    if (seen.count == 0) {
                        Arrays.fill(where, row * channels, (row + 1) * channels, NOWHERE);
                    } else {
                        largest.of(seen, where, row * channels);
                    }
                    seen.count = 0;
                }
            });
        });
        for (int i = 0; i < shape.count(); i += channels) {
            if (where[i] == NOWHERE) {
                throw new ShapeException("maxPool: a window " + window + " over " + x.shape()
                        + " sees nothing but padding at some place; pad less than its size");
            }
        }
        return Tensor.owning(storage, shape);
    }

    /** As {@link Kernels#argMax}. */
    private static void argMax(double[] x, Seen seen, int[] where, int to, int n) {
        for (int i = 0; i < n; i++) {
            double largest = x[seen.at[0] + i];
            int number = seen.numbers[0];
            for (int tap = 1; tap < seen.count; tap++) {
                double value = x[seen.at[tap] + i];
                if (value > largest || Double.isNaN(value)) {
                    largest = value;
                    number = seen.numbers[tap];
                }
            }
            where[to + i] = number;
        }
    }
}
