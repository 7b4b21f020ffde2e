package hanshu.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What this machine can do at most, with all threads of {@link Parallel} on cores of their own, beside which a
 * {@link Profile} holds what was done (the roofline; Williams, Waterman & Patterson 2009).
 *
 * @param kernels by which the arithmetic was measured: plain loops reach less than vectors
 * @param threads that took part
 * @param flops additions and multiplications a second, F32, as multiply-adds on registers
 * @param levels the traffic with memory, by how many bytes take part
 */
public record Limit(String kernels, int threads, double flops, List<Level> levels) {
    /**
     * Bytes a second where {@code bytes} of memory take part; where more do, it is slower.
     *
     * @param copied counts what is read and what is written
     */
    public record Level(long bytes, double copied, double read) {}

    private static final int MULTIPLY_ADDS = 100_000;
    private static final List<Integer> SIZES = List.of(32_000, 256_000, 1_000_000, 4_000_000, 16_000_000, 64_000_000);

    /** Bytes that every core has a cache of its own for: one thread stands for all of them. */
    private static final int OWN = 256_000;

    /** Bytes that pass in one try: about half a millisecond. */
    private static final int TRY = 16_000_000;

    /** How long a better try is waited for. */
    private static final double PATIENCE = 0.05;

    /** What compiled code reaches on any machine, and code that is not yet compiled on none. */
    private static final double COMPILED = 4e9;

    /** Where other programs leave the compiler little time it takes long, elsewhere a tenth of a second. */
    private static final double MOST_SECONDS = 15;

    /** Where sums go: what nobody reads, the compiler leaves out. */
    private static volatile int sink;

    public Limit {
        levels = List.copyOf(levels);
    }

    /** Measures for about a second; the best of many tries counts, for other programs only make it slower. */
    public static Limit measure() {
        var kernels = Machine.kernels();
        int threads = Parallel.threads();
        compile(kernels);
        double flops = threads
                * best(
                        (double) kernels.multiplyAdd(MULTIPLY_ADDS),
                        () -> sink = (int) kernels.multiplyAdd(MULTIPLY_ADDS));
        var levels = new ArrayList<Level>();
        level(threads, SIZES.getFirst()); // to be compiled
        for (int bytes : SIZES) {
            if (levels.isEmpty() || bytes <= Runtime.getRuntime().maxMemory() / 8) {
                levels.add(level(threads, bytes));
            }
        }
        return new Limit(kernels.name(), threads, flops, decreasing(levels));
    }

    private static Level level(int threads, int bytes) {
        int count = Math.max(1, bytes / Integer.BYTES / 2 / threads);
        int together = bytes / threads <= OWN ? 1 : threads;
        var from = new int[together][count];
        var to = new int[together][count];
        int times = Math.max(1, TRY / bytes);
        double work = (double) times * threads * 2 * count * Integer.BYTES;
        IntConsumer copy = i -> {
            for (int t = 0; t < times; t++) {
                System.arraycopy(from[i], 0, to[i], 0, count);
            }
        };
        IntConsumer read = i -> {
            int sum = 0;
            for (int t = 0; t < times; t++) {
                sum += sum(from[i]) + sum(to[i]);
            }
            sink = sum;
        };
        double copied = best(work, () -> Parallel.run(together, copy));
        return new Level(bytes, copied, Math.max(copied, best(work, () -> Parallel.run(together, read))));
    }

    private static int sum(int[] x) {
        int sum = 0;
        for (int each : x) {
            sum += each;
        }
        return sum;
    }

    /** Runs until the compiler is through with it. */
    private static void compile(Kernels kernels) {
        long begin = System.nanoTime();
        double rate;
        long now;
        do {
            long start = System.nanoTime();
            long done = kernels.multiplyAdd(MULTIPLY_ADDS / 100);
            now = System.nanoTime();
            rate = done / seconds(start, now);
        } while (rate < COMPILED && seconds(begin, now) < MOST_SECONDS);
    }

    /** Work a second in the best try, once none has been much better for a while. */
    private static double best(double work, Runnable body) {
        double best = 0;
        double notable = 0;
        long begin = System.nanoTime();
        long since = begin;
        long now;
        do {
            long start = System.nanoTime();
            body.run();
            now = System.nanoTime();
            best = Math.max(best, work / seconds(start, now));
            if (best > 1.1 * notable) {
                notable = best;
                since = now;
            }
        } while (seconds(since, now) < PATIENCE && seconds(begin, now) < MOST_SECONDS);
        return best;
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }

    /** A smaller level is at least as fast as any larger one: what is slower was disturbed. */
    private static List<Level> decreasing(List<Level> measured) {
        var levels = new ArrayList<>(measured);
        for (int i = levels.size() - 2; i >= 0; i--) {
            var level = levels.get(i);
            var larger = levels.get(i + 1);
            levels.set(
                    i,
                    new Level(level.bytes, Math.max(level.copied, larger.copied), Math.max(level.read, larger.read)));
        }
        return levels;
    }

    /** The least time that something of this cost takes. */
    public double seconds(Cost cost) {
        return Math.max(arithmeticSeconds(cost), memorySeconds(cost));
    }

    /** Whether it is arithmetic that binds something of this cost, and not traffic with memory. */
    public boolean isArithmetic(Cost cost) {
        return arithmeticSeconds(cost) > memorySeconds(cost);
    }

    private double arithmeticSeconds(Cost cost) {
        return cost.flops() / flops;
    }

    /** As much as is written can be copied, the rest is only read. */
    private double memorySeconds(Cost cost) {
        var level = levels.getFirst();
        for (var larger : levels) {
            level = larger.bytes <= cost.bytes() ? larger : level;
        }
        long onlyRead = Math.max(0, cost.read() - cost.written());
        return (cost.bytes() - onlyRead) / level.copied + onlyRead / level.read;
    }

    /** On one line, such as {@code 2 threads, vector 256 bits: 187 GFLOP/s; copies 210 GB/s within 32 kB, …}. */
    @Override
    public String toString() {
        var text = new StringBuilder("%s, %s: %s GFLOP/s; copies "
                .formatted(ProfileText.count(threads, "thread"), kernels, ProfileText.digits(flops * 1e-9)));
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            text.append("%s%s%s within %s"
                    .formatted(
                            i == 0 ? "" : ", ",
                            ProfileText.digits(level.copied * 1e-9),
                            i == 0 ? " GB/s" : "",
                            ProfileText.bytes((double) level.bytes)));
        }
        return text.toString();
    }
}
