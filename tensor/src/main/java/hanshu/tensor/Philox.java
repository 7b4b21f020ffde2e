package hanshu.tensor;

/**
 * The generator behind {@link Key}: Philox4x32-10, a function that scrambles a 128-bit counter under a 64-bit key into
 * 128 random bits (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", section 4.2).
 */
final class Philox {
    private static final int ROUNDS = 10;

    private Philox() {}

    /** The four words of the counter (high, low). */
    static void block(long key, long high, long low, int[] words) {
        block(key, high, low, words, 0, 2);
    }

    /** The words of the counters first, first + 1, …, as {@link Kernels#random} lays them out. */
    static void blocks(long key, long first, int[] words) {
        for (int i = 0; i < words.length / 2; i += 2) {
            block(key, 0, first + i / 2, words, i, words.length / 2 + i);
        }
    }

    /** Two words from {@code at} on, two from {@code then} on. */
    private static void block(long key, long high, long low, int[] words, int at, int then) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = (c0 & 0xffffffffL) * 0xD2511F53L;
            long p1 = (c2 & 0xffffffffL) * 0xCD9E8D57L;
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        words[at] = c0;
        words[at + 1] = c1;
        words[then] = c2;
        words[then + 1] = c3;
    }
}
