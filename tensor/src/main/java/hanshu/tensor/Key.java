package hanshu.tensor;

import java.nio.charset.StandardCharsets;

/**
 * Randomness as a value: the same key gives the same numbers, in any order, at any number of threads, on any machine.
 * Keys are derived by path, so that one part of a program never disturbs another's numbers:
 * {@code Key.of(7).at("encoder").at("weight").normal(784, 256)}.
 *
 * <p>Counter-based: number i is block i of Philox4x32-10 under the key (Salmon, Moraes, Dror & Shaw 2011, "Parallel
 * random numbers: as easy as 1, 2, 3", section 4.2).
 *
 * @param bits the 64-bit key of the generator
 */
public record Key(long bits) {
    private static final int BLOCK = 4096;

    /** Where derivation draws from: counters that the numbers themselves never reach. */
    private static final long DERIVE = 1L << 62;

    public static Key of(long seed) {
        return new Key(block(seed, DERIVE, 0));
    }

    /** The key for a named part. */
    public Key at(String name) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new Key(block(bits, DERIVE | 1, hash));
    }

    /** The key for a numbered part: a layer, a step, an epoch. */
    public Key at(long number) {
        return new Key(block(bits, DERIVE | 2, number));
    }

    /** 64 random bits, the {@code index}-th of this key. */
    public long randomLong(long index) {
        return block(bits, 0, index);
    }

    /** A number in [0, 1) with 53 random bits, the {@code index}-th of this key. */
    public double randomDouble(long index) {
        return (randomLong(index) >>> 11) * 0x1p-53;
    }

    /** Uniform in [0, 1), F32. */
    public Tensor uniform(int... shape) {
        var to = Shape.of(shape);
        var values = Storage.room(DType.F32, to.count());
        fillUniform((float[]) values.array());
        return Tensor.owning(values, to);
    }

    /** Uniform in [low, high), F32. */
    public Tensor uniform(double low, double high, int... shape) {
        return uniform(shape).times(high - low).plus(low);
    }

    /** Normal with mean 0 and variance 1, F32 (Box & Muller 1958). */
    public Tensor normal(int... shape) {
        var to = Shape.of(shape);
        var storage = Storage.room(DType.F32, to.count());
        var values = (float[]) storage.array();
        blocks(values.length, (from, end) -> {
            for (int i = from; i < end; i += 2) {
                long random = randomLong(i >> 1);
                double u = ((random >>> 32) + 0.5) * 0x1p-32; // never 0, so the logarithm is finite
                double angle = 2 * Math.PI * ((random & 0xffffffffL) * 0x1p-32);
                double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
                values[i] = (float) (radius * StrictMath.cos(angle));
                if (i + 1 < end) {
                    values[i + 1] = (float) (radius * StrictMath.sin(angle));
                }
            }
        });
        return Tensor.owning(storage, to);
    }

    /** True with the given probability, BOOL. */
    public Tensor bernoulli(double probability, int... shape) {
        return uniform(shape).lt(probability);
    }

    /**
     * {@code value} with the given probability (to the nearest 65,536th), else 0, F32: what dropout multiplies with, made
     * in one sweep and from 16 random bits an element.
     */
    public Tensor mask(double probability, double value, int... shape) {
        var to = Shape.of(shape);
        var storage = Storage.room(DType.F32, to.count());
        var values = (float[]) storage.array();
        int below = (int) Math.round(probability * 0x1p16); // of the 2¹⁶ values of a random half-word
        float kept = (float) value;
        blocks(values.length, (from, end) -> {
            var random = new int[4];
            for (int i = from; i < end; i += 8) {
                block(bits, 0, i >> 3, random);
                for (int j = 0; j < Math.min(8, end - i); j++) {
                    values[i + j] = ((random[j >> 1] >>> (16 * (j & 1))) & 0xffff) < below ? kept : 0;
                }
            }
        });
        return Tensor.owning(storage, to);
    }

    /** The numbers 0 … n − 1 in random order (Fisher & Yates 1938; unbiased bounded draws as Lemire 2019). */
    public int[] permutation(int n) {
        var order = new int[n];
        long draw = 0;
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            long bound = i + 1L;
            long random;
            do {
                random = (randomLong(draw++) >>> 32) * bound;
            } while ((random & 0xffffffffL) < (1L << 32) % bound);
            int j = (int) (random >>> 32);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private void fillUniform(float[] values) {
        blocks(values.length, (from, end) -> {
            var random = new int[4];
            for (int i = from; i < end; i += 4) {
                block(bits, 0, i >> 2, random);
                for (int j = 0; j < Math.min(4, end - i); j++) {
                    values[i + j] = (random[j] >>> 8) * 0x1p-24f;
                }
            }
        });
    }

    private interface Range {
        void fill(int from, int end);
    }

    private static void blocks(int count, Range body) {
        Parallel.run(Math.ceilDiv(count, BLOCK), b -> body.fill(b * BLOCK, Math.min((b + 1) * BLOCK, count)));
    }

    /** The first 64 bits of {@link #block(long, long, long, int[])}. */
    private static long block(long key, long high, long low) {
        var random = new int[4];
        block(key, high, low, random);
        return (random[0] & 0xffffffffL) | ((long) random[1] << 32);
    }

    /** The 128 bits of Philox4x32-10 at the 128-bit counter (high, low). */
    static void block(long key, long high, long low, int[] random) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        for (int round = 0; round < 10; round++) {
            long p0 = (c0 & 0xffffffffL) * 0xD2511F53L;
            long p1 = (c2 & 0xffffffffL) * 0xCD9E8D57L;
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        random[0] = c0;
        random[1] = c1;
        random[2] = c2;
        random[3] = c3;
    }
}
