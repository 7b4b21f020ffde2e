package hanshu.train.metric;

/** The conditions on the arrays that every metric asks for, and what it says where they do not hold. */
final class Check {
    /** What the rounding of a float softmax over many classes may add to 1. */
    private static final double ROUNDING = 1e-3;

    private Check() {}

    static void sameRows(String one, int ones, String other, int others) {
        if (ones != others) {
            throw new IllegalArgumentException(
                    "%s has %d rows, %s has %d: they must be of the same rows".formatted(one, ones, other, others));
        }
        if (ones == 0) {
            throw new IllegalArgumentException(one + " has no row: a metric needs at least one");
        }
    }

    static void finite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "%s[%d] is %s: a metric needs finite numbers".formatted(name, i, values[i]));
            }
        }
    }

    /** Every row has one entry per class, at least two, and every class in {@code truth} is one of them. */
    static void classes(int[] truth, String name, double[][] scores) {
        sameRows("truth", truth.length, name, scores.length);
        int classes = scores[0].length;
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "%s has %d column: classes are at least two, each with its column".formatted(name, classes));
        }
        for (int i = 0; i < truth.length; i++) {
            if (scores[i].length != classes) {
                throw new IllegalArgumentException(
                        "%s[%d] has %d columns, %s[0] has %d".formatted(name, i, scores[i].length, name, classes));
            }
            if (truth[i] < 0 || truth[i] >= classes) {
                throw new IllegalArgumentException("truth[%d] is class %d, but %s has columns for classes 0 to %d"
                        .formatted(i, truth[i], name, classes - 1));
            }
        }
    }

    /** {@link #classes}, and every row is a distribution. */
    static void probabilities(int[] truth, double[][] probability) {
        classes(truth, "probability", probability);
        for (int i = 0; i < truth.length; i++) {
            double sum = 0;
            for (double p : probability[i]) {
                if (!(p >= 0 && p <= 1 + ROUNDING)) {
                    throw new IllegalArgumentException(
                            "probability[%d] holds %s: probabilities lie in [0, 1]".formatted(i, p));
                }
                sum += p;
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                throw new IllegalArgumentException(
                        "probability[%d] sums to %s: the classes of a row must sum to 1".formatted(i, sum));
            }
        }
    }

    static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s is %s: it must lie between 0 and 1, for example 0.9".formatted(name, value));
        }
    }
}
