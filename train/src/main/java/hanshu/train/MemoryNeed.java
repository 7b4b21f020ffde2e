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

    /** What is needed at least, for a training that can't be made yet to ask it; numbers may be beyond all bounds. */
    public static MemoryNeed of(double theta, double step, double data) {
        return new MemoryNeed(
                bounded(theta),
                bounded(step),
                bounded(data),
                Runtime.getRuntime().maxMemory());
    }

    private static long bounded(double bytes) {
        return (long) Math.min(bytes, 1e17);
    }

    public long total() {
        return PROCESS + (long) (ROOM * (theta + step + data));
    }

    public boolean fits() {
        return total() <= available;
    }

    /**
     * Refuses what does not fit.
     *
     * @param smaller which settings take less when they are smaller
     * @throws MemoryException if it does not fit: what is needed, what is there, what to do
     */
    public void requireFit(String smaller) {
        if (!fits()) {
            throw new MemoryException(("training needs about %s (the model and its companions %s, a step %s, the data "
                            + "%s), but this Java process may use %s; make %s smaller, or start it with -Xmx%s or more")
                    .formatted(text(total()), text(theta), text(step), text(data), text(available), smaller, heap()));
        }
    }

    /** Of what -Xmx gives, a Java process may use up to a ninth less: a collector keeps that free to copy into. */
    private String heap() {
        long given = total() + total() / 8;
        return given < 10L << 30 ? (given >> 20) + 1 + "m" : (given >> 30) + 1 + "g";
    }

    private static String text(long bytes) {
        if (bytes < 10L << 20) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
        }
        return bytes < 10L << 30
                ? String.format(Locale.ROOT, "%d MB", bytes >> 20)
                : String.format(Locale.ROOT, "%,d GB", bytes >> 30);
    }
}
