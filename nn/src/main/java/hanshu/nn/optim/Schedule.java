package hanshu.nn.optim;

/**
 * How the learning rate changes: a factor for each step, multiplied with the rate. What counts as a step, a batch or an
 * epoch, is the caller's choice; the first is 0. Schedules are values; only {@link Plateau} changes with what is reported
 * by {@link #after}.
 */
public sealed interface Schedule
        permits Schedule.Constant,
                Schedule.StepDecay,
                Schedule.Exponential,
                Schedule.Cosine,
                OneCycle,
                Schedule.WarmUp,
                Plateau {
    /** What the learning rate is multiplied with in a step, counted from 0; zero or more. */
    double factor(long step);

    /** The schedule that goes on after a validation loss, the smaller the better. */
    default Schedule after(double loss) {
        return this;
    }

    /** What {@link #after} has changed, for checkpoints; empty if nothing can. */
    default double[] state() {
        return new double[0];
    }

    /** This schedule as it was when it had a {@link #state}. */
    default Schedule at(double[] state) {
        if (state.length != 0) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": has no state, got " + state.length + " numbers");
        }
        return this;
    }

    /** 1. */
    record Constant() implements Schedule {
        @Override
        public double factor(long step) {
            return 1;
        }
    }

    /**
     * γ^⌊t/every⌋: a step down every so many steps.
     *
     * @param every at least 1
     * @param gamma γ, more than 0
     */
    record StepDecay(long every, double gamma) implements Schedule {
        public StepDecay {
            Check.atLeast("StepDecay", "every", 1, every);
            Check.moreThan("StepDecay", "gamma", 0, gamma);
        }

        @Override
        public double factor(long step) {
            return Math.pow(gamma, (double) Math.floorDiv(step, every));
        }
    }

    /**
     * γᵗ.
     *
     * @param gamma γ, more than 0
     */
    record Exponential(double gamma) implements Schedule {
        public Exponential {
            Check.moreThan("Exponential", "gamma", 0, gamma);
        }

        @Override
        public double factor(long step) {
            return Math.pow(gamma, (double) step);
        }
    }

    /**
     * Half a cosine from 1 down to a floor, which then stays (Loshchilov & Hutter 2017, "SGDR", equation 5, without
     * restarts).
     *
     * @param steps how long the way down is, at least 1
     * @param floor the least factor, zero or more
     */
    record Cosine(long steps, double floor) implements Schedule {
        public Cosine {
            Check.atLeast("Cosine", "steps", 1, steps);
            Check.atLeast("Cosine", "floor", 0, floor);
        }

        /** Down to 0. */
        public Cosine(long steps) {
            this(steps, 0);
        }

        @Override
        public double factor(long step) {
            return annealed(1, floor, (double) Math.min(step, steps) / steps);
        }
    }

    /**
     * A straight line from a small factor up to 1, then another schedule, from its own beginning (Goyal et al. 2017,
     * section 2.2).
     *
     * @param steps how long the way up is, at least 1
     * @param from the first factor, zero or more
     * @param then what follows
     */
    record WarmUp(long steps, double from, Schedule then) implements Schedule {
        public WarmUp {
            Check.atLeast("WarmUp", "steps", 1, steps);
            Check.atLeast("WarmUp", "from", 0, from);
        }

        /** The factors 1/n, 2/n, … 1 in the first n steps. */
        public WarmUp(long steps, Schedule then) {
            this(steps, 1.0 / steps, then);
        }

        @Override
        public double factor(long step) {
            return step < steps ? from + (1 - from) * step / steps : then.factor(step - steps);
        }

        @Override
        public Schedule after(double loss) {
            return new WarmUp(steps, from, then.after(loss));
        }

        @Override
        public double[] state() {
            return then.state();
        }

        @Override
        public Schedule at(double[] state) {
            return new WarmUp(steps, from, then.at(state));
        }
    }

    /** From one factor to another along half a cosine, of which a share from 0 to 1 is done. */
    static double annealed(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}
