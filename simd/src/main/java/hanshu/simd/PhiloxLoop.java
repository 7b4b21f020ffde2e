package hanshu.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The generator Philox4x32-10, one counter a lane. The words of a counter are 32 bits wide but live in 64: what a
 * multiplication leaves in the upper half of a lane is cut off where it would matter.
 */
final class PhiloxLoop {
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, Lanes.FLOATS.vectorShape());
    private static final int ROUNDS = 10;
    private static final LongVector LOW = LongVector.broadcast(LONGS, 0xffffffffL);
    private static final LongVector FACTOR_0 = LongVector.broadcast(LONGS, 0xD2511F53L);
    private static final LongVector FACTOR_1 = LongVector.broadcast(LONGS, 0xCD9E8D57L);
    private static final LongVector STEPS = LongVector.zero(LONGS).addIndex(1);

    /** Words that a pass of the loop makes. */
    static final int WIDTH = 4 * LONGS.length();

    private PhiloxLoop() {}

    /** As {@link hanshu.tensor.Kernels#random}, for arrays whose length is a multiple of {@link #WIDTH}. */
    static void vectors(long key, long first, int[] words) {
        int half = words.length / 2;
        for (int i = 0; i < half; i += WIDTH / 2) {
            var counter = STEPS.add(first + i / 2);
            var c0 = counter;
            var c1 = counter.lanewise(LSHR, 32);
            var c2 = LongVector.zero(LONGS);
            var c3 = c2;
            int k0 = (int) key;
            int k1 = (int) (key >>> 32);
            for (int round = 0; round < ROUNDS; round++) {
                var p0 = c0.and(LOW).mul(FACTOR_0);
                var p1 = c2.and(LOW).mul(FACTOR_1);
                c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0);
                c1 = p1;
                c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1);
                c3 = p0;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            pairs(c0, c1).intoArray(words, i);
            pairs(c2, c3).intoArray(words, half + i);
        }
    }

    /** The lower halves of the lanes, alternating. */
    private static IntVector pairs(LongVector a, LongVector b) {
        return a.and(LOW).or(b.lanewise(LSHL, 32)).reinterpretAsInts();
    }
}
