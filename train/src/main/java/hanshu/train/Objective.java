package hanshu.train;

import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/**
 * L(θ) on a batch: one number that says how wrong the model is, and that training makes small.
 *
 * @param <M> the model
 * @param <B> what a batch is, such as {@link Examples}
 */
@FunctionalInterface
public interface Objective<M, B> {
    /**
     * The mean over the batch's rows, a single number.
     *
     * @param pass carries randomness and running statistics; says whether this is training or evaluation
     */
    Tensor loss(M model, B batch, Pass pass);
}
