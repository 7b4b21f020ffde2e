package hanshu.train;

import hanshu.tensor.Key;

/**
 * A training that can be begun as often as one likes, and whose loss and gradients can be looked at.
 *
 * @param <M> the model
 * @param <B> what a batch is
 */
public interface Trainable<M, B> {
    /** The training, from its beginning, with validation: what it keeps is what a run keeps. */
    Training<? extends M, B> training(Key key);

    /** What is made small. */
    Objective<M, B> objective();

    Batches<B> train();

    /** How many rows a step learns from. */
    int batch();

    /** The learning rate. */
    double rate();
}
