package hanshu.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measures how many units of work a second get done, once the compiler is through with the code. */
public final class Steady {
    private static final int WINDOWS = 5;
    private static final double WARM_UP = 4;
    private static final double WINDOW = 0.6;

    private Steady() {}

    /**
     * Prints {@code workload<TAB>who<TAB>unit<TAB>value}, the median of some windows after a warm-up.
     *
     * @param units how many of them a call does
     */
    public static void print(String workload, String who, String unit, double units, Runnable call) {
        rate(call, WARM_UP, 1);
        int group = rate(call, WINDOW, 1) < 1000 ? 1 : 16;
        var rates = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            rates[i] = rate(call, WINDOW, group);
        }
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "%s\t%s\t%s\t%.1f%n", workload, who, unit, units * rates[WINDOWS / 2]);
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
