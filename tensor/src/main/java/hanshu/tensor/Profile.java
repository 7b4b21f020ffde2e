package hanshu.tensor;

import java.util.Comparator;
import java.util.List;

/**
 * Where the time of a program went, as a {@link Profiler} saw it. All sums are over all steps.
 *
 * @param steps that were seen; zero where nobody counted them
 * @param warmUp steps before those, which are left out
 * @param seconds from start to end, without the profiler's own
 * @param ownSeconds what the profiler itself took
 * @param countsAllocation whether the Java process can tell what a thread allocates
 * @param lines operations, the longest first
 * @param outside what passed outside operations, the longest first
 */
public record Profile(
        long steps,
        long warmUp,
        double seconds,
        double ownSeconds,
        boolean countsAllocation,
        List<Line> lines,
        List<Outside> outside) {

    /**
     * An operation in one place, on one set of shapes.
     *
     * @param op its name
     * @param shapes of its operands, such as {@code 64×784 · 784×256}
     * @param place the layer, by its path and in words, as far as known
     * @param seconds wall time, on however many threads
     * @param allocated bytes, by the thread that called
     */
    public record Line(
            Stage stage,
            String op,
            String shapes,
            String place,
            long calls,
            double seconds,
            Cost cost,
            long allocated) {
        /** The least time that all calls together can take. */
        public double limitSeconds(Limit limit) {
            return calls * limit.seconds(cost.each(calls));
        }

        /** Whether it is arithmetic that binds it, and not traffic with memory. */
        public boolean isArithmetic(Limit limit) {
            return limit.isArithmetic(cost.each(calls));
        }
    }

    /** The time of a stage in which no operation ran: the graph, layers' own code, loops over θ. */
    public record Outside(Stage stage, double seconds, long allocated) {}

    public Profile {
        lines = lines.stream()
                .sorted(Comparator.comparingDouble(Line::seconds).reversed())
                .toList();
        outside = outside.stream()
                .sorted(Comparator.comparingDouble(Outside::seconds).reversed())
                .toList();
    }

    /** Bytes allocated, in operations and outside. */
    public long allocated() {
        return lines.stream().mapToLong(Line::allocated).sum()
                + outside.stream().mapToLong(Outside::allocated).sum();
    }

    /** As a table for people: by operation, then by place, each beside what the machine can do. */
    public String table(Limit limit) {
        return ProfileText.of(this, limit);
    }

    /** What all operations cost. */
    public Cost cost() {
        return lines.stream().map(Line::cost).reduce(Cost.NONE, Cost::plus);
    }
}
