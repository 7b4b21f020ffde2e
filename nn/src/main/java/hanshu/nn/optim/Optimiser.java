package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;
import java.util.Map;

/**
 * Walks θ downhill, one step at a time. Learned slots of θ change, all others are never touched. A step's result is the
 * same bits at any number of threads.
 */
public sealed interface Optimiser permits Remembering {
    /**
     * One step.
     *
     * @param theta θ, changed in place
     * @param gradient ∂loss/∂θ, laid out like θ
     * @param rate the learning rate, zero or more
     */
    void step(float[] theta, float[] gradient, double rate);

    /** A copy of all that the optimiser remembers between steps, by name: for checkpoints. */
    Map<String, float[]> state();

    /**
     * Goes on from a {@link #state}.
     *
     * @throws IllegalArgumentException when it is not the state of such an optimiser of a θ of this size
     */
    void restore(Map<String, float[]> state);

    /** The settings of an optimiser. */
    sealed interface Config
            permits Sgd.Config,
                    RmsProp.Config,
                    Adagrad.Config,
                    Adadelta.Config,
                    Adam.Config,
                    AdamW.Config,
                    Adamax.Config,
                    NAdam.Config,
                    RAdam.Config,
                    Rprop.Config,
                    Lion.Config,
                    Lamb.Config,
                    Adafactor.Config,
                    Muon.Config,
                    Lookahead.Config {
        /** A new optimiser for these parameters; a parameter belongs to the first group that names it. */
        default Optimiser on(Params params, Group... groups) {
            return on(params, List.of(groups));
        }

        /** A new optimiser for these parameters; a parameter belongs to the first group that names it. */
        Optimiser on(Params params, List<Group> groups);
    }
}
