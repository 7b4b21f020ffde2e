package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Divides the gradient by the root of the sum of its squares so far (Duchi, Hazan & Singer 2011, figure 1), as PyTorch's
 * torch.optim.Adagrad. In step t:
 *
 * <pre>
 *   g ← g + λ·θ
 *   s ← s + g²
 *   θ ← θ − rate/(1 + (t − 1)·η) · g/(√s + ε)
 * </pre>
 */
public final class Adagrad extends Remembering {
    /**
     * The settings.
     *
     * @param rateDecay η, zero or more
     * @param epsilon ε, more than 0
     * @param initial what s starts with, zero or more
     * @param weightDecay λ, zero or more
     */
    public record Config(double rateDecay, double epsilon, double initial, double weightDecay)
            implements Optimiser.Config {
        public Config {
            Check.atLeast("Adagrad", "rate decay", 0, rateDecay);
            Check.moreThan("Adagrad", "epsilon", 0, epsilon);
            Check.atLeast("Adagrad", "initial", 0, initial);
            Check.atLeast("Adagrad", "weight decay", 0, weightDecay);
        }

        /** No rate decay, 10⁻¹⁰, from 0, no weight decay. */
        public Config() {
            this(0, 1e-10, 0, 0);
        }

        @Override
        public Adagrad on(Params params, List<Group> groups) {
            return new Adagrad(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] sums;

    private Adagrad(Params params, Config config, List<Group> groups) {
        super("Adagrad", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.sums = memory.array("sums", config.initial);
    }

    public static Adagrad of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        double decayed = rate / (1 + (t - 1) * config.rateDecay);
        blocks.update((from, to, rateFactor, decayFactor) -> {
            float r = (float) (decayed * rateFactor);
            float decay = (float) (config.weightDecay * decayFactor);
            loop(theta, gradient, from, to, r, decay);
        });
    }

    private void loop(float[] theta, float[] gradient, int from, int to, float rate, float decay) {
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float s = sums[i] + g * g;
            sums[i] = s;
            theta[i] -= rate * g / ((float) Math.sqrt(s) + epsilon);
        }
    }
}
