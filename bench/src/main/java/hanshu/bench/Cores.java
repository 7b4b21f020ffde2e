package hanshu.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far apart the processors are: the nanoseconds in which a number passes from one thread to another and back. On two
 * cores that share a last-level cache it takes about 60. The host of a rented machine may move its processors to parts
 * of a chip that do not, for seconds or hours; then it takes 450, and what uses two threads is up to half as fast.
 */
final class Cores {
    private static final int ROUNDS = 20_000;
    private static final int TRIES = 9;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Cores() {}

    static void main() throws InterruptedException {
        var nanos = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            nanos[i] = roundTrip();
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%.0f%n", nanos[TRIES / 2]);
    }

    private static double roundTrip() throws InterruptedException {
        NUMBER.set(0);
        var other = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                pass(2 * i + 1);
            }
        });
        other.start();
        pass(0);
        long start = System.nanoTime();
        for (int i = 1; i < ROUNDS; i++) {
            pass(2 * i);
        }
        long end = System.nanoTime();
        other.join();
        return (double) (end - start) / (ROUNDS - 1);
    }

    /** Waits for a number and makes it the next. */
    private static void pass(int number) {
        while (NUMBER.get() != number) {
            Thread.onSpinWait();
        }
        NUMBER.set(number + 1);
    }
}
