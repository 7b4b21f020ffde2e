package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Divides the gradient by its running root mean square (Tieleman & Hinton 2012, lecture 6.5), centered by its running
 * mean (Graves 2013, section 4.2), with momentum, as PyTorch's torch.optim.RMSprop:
 *
 * <pre>
 *   g ← g + λ·θ
 *   v ← α·v + (1 − α)·g²
 *   a ← α·a + (1 − α)·g                                  centered; else a stays 0
 *   d ← g / (√(v − a²) + ε)
 *   b ← μ·b + d
 *   θ ← θ − rate·b
 * </pre>
 */
public final class RmsProp extends Remembering {
    /**
     * The settings.
     *
     * @param alpha α, from 0 to less than 1: how long squares are remembered
     * @param epsilon ε, more than 0
     * @param momentum μ, from 0 to less than 1
     * @param centered divides by the standard deviation in place of the root mean square
     * @param weightDecay λ, zero or more
     */
    public record Config(double alpha, double epsilon, double momentum, boolean centered, double weightDecay)
            implements Optimiser.Config {
        public Config {
            Check.share("RmsProp", "alpha", alpha);
            Check.moreThan("RmsProp", "epsilon", 0, epsilon);
            Check.share("RmsProp", "momentum", momentum);
            Check.atLeast("RmsProp", "weight decay", 0, weightDecay);
        }

        /** 0.99, 10⁻⁸; no momentum, not centered, no weight decay. */
        public Config() {
            this(0.99, 1e-8, 0, false, 0);
        }

        @Override
        public RmsProp on(Params params, List<Group> groups) {
            return new RmsProp(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final boolean isPlain;
    private final float[] squares;
    private final float[] means;
    private final float[] momentum;

    private RmsProp(Params params, Config config, List<Group> groups) {
        super("RmsProp", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.isPlain = config.momentum == 0 && !config.centered;
        this.squares = memory.array("squares", 0);
        this.means = isPlain ? new float[0] : memory.array("means", 0);
        this.momentum = isPlain ? new float[0] : memory.array("momentum", 0);
    }

    public static RmsProp of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        blocks.update((from, to, rateFactor, decayFactor) -> {
            float r = (float) (rate * rateFactor);
            float decay = (float) (config.weightDecay * decayFactor);
            remember(theta, gradient, from, to, decay);
            if (isPlain) {
                walk(theta, gradient, from, to, r, decay);
            } else {
                walkWithMomentum(theta, gradient, from, to, r, decay);
            }
        });
    }

    private void remember(float[] theta, float[] gradient, int from, int to, float decay) {
        float ofNew = (float) (1 - config.alpha);
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            squares[i] = Memory.faded(squares[i] + ofNew * (g * g - squares[i]));
        }
        if (config.centered) {
            for (int i = from; i < to; i++) {
                float g = gradient[i] + decay * theta[i];
                means[i] = Memory.faded(means[i] + ofNew * (g - means[i]));
            }
        }
    }

    private void walk(float[] theta, float[] gradient, int from, int to, float rate, float decay) {
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            theta[i] -= rate * g / ((float) Math.sqrt(squares[i]) + epsilon);
        }
    }

    private void walkWithMomentum(float[] theta, float[] gradient, int from, int to, float rate, float decay) {
        float epsilon = (float) config.epsilon;
        float keep = (float) config.momentum;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float variance = Math.max(squares[i] - means[i] * means[i], 0); // rounding may take it below
            momentum[i] = Memory.faded(keep * momentum[i] + g / ((float) Math.sqrt(variance) + epsilon));
        }
        for (int i = from; i < to; i++) {
            theta[i] -= rate * momentum[i];
        }
    }
}
