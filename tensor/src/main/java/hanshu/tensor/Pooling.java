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
        int space = patches.picture.count(1, patches.picture.rank() - 1);
        int grain = Parallel.grain(Patches.GRAIN, (long) patches.taps() * channels);
        switch (source.array()) {
            case float[] in ->
                Parallel.ranges(patches.rows, grain, (from, to) -> {
                    var largest = new float[channels];
                    patches.walk(from, to, 0, channels, (at, row, p, n) -> {
                        if (p == 0) {
                            begin(where, row * channels, channels);
                        }
                        for (int i = 0; at >= 0 && i < n; i += channels) {
                            int number = (at + i) / channels % space;
                            compare(in, source.offset() + at + i, number, largest, where, row * channels);
                        }
                    });
                });
            case double[] in ->
                Parallel.ranges(patches.rows, grain, (from, to) -> {
                    var largest = new double[channels];
                    patches.walk(from, to, 0, channels, (at, row, p, n) -> {
                        if (p == 0) {
                            begin(where, row * channels, channels);
                        }
                        for (int i = 0; at >= 0 && i < n; i += channels) {
                            int number = (at + i) / channels % space;
                            compare(in, source.offset() + at + i, number, largest, where, row * channels);
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

    private static void begin(int[] where, int at, int channels) {
        Arrays.fill(where, at, at + channels, -1);
    }

    private static void compare(float[] x, int at, int number, float[] largest, int[] where, int to) {
        for (int c = 0; c < largest.length; c++) {
            float value = x[at + c];
            if (where[to + c] < 0 || value > largest[c] || Float.isNaN(value)) {
                largest[c] = value;
                where[to + c] = number;
            }
        }
    }

    private static void compare(double[] x, int at, int number, double[] largest, int[] where, int to) {
        for (int c = 0; c < largest.length; c++) {
            double value = x[at + c];
            if (where[to + c] < 0 || value > largest[c] || Double.isNaN(value)) {
                largest[c] = value;
                where[to + c] = number;
            }
        }
    }
}
