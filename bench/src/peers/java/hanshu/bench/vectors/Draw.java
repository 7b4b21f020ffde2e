package hanshu.bench.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The random inputs of one case. The stream depends on the name of the case alone, so that a new case leaves the others
 * as they were. Every value is a multiple of 1/128 and thus exact in F32 too: what an F32 test then measures is the
 * operation, not the rounding of its input.
 */
final class Draw {
    private static final double UNIT = 1 / 128.0;
    private final Random random;

    private Draw(long seed) {
        random = new Random(seed);
    }

    static Draw of(String op, String name) {
        return new Draw(31L * op.hashCode() + name.hashCode());
    }

    /** Normally distributed odd multiples of 1/128: never 0, an integer or a half, where some functions have a kink. */
    Array normal(long... shape) {
        var data = new double[Math.toIntExact(Array.size(shape))];
        for (var i = 0; i < data.length; i++) data[i] = (2 * Math.floor(random.nextGaussian() / (2 * UNIT)) + 1) * UNIT;
        return Array.f64(shape, data);
    }

    /** Odd multiples of 1/128 between the bounds. */
    Array uniform(double low, double high, long... shape) {
        var data = new double[Math.toIntExact(Array.size(shape))];
        for (var i = 0; i < data.length; i++) {
            data[i] = (2 * Math.floor((low + (high - low) * random.nextDouble()) / (2 * UNIT)) + 1) * UNIT;
        }
        return Array.f64(shape, data);
    }

    /** Values that all differ, within each array and between them, at least 1/16 apart. */
    List<Array> distinct(long[]... shapes) {
        var total = 0;
        for (var shape : shapes) total += Math.toIntExact(Array.size(shape));
        var pool = permutation(total);
        var arrays = new ArrayList<Array>();
        var next = 0;
        for (var shape : shapes) {
            var data = new double[Math.toIntExact(Array.size(shape))];
            for (var i = 0; i < data.length; i++) data[i] = (2 * pool[next++] + 1 - total) / 16.0;
            arrays.add(Array.f64(shape, data));
        }
        return arrays;
    }

    Array index(long bound, long... shape) {
        var data = new long[Math.toIntExact(Array.size(shape))];
        for (var i = 0; i < data.length; i++) data[i] = random.nextLong(bound);
        return Array.i64(shape, data);
    }

    Array mask(long... shape) {
        var data = new boolean[Math.toIntExact(Array.size(shape))];
        for (var i = 0; i < data.length; i++) data[i] = random.nextBoolean();
        return Array.bool(shape, data);
    }

    private long[] permutation(int size) {
        var values = new long[size];
        for (var i = 0; i < size; i++) {
            var j = random.nextInt(i + 1);
            values[i] = values[j];
            values[j] = i;
        }
        return values;
    }
}
