package hanshu.bench;

import java.util.Locale;

/**
 * Measures how many units of work a second get done, once the compiler is through with the code. Other programs, and a
 * host that moves the processors of a machine apart (see {@link Cores}), only ever make it slower: the best of some
 * windows counts, for everyone.
 */
public final class Steady {
    private static final int WINDOWS = 15;

    /** Seconds of warm-up before anybody looks, and at most: it ends when three in a row were hardly faster than the best. */
    private static final double LEAST = 8;

    private static final int MOST = 20;
    private static final double STEADY = 1.02;
    private static final double WINDOW = 0.6;

    private Steady() {}

    /**
     * Prints {@code workload<TAB>who<TAB>unit<TAB>value}, the best of some windows after a warm-up.
     *
     * @param units how many of them a call does
     */
    public static void print(String workload, String who, String unit, double units, Runnable call) {
        int group = rate(call, LEAST, 1) < 1000 ? 1 : 16;
        double best = 0;
        for (int second = 0, calm = 0; second < MOST && calm < 3; second++) {
            double rate = rate(call, 1, group);
            calm = rate > STEADY * best ? 0 : calm + 1;
            best = Math.max(best, rate);
        }
        best = 0;
        for (int i = 0; i < WINDOWS; i++) {
            best = Math.max(best, rate(call, WINDOW, group));
        }
        System.out.printf(Locale.ROOT, "%s\t%s\t%s\t%.1f%n", workload, who, unit, units * best);
    }

    private static double rate(Runnable call, double seconds, int group) {
        long start = System.nanoTime();
        long calls = 0;
        double passed;
        do {
            for (int i = 0; i < group; i++) {
                call.run();
            }
            calls += group;
            passed = (System.nanoTime() - start) * 1e-9;
        } while (passed < seconds);
        return calls / passed;
    }
}
