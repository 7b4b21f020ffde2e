package hanshu.tensor;

import java.util.Locale;

/** What a program that learns is doing, as a {@link Profiler} tells it apart. */
public enum Stage {
    /** Reads rows and makes a batch of them. */
    DATA,
    /** From a batch to its loss: all that is computed outside the other stages. */
    FORWARD,
    /** From the loss back to the gradient of each parameter. */
    BACKWARD,
    /** From the gradient to the next θ. */
    OPTIMISER,
    /** Scores θ on rows that it does not learn from. */
    VALIDATION,
    /** Everything else: the loop, listeners, checkpoints. */
    OTHER;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
        return word;
    }
}
