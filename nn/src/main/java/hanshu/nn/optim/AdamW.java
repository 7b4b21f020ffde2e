package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), as PyTorch's torch.optim.AdamW. In step t:
 *
 * <pre>
 *   θ ← θ − rate·λ·θ
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²                        with AMSGrad the largest v so far takes its place below
 *   θ ← θ − rate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 */
public final class AdamW extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their squares are
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     * @param amsgrad never lets the step size of an element grow again
     */
    public record Config(double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
            implements Optimiser.Config {
        public Config {
            Check.share("AdamW", "beta1", beta1);
            Check.share("AdamW", "beta2", beta2);
            Check.moreThan("AdamW", "epsilon", 0, epsilon);
            Check.atLeast("AdamW", "weight decay", 0, weightDecay);
        }

        /** 0.9, 0.999, 10⁻⁸; weight decay 0.01. */
        public Config() {
            this(0.9, 0.999, 1e-8, 0.01, false);
        }

        @Override
        public AdamW on(Params params, List<Group> groups) {
            return new AdamW(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final AdamLoop loop;

    private AdamW(Params params, Config config, List<Group> groups) {
        super("AdamW", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.loop = new AdamLoop(memory, config.beta1, config.beta2, config.epsilon, config.amsgrad);
    }

    public static AdamW of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        blocks.update((from, to, rateFactor, decayFactor) -> {
            double r = rate * rateFactor;
            loop.run(theta, gradient, from, to, t, r, 0, 1 - r * config.weightDecay * decayFactor);
        });
    }
}
