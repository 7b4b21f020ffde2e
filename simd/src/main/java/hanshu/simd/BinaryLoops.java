package hanshu.simd;

import static hanshu.simd.Lanes.WIDTH;
import static hanshu.simd.Lanes.load;

import hanshu.tensor.Op.Binary;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** y = f(a, b) over arrays, a vector at a time, with a loop for each operation. */
final class BinaryLoops {
    /** The functions that have a loop with vectors. */
    static final Set<Binary> FUNCTIONS = Set.copyOf(EnumSet.complementOf(EnumSet.of(Binary.POW)));

    private BinaryLoops() {}

    /** For one of {@link #FUNCTIONS}, and n a multiple of the vectors' width. */
    static void vectors(Binary f, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        // A single element becomes a vector of equal ones, which the loop reads again and again.
        var av = as == 1 ? a : all(a[ao], Scratch.LEFT);
        var bv = bs == 1 ? b : all(b[bo], Scratch.RIGHT);
        int ai = as == 1 ? ao : 0;
        int bi = bs == 1 ? bo : 0;
        int astep = as * WIDTH;
        int bstep = bs * WIDTH;
        switch (f) {
            case PLUS -> plus(av, ai, astep, bv, bi, bstep, y, yo, n);
            case MINUS -> minus(av, ai, astep, bv, bi, bstep, y, yo, n);
            case TIMES -> times(av, ai, astep, bv, bi, bstep, y, yo, n);
            case DIV -> div(av, ai, astep, bv, bi, bstep, y, yo, n);
            case MAX -> max(av, ai, astep, bv, bi, bstep, y, yo, n);
            case MIN -> min(av, ai, astep, bv, bi, bstep, y, yo, n);
            case POW -> throw new IllegalArgumentException("no vectors for " + f);
        }
    }

    private static float[] all(float value, Scratch scratch) {
        var vector = scratch.array(WIDTH);
        Arrays.fill(vector, 0, WIDTH, value);
        return vector;
    }

    private static void plus(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).add(load(b, bi)).intoArray(y, yo + i);
        }
    }

    private static void minus(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).sub(load(b, bi)).intoArray(y, yo + i);
        }
    }

    private static void times(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).mul(load(b, bi)).intoArray(y, yo + i);
        }
    }

    private static void div(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).div(load(b, bi)).intoArray(y, yo + i);
        }
    }

    private static void max(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).max(load(b, bi)).intoArray(y, yo + i);
        }
    }

    private static void min(float[] a, int ao, int astep, float[] b, int bo, int bstep, float[] y, int yo, int end) {
        for (int i = 0, ai = ao, bi = bo; i < end; i += WIDTH, ai += astep, bi += bstep) {
            load(a, ai).min(load(b, bi)).intoArray(y, yo + i);
        }
    }
}
