package hanshu.tensor;

import java.nio.charset.StandardCharsets;

/**
 * Randomness as a value: the same key gives the same numbers, in any order, at any number of threads, on any machine.
 * Keys are derived by path, so that one part of a program never disturbs another's numbers:
 * {@code Key.of(7).at("encoder").at("weight").normal(784, 256)}.
 *
 * <p>Counter-based: what is random in element i comes from a number made of i, scrambled under the key by Philox4x32-10
 * (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", section 4.2).
 *
 * @param bits the 64-bit key of the generator
 */
public record Key(long bits) {
    /** Random words that are made at a time. */
    private static final int WORDS = 1024;

    /** How many times that is worth handing to another thread. */
    private static final int RUNS = 16;

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

    /**
     * Uniform in [low, high), F32.
     *
     * @throws IllegalArgumentException unless low ≤ high
     */
    public Tensor uniform(double low, double high, int... shape) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("uniform: needs low ≤ high, got " + low + " and " + high);
        }
        return draw(Shape.of(shape), 1, (words, y, at, n) -> {
            float start = (float) low;
            float span = (float) (high - low);
            float top = Math.max(start, Math.nextDown((float) high)); // a sum that rounds up would be high
            for (int i = 0; i < n; i++) {
                y[at + i] = Math.min(start + span * ((words[i] >>> 8) * 0x1p-24f), top);
            }
        });
    }

    /** Normal with mean 0 and variance 1, F32 (Box & Muller 1958). */
    public Tensor normal(int... shape) {
        return draw(Shape.of(shape), 1, (words, y, at, n) -> {
            for (int i = 0; i < n; i += 2) {
                double u = ((words[i] & 0xffffffffL) + 0.5) * 0x1p-32; // never 0, so the logarithm is finite
                double angle = 2 * Math.PI * ((words[i + 1] & 0xffffffffL) * 0x1p-32);
                double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
                y[at + i] = (float) (radius * StrictMath.cos(angle));
                if (i + 1 < n) {
                    y[at + i + 1] = (float) (radius * StrictMath.sin(angle));
                }
            }
        });
    }

    /** True with the given probability, BOOL. */
    public Tensor bernoulli(double probability, int... shape) {
        return uniform(0, 1, shape).lt(probability);
    }

    /**
     * {@code value} with the given probability (to the nearest 65,536th), else 0, F32: what dropout multiplies with, made
     * in one sweep and from 16 random bits an element.
     */
    public Tensor mask(double probability, double value, int... shape) {
        int below = (int) Math.round(probability * 0x1p16); // of the 2¹⁶ values of a random half-word
        float kept = (float) value;
        return draw(Shape.of(shape), 2, (words, y, at, n) -> {
            int first = Math.min(n, words.length);
            for (int i = 0; i < first; i++) {
                y[at + i] = kept * (((words[i] & 0xffff) - below) >>> 31); // times 1 if the difference is negative
            }
            for (int i = 0; i < n - first; i++) {
                y[at + first + i] = kept * (((words[i] >>> 16) - below) >>> 31);
            }
        });
    }

    /** The numbers 0 … n − 1 in random order (Fisher & Yates 1938; unbiased bounded draws as Lemire 2019). */
    public int[] permutation(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        var words = new int[wordsFor(n)];
        int used = words.length;
        long counter = 0;
        for (int i = n - 1; i > 0; i--) {
            long bound = i + 1L;
            long random;
            do {
                if (used == words.length) {
                    Machine.kernels().random(bits, counter, words);
                    counter += words.length / 4;
                    used = 0;
                }
                random = (words[used++] & 0xffffffffL) * bound;
            } while ((random & 0xffffffffL) < bound && (random & 0xffffffffL) < (1L << 32) % bound);
            int j = (int) (random >>> 32);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** How n elements from {@code at} on come from random words. */
    private interface Use {
        void fill(int[] words, float[] y, int at, int n);
    }

    /** F32 elements, so many from each random word, a run of words after the other. */
    private Tensor draw(Shape shape, int perWord, Use use) {
        int count = shape.count();
        var storage = Storage.room(DType.F32, count);
        var y = (float[]) storage.array();
        int run = wordsFor(Math.ceilDiv(count, perWord));
        int elements = Math.max(1, run * perWord);
        Parallel.ranges(Math.ceilDiv(count, elements), RUNS, (from, to) -> {
            var words = new int[run];
            for (int i = from; i < to; i++) {
                Machine.kernels().random(bits, (long) i * (run / 4), words);
                use.fill(words, y, i * elements, Math.min(elements, count - i * elements));
            }
        });
        return Tensor.owning(storage, shape);
    }

    /** The words that are made at a time where n are needed, a multiple of 4. */
    private static int wordsFor(int n) {
        return Math.min(WORDS, Math.ceilDiv(n, 4) * 4);
    }

    /** The first 64 bits of {@link Philox#block}. */
    private static long block(long key, long high, long low) {
        var random = new int[4];
        Philox.block(key, high, low, random);
        return (random[0] & 0xffffffffL) | ((long) random[1] << 32);
    }
}
