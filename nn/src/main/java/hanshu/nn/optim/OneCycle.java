package hanshu.nn.optim;

/**
 * Up to the full rate along half a cosine, then down to nearly nothing along another (Smith & Topin 2018), as PyTorch's
 * OneCycleLR with cosines:
 *
 * <pre>
 *   1/divisor ↗ 1 ↘ 1/(divisor·finalDivisor)        the top is at step warm·steps − 1, the end at step steps − 1
 * </pre>
 *
 * @param steps how many steps there are, at least 2
 * @param warm the share of the way up, from 0 to 1
 * @param divisor what the rate starts at a fraction of, at least 1
 * @param finalDivisor how much less than the start the end is, at least 1
 */
public record OneCycle(long steps, double warm, double divisor, double finalDivisor) implements Schedule {
    public OneCycle {
        Check.atLeast("OneCycle", "steps", 2, steps);
        Check.share("OneCycle", "warm", warm);
        Check.atLeast("OneCycle", "divisor", 1, divisor);
        Check.atLeast("OneCycle", "final divisor", 1, finalDivisor);
    }

    /** Three tenths up; from a 25th, down to a 250,000th. */
    public OneCycle(long steps) {
        this(steps, 0.3, 25, 1e4);
    }

    @Override
    public double factor(long step) {
        double top = Math.max(warm * steps - 1, 0);
        double first = 1 / divisor;
        if (step < top) {
            return Schedule.annealed(first, 1, step / top);
        }
        double down = (Math.min(step, steps - 1) - top) / (steps - 1 - top);
        return Schedule.annealed(1, first / finalDivisor, down);
    }
}
