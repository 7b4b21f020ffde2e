package hanshu.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * Asks whether the two processors of a rented machine are cores of their own. A host may at any time put both on the two
 * hardware threads of one core, for seconds or hours; then all that uses two threads runs at about half its speed.
 * Prints how many times as many multiply-adds two threads do as one: about 2 on two cores, 1 on one.
 */
final class Cores {
    private static final int TIMES = 10_000_000;
    private static final int TRIES = 7;

    private static volatile float sink;

    private Cores() {}

    static void main() throws InterruptedException {
        seconds(1);
        double alone = Double.POSITIVE_INFINITY;
        var together = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            alone = Math.min(alone, seconds(1));
            together[i] = seconds(2);
        }
        Arrays.sort(together);
        System.out.printf(Locale.ROOT, "%.2f%n", 2 * alone / together[TRIES / 2]);
    }

    private static double seconds(int threads) throws InterruptedException {
        long start = System.nanoTime();
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(Cores::multiplyAdd);
            others[i].start();
        }
        multiplyAdd();
        for (var other : others) {
            other.join();
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Multiply-adds of which none waits for another: they fill both units of a core. */
    private static void multiplyAdd() {
        float x = 0.999f;
        float a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10;
        for (int t = 0; t < TIMES; t++) {
            a = Math.fma(a, x, x);
            b = Math.fma(b, x, x);
            c = Math.fma(c, x, x);
            d = Math.fma(d, x, x);
            e = Math.fma(e, x, x);
            f = Math.fma(f, x, x);
            g = Math.fma(g, x, x);
            h = Math.fma(h, x, x);
            i = Math.fma(i, x, x);
            j = Math.fma(j, x, x);
        }
        sink = a + b + c + d + e + f + g + h + i + j;
    }
}
