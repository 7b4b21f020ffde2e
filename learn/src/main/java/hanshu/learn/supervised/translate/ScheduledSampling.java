package hanshu.learn.supervised.translate;

/**
 * How the probability grows with which a translator that learns goes on from its own tokens in place of the true ones:
 *
 * <pre>
 *   own(i) = most · (1 − k/(k + e^(i/k)))        i steps taken
 * </pre>
 *
 * the inverse sigmoid decay of the true ones (Bengio, Vinyals, Jaitly & Shazeer 2015, section 2.4).
 *
 * @param k how slowly it grows, 1 or more: it is half of the most after k·ln k steps
 * @param most where it ends, from 0, teacher forcing, to 1
 */
public record ScheduledSampling(double k, double most) {
    public ScheduledSampling {
        if (!(k >= 1 && k < Double.POSITIVE_INFINITY) || !(most >= 0 && most <= 1)) {
            throw new IllegalArgumentException(
                    "scheduled sampling: k is 1 or more and the most is from 0 to 1, got " + k + " and " + most);
        }
    }

    /** Half of the most when half of a training's steps are taken. */
    public static ScheduledSampling over(long steps, double most) {
        double low = 1;
        double high = Math.max(2, steps);
        while (high - low > 1e-6 * high) { // k·ln k = steps/2
            double k = (low + high) / 2;
            if (k * Math.log(k) < steps / 2.0) {
                low = k;
            } else {
                high = k;
            }
        }
        return new ScheduledSampling(low, most);
    }

    /** The probability after so many steps. */
    public double own(long steps) {
        return most * (1 - k / (k + Math.exp(Math.min(steps / k, 700))));
    }
}
