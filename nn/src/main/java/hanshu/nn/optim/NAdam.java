package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adam with Nesterov's momentum (Dozat 2016, algorithm 2), as PyTorch's torch.optim.NAdam. In step t, with
 * μₜ = β₁·(1 − ½·0.96^(t·ψ)) and Πₜ = μ₁·…·μₜ:
 *
 * <pre>
 *   g ← g + λ·θ                                   decoupled: θ ← (1 − rate·λ)·θ
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²
 *   θ ← θ − rate · ((1 − μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 */
public final class NAdam extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their squares are
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     * @param decoupled shrinks θ by rate·λ as {@link AdamW} does, in place of adding λ·θ to the gradient
     * @param momentumDecay ψ, zero or more: how fast μ approaches β₁
     */
    public record Config(
            double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled, double momentumDecay)
            implements Optimiser.Config {
        public Config {
            Check.share("NAdam", "beta1", beta1);
            Check.share("NAdam", "beta2", beta2);
            Check.moreThan("NAdam", "epsilon", 0, epsilon);
            Check.atLeast("NAdam", "weight decay", 0, weightDecay);
            Check.atLeast("NAdam", "momentum decay", 0, momentumDecay);
        }

        /** 0.9, 0.999, 10⁻⁸; no weight decay; momentum decay 0.004. */
        public Config() {
            this(0.9, 0.999, 1e-8, 0, false, 0.004);
        }

        @Override
        public NAdam on(Params params, List<Group> groups) {
            return new NAdam(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] m;
    private final float[] v;
    private final float[] product;

    private NAdam(Params params, Config config, List<Group> groups) {
        super("NAdam", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.m = memory.array("m", 0);
        this.v = memory.array("v", 0);
        this.product = memory.array("product", 1, 1);
    }

    public static NAdam of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        double mu = mu(t);
        double next = mu(t + 1);
        product[0] = Memory.faded(product[0] * (float) mu);
        double ofGradient = (1 - mu) / (1 - product[0]);
        double ofMomentum = next / (1 - product[0] * next);
        float scale = (float) (1 / Math.sqrt(1 - Math.pow(config.beta2, (double) t)));
        blocks.update((from, to, rateFactor, decayFactor) -> {
            double r = rate * rateFactor;
            double decay = config.weightDecay * decayFactor;
            float added = (float) (config.decoupled ? 0 : decay);
            float shrink = (float) (config.decoupled ? 1 - r * decay : 1);
            remember(theta, gradient, from, to, added);
            walk(theta, gradient, from, to, (float) (r * ofGradient), (float) (r * ofMomentum), scale, added, shrink);
        });
    }

    private double mu(long t) {
        return config.beta1 * (1 - 0.5 * Math.pow(0.96, t * config.momentumDecay));
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

    private void walk(
            float[] theta,
            float[] gradient,
            int from,
            int to,
            float byGradient,
            float byMomentum,
            float scale,
            float decay,
            float shrink) {
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float root = (float) Math.sqrt(v[i]) * scale + epsilon;
            theta[i] = shrink * theta[i] - (byGradient * g + byMomentum * m[i]) / root;
        }
    }
}
