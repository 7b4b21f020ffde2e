package hanshu.learn.supervised.task.input;

import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder makes of an input, and a decoder answers from: one vector, and of a sequence the state at each step.
 * Each is computed when it is first asked for.
 */
public final class Encoded {
    private final Supplier<Tensor> makesVector;
    private final Optional<Supplier<States>> makesStates;
    private @Nullable Tensor vector;
    private @Nullable States states;

    /**
     * What is known at each step of a sequence.
     *
     * @param steps what stands behind a sequence's end means nothing: (batch, time, width)
     * @param lengths I64: (batch)
     */
    public record States(Tensor steps, Tensor lengths) {}

    private Encoded(Supplier<Tensor> makesVector, Optional<Supplier<States>> makesStates) {
        this.makesVector = makesVector;
        this.makesStates = makesStates;
    }

    /** Without steps. */
    public static Encoded of(Supplier<Tensor> vector) {
        return new Encoded(vector, Optional.empty());
    }

    /** Without steps. */
    public static Encoded of(Tensor vector) {
        return of(() -> vector);
    }

    /** Of a sequence. */
    public static Encoded of(Supplier<Tensor> vector, Supplier<States> states) {
        return new Encoded(vector, Optional.of(states));
    }

    /** These steps with the vector of another, as that of all inputs. */
    public Encoded beside(Encoded other) {
        return new Encoded(other::vector, makesStates.map(own -> this::states));
    }

    /** (batch, width) */
    public Tensor vector() {
        var there = vector;
        if (there == null) {
            there = makesVector.get();
            vector = there;
        }
        return there;
    }

    /** Of each step; only sequences have them. */
    public States states() {
        var there = states;
        if (there == null) {
            there = makesStates
                    .orElseThrow(() -> new IllegalStateException("this input was not read step by step"))
                    .get();
            states = there;
        }
        return there;
    }
}
