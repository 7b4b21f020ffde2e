package hanshu.train.metric;

/**
 * Temperature scaling (Guo et al. 2017, section 4.2): one number T, fitted on validation rows, that makes a classifier
 * as sure as it is right. The predicted class stays the same.
 * <pre>
 *   p = softmax(z / T)     T minimises  −Σ Σₖ tₖ ln pₖ
 * </pre>
 * The targets t are those of Platt (1999, section 2.2): a true class that has c rows gets (c + 1)/(c + 2), the others
 * share the rest. With many rows that is the log loss; with few, or when every row is right, it keeps T from running off
 * to 0, to a certainty that the rows do not prove.
 *
 * @param temperature above 1 takes certainty away, below 1 adds it
 */
public record TemperatureScaling(double temperature) {
    private static final double LARGEST = 1e3;

    public TemperatureScaling {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature is " + temperature + ": it must be a positive number");
        }
    }

    /**
     * Fits T in [0.001, 1000] by Newton's method on 1/T, in which the loss is convex, with bisection as the safeguard.
     *
     * @param truth the true class of each row, from 0
     * @param logits scores before the softmax, rows × classes; logarithms of probabilities serve as well
     * @throws IllegalArgumentException if the arrays do not fit together or a logit is not finite
     */
    public static TemperatureScaling fit(int[] truth, double[][] logits) {
        Check.classes(truth, "logits", logits);
        for (int i = 0; i < logits.length; i++) {
            Check.finite("logits[" + i + "]", logits[i]);
        }
        int classes = logits[0].length;
        var count = new int[classes];
        for (int t : truth) {
            count[t]++;
        }
        double low = 1 / LARGEST;
        double high = LARGEST;
        double inverse = 1;
        for (int iteration = 0; iteration < 100; iteration++) {
            double slope = 0;
            double curvature = 0;
            for (int i = 0; i < truth.length; i++) {
                var z = logits[i];
                var p = softmax(z, inverse);
                double certain = (count[truth[i]] + 1.0) / (count[truth[i]] + 2.0);
                double mean = 0;
                double square = 0;
                double target = 0;
                for (int k = 0; k < classes; k++) {
                    double d = z[k] - z[truth[i]]; // differences only: a shift of all logits changes nothing
                    mean += p[k] * d;
                    square += p[k] * d * d;
                    target += k == truth[i] ? 0 : (1 - certain) / (classes - 1) * d;
                }
                slope += mean - target;
                curvature += square - mean * mean;
            }
            if (slope == 0) { // exactly there, or the logits of every row are equal: T = 1
                break;
            } else if (slope > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double newton = inverse - slope / curvature;
            double next = newton > low && newton < high ? newton : Math.sqrt(low * high);
            if (Math.abs(next - inverse) <= 1e-12 * inverse) {
                break;
            }
            inverse = next;
        }
        return new TemperatureScaling(1 / inverse);
    }

    /** The calibrated probabilities of one row. */
    public double[] probability(double[] logits) {
        Check.finite("logits", logits);
        return softmax(logits, 1 / temperature);
    }

    private static double[] softmax(double[] z, double inverse) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : z) {
            max = Math.max(max, v);
        }
        var p = new double[z.length];
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            p[k] = Math.exp((z[k] - max) * inverse);
            sum += p[k];
        }
        for (int k = 0; k < z.length; k++) {
            p[k] /= sum;
        }
        return p;
    }
}
