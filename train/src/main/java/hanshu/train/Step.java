package hanshu.train;

/**
 * A step that was taken.
 *
 * @param epoch the pass over the data, from 1
 * @param step the steps taken so far, through all epochs
 * @param batch the number of the batch in this epoch, from 1 to {@code batches}
 * @param loss of this batch before the step
 * @param rate how far the step went along its direction
 * @param gradientNorm the Euclidean length of the gradient, before clipping
 */
public record Step(int epoch, long step, int batch, int batches, double loss, double rate, double gradientNorm) {
    /** Whether the pass over the data ends with this step. */
    public boolean endsEpoch() {
        return batch == batches;
    }
}
