package hanshu.train;

import java.util.Locale;

/**
 * How much memory a training needs, known before it starts; all in bytes.
 *
 * @param theta θ and all vectors of its length: the gradient, the optimiser's, the average, the best
 * @param step what is computed between the data and the gradient, in one part of a step
 * @param data what the caller holds: the rows, and whatever else stays in memory meanwhile
 * @param available what this Java process may use
 */
public record MemoryNeed(long theta, long step, long data, long available) {
    /** What the Java process needs for itself. */
    private static final long PROCESS = 32L << 20;

    /** The garbage collector needs room to work in: about a tenth. */
    private static final double ROOM = 1.1;

    public long total() {
        return PROCESS + (long) (ROOM * (theta + step + data));
    }

    public boolean fits() {
        return total() <= available;
    }

    /**
     * Refuses what does not fit.
     *
     * @throws MemoryException if it does not fit: what is needed, what is there, what to do
     */
    public void requireFit() {
        if (!fits()) {
            long megabytes = total() >> 20;
            throw new MemoryException(("training needs about %s (the model and its companions %s, a step %s, the data "
                            + "%s), but this Java process may use %s; start it with -Xmx%dm or more%s")
                    .formatted(
                            text(total()),
                            text(theta),
                            text(step),
                            text(data),
                            text(available),
                            megabytes + 1,
                            step > total() / 4 ? ", or take a smaller batch" : ""));
        }
    }

    private static String text(long bytes) {
        return bytes < 10L << 20
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0)
                : bytes < 10L << 30
                        ? String.format(Locale.ROOT, "%d MB", bytes >> 20)
                        : String.format(Locale.ROOT, "%d GB", bytes >> 30);
    }
}
