package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Steps in the unit of θ, from the running mean squares of gradients and of its own steps (Zeiler 2012, algorithm 1), as
 * PyTorch's torch.optim.Adadelta, where the rate is usually 1:
 *
 * <pre>
 *   g ← g + λ·θ
 *   v ← ρ·v + (1 − ρ)·g²
 *   d ← √(u + ε)/√(v + ε) · g
 *   u ← ρ·u + (1 − ρ)·d²
 *   θ ← θ − rate·d
 * </pre>
 */
public final class Adadelta extends Remembering {
    /**
     * The settings.
     *
     * @param rho ρ, from 0 to less than 1: how long squares are remembered
     * @param epsilon ε, more than 0
     * @param weightDecay λ, zero or more
     */
    public record Config(double rho, double epsilon, double weightDecay) implements Optimiser.Config {
        public Config {
            Check.share("Adadelta", "rho", rho);
            Check.moreThan("Adadelta", "epsilon", 0, epsilon);
            Check.atLeast("Adadelta", "weight decay", 0, weightDecay);
        }

        /** 0.9, 10⁻⁶, no weight decay. */
        public Config() {
            this(0.9, 1e-6, 0);
        }

        @Override
        public Adadelta on(Params params, List<Group> groups) {
            return new Adadelta(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] squares;
    private final float[] moved;

    private Adadelta(Params params, Config config, List<Group> groups) {
        super("Adadelta", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.squares = memory.array("squares", 0);
        this.moved = memory.array("moved", 0);
    }

    public static Adadelta of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        blocks.update((from, to, rateFactor, decayFactor) -> {
            float r = (float) (rate * rateFactor);
            float decay = (float) (config.weightDecay * decayFactor);
            loop(theta, gradient, from, to, r, decay);
        });
    }

    private void loop(float[] theta, float[] gradient, int from, int to, float rate, float decay) {
        float ofNew = (float) (1 - config.rho);
        float epsilon = (float) config.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float v = Memory.faded(squares[i] + ofNew * (g * g - squares[i]));
            float d = (float) Math.sqrt((moved[i] + epsilon) / (v + epsilon)) * g;
            squares[i] = v;
            moved[i] = Memory.faded(moved[i] + ofNew * (d * d - moved[i]));
            theta[i] -= rate * d;
        }
    }
}
