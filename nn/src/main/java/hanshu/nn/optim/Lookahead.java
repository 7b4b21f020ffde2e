package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;
import java.util.Map;

/**
 * k steps forward, one step back (Zhang, Lucas, Hinton & Ba 2019, algorithm 1): another optimiser walks, and after every
 * k steps θ returns to a place between where it set out, φ, and where it came:
 *
 * <pre>
 *   φ ← φ + α·(θ − φ)
 *   θ ← φ
 * </pre>
 */
public final class Lookahead extends Remembering {
    /**
     * The settings.
     *
     * @param inner the optimiser that walks
     * @param every k, at least 1
     * @param share α, more than 0 and at most 1
     */
    public record Config(Optimiser.Config inner, int every, double share) implements Optimiser.Config {
        public Config {
            Check.atLeast("Lookahead", "every", 1, every);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("Lookahead: share is more than 0 and at most 1, got " + share);
            }
        }

        /** Half of the way back every 5 steps, as in the paper. */
        public Config(Optimiser.Config inner) {
            this(inner, 5, 0.5);
        }

        @Override
        public Lookahead on(Params params, List<Group> groups) {
            return new Lookahead(params, this, groups);
        }
    }

    private final Config config;
    private final Optimiser inner;
    private final Blocks blocks;
    private final float[] slow;

    private Lookahead(Params params, Config config, List<Group> groups) {
        super("Lookahead", params);
        this.config = config;
        this.inner = config.inner.on(params, groups);
        this.blocks = new Blocks(params, groups);
        this.slow = memory.array("slow", 0);
        System.arraycopy(params.theta(), 0, slow, 0, slow.length);
    }

    public static Lookahead of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        inner.step(theta, gradient, rate);
        if (t % config.every != 0) {
            return;
        }
        float share = (float) config.share;
        blocks.update((from, to, rateFactor, decayFactor) -> {
            for (int i = from; i < to; i++) {
                slow[i] += share * (theta[i] - slow[i]);
                theta[i] = slow[i];
            }
        });
    }

    @Override
    public Map<String, float[]> state() {
        return Memory.joined(memory.state(), inner.state());
    }

    @Override
    public void restore(Map<String, float[]> state) {
        memory.restore(Memory.own(state));
        inner.restore(Memory.inner(state));
    }
}
