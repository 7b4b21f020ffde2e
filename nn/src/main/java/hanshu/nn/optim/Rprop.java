package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;

/**
 * Resilient propagation (Riedmiller & Braun 1993), which looks at the signs of gradients only, as PyTorch's
 * torch.optim.Rprop; for gradients of all the data, not of batches. With s = 1 at first:
 *
 * <pre>
 *   s ← s·grow where g·p &gt; 0, s·shrink where g·p &lt; 0, within least … most
 *   g ← 0 where g·p &lt; 0
 *   θ ← θ − rate·s·sign(g)
 *   p ← g
 * </pre>
 */
public final class Rprop extends Remembering {
    /**
     * The settings.
     *
     * @param shrink between 0 and 1
     * @param grow more than 1
     * @param least the least s, more than 0
     * @param most the largest s, at least 1
     */
    public record Config(double shrink, double grow, double least, double most) implements Optimiser.Config {
        public Config {
            Check.share("Rprop", "shrink", shrink);
            Check.moreThan("Rprop", "shrink", 0, shrink);
            Check.moreThan("Rprop", "grow", 1, grow);
            Check.moreThan("Rprop", "least", 0, least);
            Check.atLeast("Rprop", "most", 1.0, most);
        }

        /** 0.5, 1.2, 10⁻⁴, 5000: at a rate of 0.01 these are PyTorch's. */
        public Config() {
            this(0.5, 1.2, 1e-4, 5000);
        }

        @Override
        public Rprop on(Params params, List<Group> groups) {
            return new Rprop(params, this, groups);
        }
    }

    private final Config config;
    private final Blocks blocks;
    private final float[] sizes;
    private final float[] previous;

    private Rprop(Params params, Config config, List<Group> groups) {
        super("Rprop", params);
        this.config = config;
        this.blocks = new Blocks(params, groups);
        this.sizes = memory.array("sizes", 1);
        this.previous = memory.array("previous", 0);
    }

    public static Rprop of(Params params, Config config) {
        return config.on(params, List.of());
    }

    @Override
    void step(long t, float[] theta, float[] gradient, double rate) {
        blocks.update(
                (from, to, rateFactor, decayFactor) -> loop(theta, gradient, from, to, (float) (rate * rateFactor)));
    }

    private void loop(float[] theta, float[] gradient, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            float agreement = Math.signum(gradient[i]) * Math.signum(previous[i]); // the product itself may underflow
            double factor = agreement > 0 ? config.grow : agreement < 0 ? config.shrink : 1;
            float g = agreement < 0 ? 0 : gradient[i];
            sizes[i] = (float) Math.clamp(sizes[i] * factor, config.least, config.most);
            previous[i] = g;
            theta[i] -= rate * sizes[i] * Math.signum(g);
        }
    }
}
