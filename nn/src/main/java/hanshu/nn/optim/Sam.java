package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.List;
import java.util.Map;

/**
 * Sharpness-aware minimisation (Foret, Kleiner, Mobahi & Neyshabur 2021, algorithm 1): the gradient is taken at the worst
 * place nearby, ρ up the slope, and leads from where θ was. Each step takes two gradients of the same batch:
 *
 * <pre>{@code
 * params.gradInto(loss.of(live.apply(x, pass), y), gradient);
 * sam.climb(params.theta(), gradient);                          // θ + ρ·g/‖g‖
 * params.gradInto(loss.of(live.apply(x, pass), y), gradient);
 * sam.step(params.theta(), gradient, rate);                     // back to θ, and the other optimiser's step
 * }</pre>
 */
public final class Sam {
    /**
     * The settings.
     *
     * @param inner the optimiser that walks
     * @param rho ρ, more than 0: how far up the slope, in the unit of θ
     */
    public record Config(Optimiser.Config inner, double rho) {
        public Config {
            Check.moreThan("Sam", "rho", 0, rho);
        }

        /** 0.05, as in the paper. */
        public Config(Optimiser.Config inner) {
            this(inner, 0.05);
        }

        /** A new optimiser for these parameters; a parameter belongs to the first group that names it. */
        public Sam on(Params params, Group... groups) {
            return new Sam(params, this, List.of(groups));
        }
    }

    private final double rho;
    private final Optimiser inner;
    private final Blocks blocks;
    private final float[] start;
    private boolean isUp;

    private Sam(Params params, Config config, List<Group> groups) {
        this.rho = config.rho;
        this.inner = config.inner.on(params, groups);
        this.blocks = new Blocks(params, groups);
        this.start = new float[params.theta().length];
    }

    /**
     * Moves θ up the slope.
     *
     * @param gradient ∂loss/∂θ, zero where not learned
     * @throws IllegalStateException when the last climb was not followed by a step
     */
    public void climb(float[] theta, float[] gradient) {
        if (isUp) {
            throw new IllegalStateException("Sam: has climbed already; step() comes next");
        }
        isUp = true;
        System.arraycopy(theta, 0, start, 0, start.length);
        double norm = Math.sqrt(Slots.squares(gradient, 0, gradient.length));
        float scale = (float) (rho / (norm + 1e-12)); // on level ground it stays
        blocks.update((from, to, rateFactor, decayFactor) -> {
            for (int i = from; i < to; i++) {
                theta[i] += scale * gradient[i];
            }
        });
    }

    /**
     * Moves θ back and takes the other optimiser's step.
     *
     * @param gradient ∂loss/∂θ where {@link #climb} led to
     * @throws IllegalStateException when there was no climb before
     */
    public void step(float[] theta, float[] gradient, double rate) {
        if (!isUp) {
            throw new IllegalStateException("Sam: climb() comes before step()");
        }
        isUp = false;
        blocks.update((from, to, rateFactor, decayFactor) ->
                System.arraycopy(start, from, theta, from, to - from)); // exact, as subtracting would not be
        inner.step(theta, gradient, rate);
    }

    /** A copy of all that is remembered between steps, by name: for checkpoints. */
    public Map<String, float[]> state() {
        return inner.state();
    }

    /**
     * Goes on from a {@link #state}.
     *
     * @throws IllegalArgumentException when it is not the state of such an optimiser of a θ of this size
     */
    public void restore(Map<String, float[]> state) {
        inner.restore(state);
        isUp = false;
    }
}
