package hanshu.nn.optim;

import java.util.function.Predicate;

/**
 * Parameters that are learned with a rate and a weight decay of their own.
 *
 * @param names which parameters, by their names in {@link hanshu.nn.Params}
 * @param rateFactor multiplies the learning rate; zero or more
 * @param decayFactor multiplies the weight decay; zero or more
 */
public record Group(Predicate<String> names, double rateFactor, double decayFactor) {
    public Group {
        Check.atLeast("Group", "the rate factor", 0, rateFactor);
        Check.atLeast("Group", "the decay factor", 0, decayFactor);
    }

    /** Parameters whose weights do not decay, for example biases. */
    public static Group withoutDecay(Predicate<String> names) {
        return new Group(names, 1, 0);
    }
}
