package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adaptive moments (Kingma & Ba 2015, algorithm 1), with AMSGrad (Reddi, Kale & Kumar 2018, algorithm 2), as PyTorch's
 * torch.optim.Adam. In step t:
 *
 * <pre>
 *   g ← g + λ·θ
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²                        with AMSGrad the largest v so far takes its place below
 *   θ ← θ − rate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Weight decay that is not scaled by the gradient's size, and mostly works better, is {@link AdamW}'s.
 */
public final class Adam extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their squares are
     * @param epsilon ε, more than 0
     * @param weightDecay λ of an L2 penalty, zero or more
     * @param amsgrad never lets the step size of an element grow again
     */
    public record Config(double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
            implements Optimiser.Config {
        public Config {
            Check.share("Adam", "beta1", beta1);
            Check.share("Adam", "beta2", beta2);
            Check.moreThan("Adam", "epsilon", 0, epsilon);
            Check.atLeast("Adam", "weight decay", 0, weightDecay);
        }

        /** As in the paper: 0.9, 0.999, 10⁻⁸; no weight decay. */
        public Config() {
            this(0.9, 0.999, 1e-8, 0, false);
        }

        @Override
        public Adam on(Params params, List<Group> groups) {
            return new Adam(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final AdamLoop loop;

    private Adam(Params params, Config config, List<Group> groups) {
        super("Adam", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.loop = new AdamLoop(memory, config.beta1, config.beta2, config.epsilon, config.amsgrad);
    }

    public static Adam of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        blocks.update((from, to, rateFactor, decayFactor) ->
                loop.run(theta, gradient, from, to, t, rate * rateFactor, config.weightDecay * decayFactor, 1));
    }
}
