package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adam with the largest gradient in place of the root mean square (Kingma & Ba 2015, algorithm 2), as PyTorch's
 * torch.optim.Adamax. In step t:
 *
 * <pre>
 *   g ← g + λ·θ
 *   m ← β₁·m + (1 − β₁)·g
 *   u ← max(β₂·u, |g| + ε)
 *   θ ← θ − rate/(1 − β₁ᵗ) · m/u
 * </pre>
 */
public final class Adamax extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their sizes are
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     */
    public record Config(double beta1, double beta2, double epsilon, double weightDecay) implements Optimiser.Config {
        public Config {
            Check.share("Adamax", "beta1", beta1);
            Check.share("Adamax", "beta2", beta2);
            Check.moreThan("Adamax", "epsilon", 0, epsilon);
            Check.atLeast("Adamax", "weight decay", 0, weightDecay);
        }

        /** As in the paper: 0.9, 0.999, 10⁻⁸; no weight decay. */
        public Config() {
            this(0.9, 0.999, 1e-8, 0);
        }

        @Override
        public Adamax on(Params params, List<Group> groups) {
            return new Adamax(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] m;
    private final float[] u;

    private Adamax(Params params, Config config, List<Group> groups) {
        super("Adamax", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.m = memory.array("m", 0);
        this.u = memory.array("u", 0);
    }

    public static Adamax of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        double size = rate / (1 - Math.pow(config.beta1, (double) t));
        blocks.update((from, to, rateFactor, decayFactor) -> {
            float s = (float) (size * rateFactor);
            float decay = (float) (config.weightDecay * decayFactor);
            loop(theta, gradient, from, to, s, decay);
        });
    }

    private void loop(float[] theta, float[] gradient, int from, int to, float size, float decay) {
        float ofNew = (float) (1 - config.beta1);
        float keep = (float) config.beta2;
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            m[i] = Memory.faded(m[i] + ofNew * (g - m[i]));
            u[i] = Math.max(keep * u[i], Math.abs(g) + epsilon);
            theta[i] -= size * m[i] / u[i];
        }
    }
}
