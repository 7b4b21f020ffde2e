package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one pass through a model needs beside its input: whether it is training, the randomness, and the new running
 * statistics that layers hand back. There is no global mode and no global seed.
 *
 * <pre>{@code
 * var pass = Pass.training(key.at("step").at(n));
 * var loss = mse.of(model.apply(x, pass), y);
 * …                                            // the optimiser's step
 * params.applyUpdates(pass);
 * }</pre>
 */
public final class Pass {
    private final @Nullable Key key;
    private final Map<Tensor, Tensor> updates;

    private Pass(@Nullable Key key, Map<Tensor, Tensor> updates) {
        this.key = key;
        this.updates = updates;
    }

    /** For predicting: nothing is random, running statistics are used and not changed. */
    public static Pass evaluation() {
        return new Pass(null, Map.of());
    }

    /** For a training step, with a key of its own. */
    public static Pass training(Key key) {
        return new Pass(key, new IdentityHashMap<>());
    }

    public boolean isTraining() {
        return key != null;
    }

    /**
     * The randomness of this place in the model.
     *
     * @throws IllegalStateException when evaluating
     */
    public Key key() {
        if (key == null) {
            throw new IllegalStateException("pass: evaluation has no randomness; ask isTraining() first");
        }
        return key;
    }

    /** The same pass for a named part of the model, with a key of its own. */
    public Pass at(String name) {
        return key == null ? this : new Pass(key.at(name), updates);
    }

    /** The same pass for a numbered part of the model, with a key of its own. */
    public Pass at(long number) {
        return key == null ? this : new Pass(key.at(number), updates);
    }

    /**
     * Hands back the next value of a running statistic, a {@link Fixed} tensor of the model, computed from its current
     * one. {@link Params#applyUpdates} writes it into θ after the step.
     *
     * @throws IllegalStateException when evaluating
     */
    public void update(Tensor running, UnaryOperator<Tensor> next) {
        if (key == null) {
            throw new IllegalStateException("pass: evaluation changes no statistics; ask isTraining() first");
        }
        var current = updates.getOrDefault(running, running);
        updates.put(running, next.apply(current).detach().keep());
    }

    /** The value that a running statistic has after this pass; empty when no layer changed it. */
    public Optional<Tensor> updated(Tensor running) {
        return Optional.ofNullable(updates.get(running));
    }
}
