package hanshu.train;

import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import java.util.Arrays;

/**
 * Asks how good a model is on rows that it does not learn from.
 *
 * @param <M> the model
 */
@FunctionalInterface
public interface Validation<M> {
    /** The score of a model that nothing tracks; what it holds changes when training goes on. */
    Score score(M model);

    /** The mean loss over all rows, taken {@code batch} at a time. */
    static <M, B> Validation<M> of(Objective<M, B> objective, Batches<B> batches, int batch) {
        var rows = new int[batches.count()];
        Arrays.setAll(rows, i -> i);
        var buffers = new Buffers();
        return model -> {
            double sum = 0;
            for (int from = 0; from < rows.length; from += batch) {
                int start = from;
                int end = Math.min(from + batch, rows.length);
                sum += (end - start)
                        * buffers.step(() -> objective
                                .loss(model, batches.batch(rows, start, end), Pass.evaluation())
                                .item());
            }
            return Score.of(sum / rows.length);
        };
    }
}
