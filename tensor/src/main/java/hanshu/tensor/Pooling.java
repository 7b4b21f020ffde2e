package hanshu.tensor;

import java.util.Arrays;

/** The largest of what a window sees. */
final class Pooling {
    private Pooling() {}

    /** One channel after the other of each element that a patch sees is compared with the largest so far. */
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
        int space = patches.picture.count(1, patches.picture.rank() - 1);
        int grain = Parallel.grain(Patches.GRAIN, (long) patches.taps() * channels);
        switch (source.array()) {
            case float[] in ->
                Parallel.ranges(patches.rows, grain, (from, to) -> {
                    var largest = new float[channels];
                    patches.walk(from, to, 0, channels, (at, row, p, n) -> {
                        int result = row * channels;
                        if (p == 0) {
                            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
                            Arrays.fill(where, result, result + channels, -1);
                        }
                        int number = at / channels % space;
                        for (int i = 0; at >= 0 && i < n; i += channels, number++) {
                            compare(in, source.offset() + at + i, number, largest, where, result);
                        }
                    });
                });
            case double[] in ->
                Parallel.ranges(patches.rows, grain, (from, to) -> {
                    var largest = new double[channels];
                    patches.walk(from, to, 0, channels, (at, row, p, n) -> {
                        int result = row * channels;
                        if (p == 0) {
                            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
                            Arrays.fill(where, result, result + channels, -1);
                        }
                        int number = at / channels % space;
                        for (int i = 0; at >= 0 && i < n; i += channels, number++) {
                            compare(in, source.offset() + at + i, number, largest, where, result);
                        }
                    });
                });
            default -> throw new ShapeException("maxPool: needs F32 or F64, got " + x.dtype() + "; cast it");
        }
        for (int i = 0; i < shape.count(); i++) {
            if (where[i] < 0) {
                throw new ShapeException("maxPool: a window " + window + " over " + x.shape()
                        + " sees nothing but padding at some place; pad less than its size");
            }
        }
        return Tensor.owning(storage, shape);
    }

    /** Without a branch, whose outcome nobody could foresee. */
    @SuppressWarnings("ShortCircuitBoolean") // && and || are branches
    private static void compare(float[] x, int at, int number, float[] largest, int[] where, int to) {
        for (int c = 0; c < largest.length; c++) {
            float value = x[at + c];
            boolean wins = value > largest[c] | Float.isNaN(value) | where[to + c] < 0;
            where[to + c] = wins ? number : where[to + c];
            largest[c] = Math.max(largest[c], value);
        }
    }

    @SuppressWarnings("ShortCircuitBoolean") // && and || are branches
    private static void compare(double[] x, int at, int number, double[] largest, int[] where, int to) {
        for (int c = 0; c < largest.length; c++) {
            double value = x[at + c];
            boolean wins = value > largest[c] | Double.isNaN(value) | where[to + c] < 0;
            where[to + c] = wins ? number : where[to + c];
            largest[c] = Math.max(largest[c], value);
        }
    }
}
