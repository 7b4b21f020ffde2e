package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Adam whose step in each parameter is as long as the parameter, for very large batches (You et al. 2020, "Large batch
 * optimization for deep learning: training BERT in 76 minutes", algorithm 2, φ the identity). For each tensor w of θ:
 *
 * <pre>
 *   m ← β₁·m + (1 − β₁)·g
 *   v ← β₂·v + (1 − β₂)·g²
 *   u ← m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε) + λ·w
 *   w ← w − rate · ‖w‖/‖u‖ · u                    where either length is 0: w − rate·u
 * </pre>
 */
public final class Lamb extends Remembering {
    /**
     * The settings.
     *
     * @param beta1 β₁, from 0 to less than 1: how long gradients are remembered
     * @param beta2 β₂, from 0 to less than 1: how long their squares are
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     */
    public record Config(double beta1, double beta2, double epsilon, double weightDecay) implements Optimiser.Config {
        public Config {
            Check.share("Lamb", "beta1", beta1);
            Check.share("Lamb", "beta2", beta2);
            Check.moreThan("Lamb", "epsilon", 0, epsilon);
            Check.atLeast("Lamb", "weight decay", 0, weightDecay);
        }

        /** As in the paper: 0.9, 0.999, 10⁻⁶, weight decay 0.01. */
        public Config() {
            this(0.9, 0.999, 1e-6, 0.01);
        }

        @Override
        public Lamb on(Params params, List<Group> groups) {
            return new Lamb(params, this, groups);
        }
    }

    private final Config config;
    private final Slots slots;
    private final float[] m;
    private final float[] v;
    private final float[] u; // not remembered

    private Lamb(Params params, Config config, List<Group> groups) {
        super("Lamb", params);
        this.config = config;
        this.slots = new Slots(params, groups);
        this.m = memory.array("m", 0);
        this.v = memory.array("v", 0);
        this.u = new float[params.theta().length];
    }

    public static Lamb of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        float ofM = (float) (1 / (1 - Math.pow(config.beta1, (double) t)));
        float ofV = (float) (1 / Math.sqrt(1 - Math.pow(config.beta2, (double) t)));
        slots.update((slot, rateFactor, decayFactor) -> {
            int from = slot.offset();
            int to = slot.end();
            float decay = (float) (config.weightDecay * decayFactor);
            remember(gradient, from, to);
            double length = Math.sqrt(direction(theta, from, to, ofM, ofV, decay));
            double size = Math.sqrt(Slots.squares(theta, from, to));
            double trust = length > 0 && size > 0 ? size / length : 1;
            float r = (float) (rate * rateFactor * trust);
            for (int i = from; i < to; i++) {
                theta[i] -= r * u[i];
            }
        });
    }

    private void remember(float[] gradient, int from, int to) {
        float ofGradient = (float) (1 - config.beta1);
        float ofSquare = (float) (1 - config.beta2);
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            m[i] = Memory.faded(m[i] + ofGradient * (g - m[i]));
            v[i] = Memory.faded(v[i] + ofSquare * (g * g - v[i]));
        }
    }

    /** Writes u, and gives the square of its length. */
    private double direction(float[] theta, int from, int to, float ofM, float ofV, float decay) {
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            u[i] = ofM * m[i] / ((float) Math.sqrt(v[i]) * ofV + epsilon) + decay * theta[i];
        }
        return Slots.squares(u, from, to);
    }
}
