package hanshu.train.doctor;

import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import hanshu.train.Trainable;
import hanshu.train.Training;
import java.util.List;
import java.util.Optional;

/**
 * A training that the doctor can look into, and try again changed in one thing.
 *
 * @param <M> the model
 * @param <B> what a batch is
 */
public interface Patient<M, B> extends Trainable<M, B> {
    @Override
    Training<M, B> training(Key key);

    /** The same changed in one thing; empty where there is nothing that could be changed so. */
    Optional<? extends Patient<M, B>> treated(Treatment treatment);

    /** Rows that are not learned from. */
    Batches<B> validation();

    /** Rows of which nothing was chosen: the test rows, where there are some. */
    default Batches<B> test() {
        return validation();
    }

    /** The loss of the best answer that looks at no input, over the training rows. */
    double naive();

    /** What the model answers: numbers (rows, …), or logits (rows, classes); tracked if the model is. */
    Tensor answers(M model, B batch);

    /** The rows learned from as numbers; empty where they are no table of numbers. */
    default Optional<Rows> trainRows() {
        return Optional.empty();
    }

    /** The rows of {@link #validation} as numbers, in that order. */
    default Optional<Rows> unseenRows() {
        return Optional.empty();
    }

    /** The rows of {@link #test} as numbers. */
    default Optional<Rows> testRows() {
        return unseenRows();
    }

    /** Names of parameters that could learn and don't. */
    default List<String> frozen(Params params) {
        return List.of();
    }

    /**
     * For sequences, the length of ∂loss/∂x at each step of time, the mean over the batch's rows.
     *
     * @param batch of training rows
     */
    default Optional<double[]> slopesByTime(M model, B batch) {
        return Optional.empty();
    }
}
