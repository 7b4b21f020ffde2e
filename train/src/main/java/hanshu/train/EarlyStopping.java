package hanshu.train;

import hanshu.train.metric.Metrics;
import java.util.OptionalDouble;

/**
 * Which score tells the best model, and how long to wait for a better one (Prechelt 1998, "Early stopping — but
 * when?"). The best θ is kept whether or not it stops early.
 *
 * @param score {@link Score#LOSS} or the name of a metric
 * @param higherIsBetter whether the best score is the highest
 * @param patience validations without improvement after which training stops; {@link #NEVER} to take all epochs
 * @param minImprovement by how much a score must be better to count, zero or more; −∞ where the last one counts
 */
public record EarlyStopping(String score, boolean higherIsBetter, int patience, double minImprovement) {
    /** The patience that never ends. */
    public static final int NEVER = Integer.MAX_VALUE;

    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("early stopping: patience is at least 1, got " + patience);
        }
        if (!(minImprovement >= 0 || minImprovement == Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "early stopping: the least improvement is zero or more, got " + minImprovement);
        }
    }

    /** Waits {@code patience} validations for a lower loss. */
    public static EarlyStopping onLoss(int patience) {
        return new EarlyStopping(Score.LOSS, false, patience, 0);
    }

    /** Keeps the θ of the last epoch: where the cases that validate are too few to tell which one is the best. */
    public static EarlyStopping last() {
        return new EarlyStopping(Score.LOSS, false, NEVER, Double.NEGATIVE_INFINITY);
    }

    /** Waits {@code patience} validations for a better metric, one of {@link hanshu.train.metric}. */
    public static EarlyStopping on(String metric, int patience) {
        return new EarlyStopping(metric, Metrics.higherIsBetter(metric), patience, 0);
    }

    /** Whether a value is better than the best so far; an undefined one, or NaN, never is. */
    boolean improves(OptionalDouble value, OptionalDouble best) {
        if (value.isEmpty() || Double.isNaN(value.getAsDouble())) {
            return false;
        }
        if (best.isEmpty()) {
            return true;
        }
        double gain = value.getAsDouble() - best.getAsDouble();
        return minImprovement == 0
                ? (higherIsBetter ? gain > 0 : gain < 0)
                : (higherIsBetter ? gain : -gain) >= minImprovement;
    }
}
