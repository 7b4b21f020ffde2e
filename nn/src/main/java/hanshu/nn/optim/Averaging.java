package hanshu.nn.optim;

import hanshu.nn.Params;
import hanshu.tensor.Parallel;
import java.util.Map;

/**
 * The mean of θ over the steps, which often predicts better than the last θ. In step t: ā ← ā + wₜ·(θ − ā). All of θ is
 * averaged, running statistics too.
 */
public final class Averaging {
    /** Which mean. */
    public sealed interface Config {
        /** wₜ, the share of the newest θ in step t, counted from 1. */
        double share(long step);

        /** A new mean, which begins at these parameters. */
        default Averaging of(Params params) {
            return new Averaging(params, this);
        }
    }

    /**
     * An exponential moving average: wₜ = 1 − β. Corrected, it forgets where it began, by wₜ = (1 − β)/(1 − βᵗ), as Adam
     * does (Kingma & Ba 2015, sections 3 and 7.2).
     *
     * @param decay β, from 0 to less than 1
     */
    public record Exponential(double decay, boolean corrected) implements Config {
        public Exponential {
            Check.share("Averaging", "decay", decay);
        }

        /** Corrected. */
        public Exponential(double decay) {
            this(decay, true);
        }

        @Override
        public double share(long step) {
            return corrected ? (1 - decay) / (1 - Math.pow(decay, (double) step)) : 1 - decay;
        }
    }

    /**
     * The mean of all θ from some step on: wₜ = 1/n for the n-th (Polyak & Juditsky 1992).
     *
     * @param skip how many steps are left out at the beginning, zero or more; until then ā is θ
     */
    public record Mean(long skip) implements Config {
        public Mean {
            Check.atLeast("Averaging", "skip", 0, skip);
        }

        @Override
        public double share(long step) {
            return 1.0 / Math.max(step - skip, 1);
        }
    }

    private static final int BLOCK = 1 << 14;

    private final Config config;
    private final Memory memory;
    private final float[] average;

    private Averaging(Params params, Config config) {
        this.config = config;
        var start = params.theta();
        this.memory = new Memory("Averaging", start.length);
        this.average = memory.array("average", 0);
        System.arraycopy(start, 0, average, 0, start.length);
    }

    /** Takes in θ after a step. */
    public void update(float[] theta) {
        float share = (float) config.share(memory.nextStep(theta));
        Parallel.ranges(average.length, BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                average[i] += share * (theta[i] - average[i]);
            }
        });
    }

    /** The average, live and laid out like θ: {@link Params#setTheta} puts it into a model. */
    public float[] theta() {
        return average;
    }

    /** A copy of all that is remembered between steps, by name: for checkpoints. */
    public Map<String, float[]> state() {
        return memory.state();
    }

    /**
     * Goes on from a {@link #state}.
     *
     * @throws IllegalArgumentException when it is not the state of an average of a θ of this size
     */
    public void restore(Map<String, float[]> state) {
        memory.restore(state);
    }
}
