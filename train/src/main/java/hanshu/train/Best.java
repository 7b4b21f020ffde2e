package hanshu.train;

import java.util.OptionalDouble;

/** The best θ so far, and how long it has been so. */
final class Best {
    private final EarlyStopping rule;
    private OptionalDouble value = OptionalDouble.empty();
    private float[] theta = {};
    private int epoch;
    private int waited;

    Best(EarlyStopping rule) {
        this.rule = rule;
    }

    /** Takes a copy of θ if its score is better; tells whether it was. */
    boolean offer(Score score, int ofEpoch, float[] candidate) {
        var offered = score.value(rule.score());
        if (!rule.improves(offered, value)) {
            waited++;
            return false;
        }
        restore(offered, ofEpoch, 0, candidate.clone());
        return true;
    }

    void restore(OptionalDouble its, int ofEpoch, int since, float[] copy) {
        value = its;
        epoch = ofEpoch;
        waited = since;
        theta = copy;
    }

    /** Whether patience has ended. */
    boolean isOverdue() {
        return waited >= rule.patience();
    }

    boolean exists() {
        return value.isPresent();
    }

    OptionalDouble value() {
        return value;
    }

    float[] theta() {
        return theta;
    }

    /** From 1; 0 before the first. */
    int epoch() {
        return epoch;
    }

    /** Validations since it was found. */
    int waited() {
        return waited;
    }
}
