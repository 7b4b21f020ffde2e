package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adam that waits until its second moment is worth something (Liu et al. 2020, "On the variance of the adaptive learning
 * rate and beyond", algorithm 2), as PyTorch's torch.optim.RAdam. In step t, with ρ∞ = 2/(1 − β₂) − 1 and
 * ρ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ):
 *
 * <pre>
 *   g ← g + λ·θ                                   decoupled: θ ← (1 − rate·λ)·θ
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²
 *   r ← √((ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ))
 *   θ ← θ − rate · m/(1 − β₁ᵗ) · r·√(1 − β₂ᵗ)/(√v + ε)      while ρ ≤ 5: θ − rate · m/(1 − β₁ᵗ)
 * </pre>
 */
public final class RAdam extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their squares are
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     * @param decoupled shrinks θ by rate·λ as {@link AdamW} does, in place of adding λ·θ to the gradient
     */
    public record Config(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
            implements Optimiser.Config {
        public Config {
            Check.share("RAdam", "beta1", beta1);
            Check.share("RAdam", "beta2", beta2);
            Check.moreThan("RAdam", "epsilon", 0, epsilon);
            Check.atLeast("RAdam", "weight decay", 0, weightDecay);
        }

        /** 0.9, 0.999, 10⁻⁸; no weight decay. */
        public Config() {
            this(0.9, 0.999, 1e-8, 0, false);
        }

        @Override
        public RAdam on(Params params, List<Group> groups) {
            return new RAdam(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] m;
    private final float[] v;

    private RAdam(Params params, Config config, List<Group> groups) {
        super("RAdam", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.m = memory.array("m", 0);
        this.v = memory.array("v", 0);
    }

    public static RAdam of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        double unseen = Math.pow(config.beta2, (double) t);
        double most = 2 / (1 - config.beta2) - 1;
        double rho = most - 2 * t * unseen / (1 - unseen);
        boolean isCertain = rho > 5;
        double rectified = Math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho) * (1 - unseen));
        double size = rate / (1 - Math.pow(config.beta1, (double) t)) * (isCertain ? rectified : 1);
        blocks.update((from, to, rateFactor, decayFactor) -> {
            double decay = config.weightDecay * decayFactor;
            float shrink = (float) (config.decoupled ? 1 - rate * rateFactor * decay : 1);
            remember(theta, gradient, from, to, (float) (config.decoupled ? 0 : decay));
            walk(theta, from, to, (float) (size * rateFactor), shrink, isCertain);
        });
    }

    private void remember(float[] theta, float[] gradient, int from, int to, float decay) {
        float ofGradient = (float) (1 - config.beta1);
        float ofSquare = (float) (1 - config.beta2);
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            m[i] = Memory.faded(m[i] + ofGradient * (g - m[i]));
            v[i] = Memory.faded(v[i] + ofSquare * (g * g - v[i]));
        }
    }

    private void walk(float[] theta, int from, int to, float size, float shrink, boolean isCertain) {
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float root = isCertain ? (float) Math.sqrt(v[i]) + epsilon : 1;
            theta[i] = shrink * theta[i] - size * m[i] / root;
        }
    }
}
