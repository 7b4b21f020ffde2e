package hanshu.nn.optim;

/**
 * Lowers the rate when the validation loss stops falling, as PyTorch's ReduceLROnPlateau. A loss is better if it is lower
 * than the best by more than a share of it. After more than {@code patience} losses in a row that are not, the factor is
 * multiplied with {@code shrink}; then that many losses of {@code cooldown} do not count.
 *
 * @param shrink between 0 and 1
 * @param patience zero or more
 * @param threshold the share of the best loss by which a better one is lower, zero or more
 * @param cooldown zero or more
 * @param least the least factor, zero or more
 * @param now what the reports so far have led to
 */
public record Plateau(double shrink, int patience, double threshold, int cooldown, double least, Now now)
        implements Schedule {
    /** Where the schedule is: the factor, the best loss, how many since were no better, how many will not count. */
    public record Now(double factor, double best, int bad, int cooling) {
        static final Now START = new Now(1, Double.POSITIVE_INFINITY, 0, 0);
    }

    public Plateau {
        Check.moreThan("Plateau", "shrink", 0, shrink);
        Check.share("Plateau", "shrink", shrink);
        Check.atLeast("Plateau", "patience", 0, patience);
        Check.atLeast("Plateau", "threshold", 0, threshold);
        Check.atLeast("Plateau", "cooldown", 0, cooldown);
        Check.atLeast("Plateau", "least", 0, least);
    }

    /** From the start. */
    public Plateau(double shrink, int patience, double threshold, int cooldown, double least) {
        this(shrink, patience, threshold, cooldown, least, Now.START);
    }

    /** A better loss is lower by 10⁻⁴ of the best; no cooldown, no least factor. */
    public Plateau(double shrink, int patience) {
        this(shrink, patience, 1e-4, 0, 0);
    }

    @Override
    public double factor(long step) {
        return now.factor;
    }

    @Override
    public Plateau after(double loss) {
        boolean better = loss < now.best - threshold * (Double.isInfinite(now.best) ? 0 : Math.abs(now.best));
        double best = better ? loss : now.best;
        boolean cools = now.cooling > 0;
        int bad = better || cools ? 0 : now.bad + 1;
        return bad > patience
                ? with(new Now(Math.max(now.factor * shrink, least), best, 0, cooldown))
                : with(new Now(now.factor, best, bad, cools ? now.cooling - 1 : 0));
    }

    @Override
    public double[] state() {
        return new double[] {now.factor, now.best, now.bad, now.cooling};
    }

    @Override
    public Plateau at(double[] state) {
        if (state.length != 4) {
            throw new IllegalArgumentException("Plateau: its state is 4 numbers, got " + state.length);
        }
        return with(new Now(state[0], state[1], (int) state[2], (int) state[3]));
    }

    private Plateau with(Now next) {
        return new Plateau(shrink, patience, threshold, cooldown, least, next);
    }
}
