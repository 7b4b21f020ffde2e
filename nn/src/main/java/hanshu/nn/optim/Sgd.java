package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Stochastic gradient descent (Robbins & Monro 1951), with momentum (Polyak 1964) or Nesterov's (Sutskever, Martens, Dahl
 * & Hinton 2013, section 2), as PyTorch's torch.optim.SGD:
 *
 * <pre>
 *   g ← g + λ·θ
 *   b ← g in the first step, then μ·b + (1 − τ)·g
 *   θ ← θ − rate·b          with Nesterov: θ − rate·(g + μ·b)
 * </pre>
 */
public final class Sgd extends Remembering {
    /**
     * The settings.
     *
     * @param momentum μ, from 0 to less than 1
     * @param dampening τ, from 0 to less than 1
     * @param nesterov looks ahead along the momentum; needs momentum and no dampening
     * @param weightDecay λ, zero or more
     */
    public record Config(double momentum, double dampening, boolean nesterov, double weightDecay)
            implements Optimiser.Config {
        public Config {
            Check.share("Sgd", "momentum", momentum);
            Check.share("Sgd", "dampening", dampening);
            Check.atLeast("Sgd", "weight decay", 0, weightDecay);
            if (nesterov && (momentum == 0 || dampening != 0)) {
                throw new IllegalArgumentException("Sgd: Nesterov needs momentum and no dampening, got momentum "
                        + momentum + " and dampening " + dampening);
            }
        }

        /** Plain: no momentum, no weight decay. */
        public Config() {
            this(0, 0, false, 0);
        }

        @Override
        public Sgd on(Params params, List<Group> groups) {
            return new Sgd(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] momentum;

    private Sgd(Params params, Config config, List<Group> groups) {
        super("Sgd", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.momentum = config.momentum == 0 ? new float[0] : memory.array("momentum", 0);
    }

    public static Sgd of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        float keep = (float) config.momentum;
        float take = t == 1 ? 1 : (float) (1 - config.dampening);
        blocks.update((from, to, rateFactor, decayFactor) -> {
            float r = (float) (rate * rateFactor);
            float decay = (float) (config.weightDecay * decayFactor);
            if (config.momentum == 0) {
                plain(theta, gradient, from, to, r, decay);
            } else if (config.nesterov) {
                nesterov(theta, gradient, momentum, from, to, r, decay, keep, take);
            } else {
                heavyBall(theta, gradient, momentum, from, to, r, decay, keep, take);
            }
        });
    }

    private static void plain(float[] theta, float[] gradient, int from, int to, float rate, float decay) {
        for (int i = from; i < to; i++) {
            theta[i] -= rate * (gradient[i] + decay * theta[i]);
        }
    }

    private static void heavyBall(
            float[] theta,
            float[] gradient,
            float[] momentum,
            int from,
            int to,
            float rate,
            float decay,
            float keep,
            float take) {
        for (int i = from; i < to; i++) {
            float b = Memory.faded(keep * momentum[i] + take * (gradient[i] + decay * theta[i]));
            momentum[i] = b;
            theta[i] -= rate * b;
        }
    }

    private static void nesterov(
            float[] theta,
            float[] gradient,
            float[] momentum,
            int from,
            int to,
            float rate,
            float decay,
            float keep,
            float take) {
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float b = Memory.faded(keep * momentum[i] + take * g);
            momentum[i] = b;
            theta[i] -= rate * (g + keep * b);
        }
    }
}
