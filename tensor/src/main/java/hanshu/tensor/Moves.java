package hanshu.tensor;

/** Copies of elements of any type: making views contiguous, cutting, joining, picking and placing. */
final class Moves {
    private Moves() {}

    /** The elements of a view in row-major order. */
    static Storage contiguous(Tensor x) {
        var to = Storage.room(x.dtype(), x.count());
        copy(x.array(), x.offset(), x.strides(), to.array(), 0, x.shape().strides(), x.shape());
        return to;
    }

    /** Copies the elements of a shape between two strided places. */
    static void copy(
            Object from, int fromOffset, int[] fromStrides, Object to, int toOffset, int[] toStrides, Shape shape) {
        var loops = new Loops(shape, fromStrides, toStrides);
        var offsets = new int[] {fromOffset, toOffset};
        int last = loops.rank() - 1;
        if (from instanceof float[] source && to instanceof float[] target && isTransposition(loops)) {
            transpose(loops, source, fromOffset, target, toOffset);
        } else if (loops.innerStep(0) == 1 && loops.innerStep(1) == 1) {
            loops.forEach(offsets, (at, steps, n) -> System.arraycopy(from, at[0], to, at[1], n));
        } else if (last >= 0) {
            loops.forEach(offsets, (at, steps, n) -> run(from, at[0], steps[0], to, at[1], steps[1], n));
        }
    }

    /** Whether the last two merged axes change places, which a blocked transposition does best. */
    private static boolean isTransposition(Loops loops) {
        int last = loops.rank() - 1;
        return last >= 1
                && loops.stride(1, last) == 1
                && loops.stride(1, last - 1) == loops.size(last)
                && loops.stride(0, last - 1) == 1
                && loops.stride(0, last) > 1;
    }

    private static void transpose(Loops loops, float[] source, int sourceOffset, float[] target, int targetOffset) {
        int last = loops.rank() - 1;
        int rows = loops.size(last); // of the source, whose columns lie next to each other
        int columns = loops.size(last - 1);
        int outer = 1;
        for (int axis = 0; axis < last - 1; axis++) {
            outer *= loops.size(axis);
        }
        Parallel.run(outer, i -> {
            int from = sourceOffset;
            int to = targetOffset;
            int rest = i;
            for (int axis = last - 2; axis >= 0; axis--) {
                int index = rest % loops.size(axis);
                rest /= loops.size(axis);
                from += index * loops.stride(0, axis);
                to += index * loops.stride(1, axis);
            }
            Machine.kernels().transpose(source, from, loops.stride(0, last), rows, columns, target, to);
        });
    }

    private static void run(Object from, int at, int step, Object to, int toAt, int toStep, int n) {
        switch (from) {
            case float[] source -> {
                var target = (float[]) to;
                for (int i = 0; i < n; i++) {
                    target[toAt + i * toStep] = source[at + i * step];
                }
            }
            case double[] source -> {
                var target = (double[]) to;
                for (int i = 0; i < n; i++) {
                    target[toAt + i * toStep] = source[at + i * step];
                }
            }
            case long[] source -> {
                var target = (long[]) to;
                for (int i = 0; i < n; i++) {
                    target[toAt + i * toStep] = source[at + i * step];
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    System.arraycopy(from, at + i * step, to, toAt + i * toStep, 1);
                }
            }
        }
    }

    /** The values in another type; F32 rounds, whole numbers drop the fraction, BOOL is "not zero". */
    static Storage cast(Tensor x, DType to) {
        var source = x.contiguous();
        int from = source.offset();
        int n = source.count();
        var storage = Storage.room(to, n);
        if (source.array() instanceof float[] values && storage.array() instanceof double[] target) {
            for (int i = 0; i < n; i++) {
                target[i] = values[from + i];
            }
            return storage;
        }
        if (x.dtype().isInteger() && to.isInteger()) {
            castWhole(source, storage);
            return storage;
        }
        var values = doubles(source);
        switch (storage.array()) {
            case float[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = (float) values[i];
                }
            }
            case double[] target -> System.arraycopy(values, 0, target, 0, n);
            case int[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = (int) values[i];
                }
            }
            case long[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = (long) values[i];
                }
            }
            case boolean[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = values[i] != 0;
                }
            }
            case short[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = to == DType.F16 ? Float.floatToFloat16((float) values[i]) : bfloat16((float) values[i]);
                }
            }
            case byte[] target -> {
                for (int i = 0; i < n; i++) {
                    target[i] = (byte) values[i];
                }
            }
            default -> throw new AssertionError(to);
        }
        return storage;
    }

    private static void castWhole(Tensor source, Storage storage) {
        int from = source.offset();
        if (source.array() instanceof long[] values) {
            var target = (int[]) storage.array();
            for (int i = 0; i < target.length && i < source.count(); i++) {
                target[i] = Math.toIntExact(values[from + i]);
            }
        } else {
            var values = (int[]) source.array();
            var target = (long[]) storage.array();
            for (int i = 0; i < source.count(); i++) {
                target[i] = values[from + i];
            }
        }
    }

    /** The elements in row-major order as doubles: exact but for whole numbers beyond 2⁵³. */
    static double[] doubles(Tensor x) {
        var source = x.contiguous();
        int from = source.offset();
        var values = new double[source.count()];
        switch (source.array()) {
            case float[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[from + i];
                }
            }
            case double[] a -> System.arraycopy(a, from, values, 0, values.length);
            case int[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[from + i];
                }
            }
            case long[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[from + i];
                }
            }
            case boolean[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[from + i] ? 1 : 0;
                }
            }
            case short[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = x.dtype() == DType.F16
                            ? Float.float16ToFloat(a[from + i])
                            : Float.intBitsToFloat(a[from + i] << 16);
                }
            }
            case byte[] a -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = a[from + i];
                }
            }
            default -> throw new AssertionError(x.dtype());
        }
        return values;
    }

    /** To bfloat16, the upper half of a float, rounding halves to even. */
    private static short bfloat16(float x) {
        int bits = Float.floatToRawIntBits(x);
        if (Float.isNaN(x)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
