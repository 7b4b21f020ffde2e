package hanshu.train;

/**
 * Rows of data that can be picked by number.
 *
 * @param <B> what a batch is, such as {@link Examples}
 */
public interface Batches<B> {
    /** How many rows there are. */
    int count();

    /**
     * Says that an epoch, counted from 0, begins or, after an interruption, goes on. Batches that are random are so by the
     * epoch's number, and those made ready for the epoch before are dropped.
     */
    default void startEpoch(int epoch) {}

    /**
     * The batch of the rows {@code rows[from]} … {@code rows[to − 1]}. It is used up before the next one is asked for,
     * so that arrays may be filled anew; tensors computed here live in the buffers of the step.
     */
    B batch(int[] rows, int from, int to);
}
