package hanshu.workbench.serve;

import java.time.Duration;

/**
 * How batches are made.
 *
 * @param rows of a batch, at most, but for a request that has more by itself
 * @param patience how long the first request of a batch waits for others
 */
public record Batching(int rows, Duration patience) {
    public static final Batching DEFAULT = new Batching(64, Duration.ZERO);

    public Batching {
        if (rows < 1 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "a batch has at least one row and waits 0 ms or more, got %d and %s".formatted(rows, patience));
        }
    }
}
