package hanshu.data.audio;

import hanshu.data.DataException;
import java.math.BigInteger;

/**
 * Brings samples to another rate by a sinc under a Kaiser window, the ideal low-pass filter made finite (Smith 1984 and
 * "Digital Audio Resampling Home Page"; Kaiser 1974).
 *
 * <pre>
 *   y(n) = Σₖ x(k)·h(n/to − k/from)      h(t) = c/from · sinc(c·t) · I₀(β√(1 − (c·t/z)²)) / I₀(β)    for |c·t| ≤ z
 *   c = 2·cut-off = rolloff · min(from, to)
 * </pre>
 *
 * <p>With z = 64 zero crossings, rolloff 0.9476 and β 14.77: tones up to 0.85 of the lower half rate keep their height to
 * 10⁻⁴, those that the new rate can't hold fall by more than 100 dB. The same as torchaudio's {@code resample} with
 * {@code sinc_interp_kaiser} and these numbers. Beyond its ends a sound is silent.
 */
final class Resampler {
    private static final int CROSSINGS = 64;
    private static final double ROLLOFF = 0.9475937167399596;
    private static final double BETA = 14.769656459379492;

    /** Beyond it a ratio of rates such as 44,101 : 16,000 takes more memory than a sound is worth. */
    private static final int MOST_PHASES = 200_000;

    private final int from;
    private final int to;
    private final int reach; // samples of x on either side
    private final float[][] filters; // h for each phase of y between the samples of x, made when first needed

    private Resampler(int from, int to) {
        this.from = from;
        this.to = to;
        reach = (int) Math.ceil(CROSSINGS * from / (ROLLOFF * Math.min(from, to)));
        filters = new float[to][];
    }

    /**
     * Between two rates.
     *
     * @throws DataException if a rate is below 1, or their ratio can't be made of small numbers
     */
    static Resampler of(int from, int to) {
        if (from < 1 || to < 1) {
            throw new DataException("rates are at least 1 a second, got %d and %d".formatted(from, to));
        }
        int divisor = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        if (to / divisor > MOST_PHASES) {
            throw new DataException(
                    "%d samples a second can't be made of %d: choose a rate below %d".formatted(to, from, MOST_PHASES));
        }
        return new Resampler(from / divisor, to / divisor);
    }

    /** ⌈length · to / from⌉ samples. */
    float[] apply(float[] x) {
        int length = Math.toIntExact(Math.ceilDiv((long) x.length * to, from));
        var y = new float[length];
        for (int n = 0; n < length; n++) {
            long place = (long) n * from; // in units of 1/to of a sample of x
            int phase = (int) (place % to);
            int first = (int) (place / to) - reach;
            if (filters[phase] == null) {
                filters[phase] = filter(phase);
            }
            var h = filters[phase];
            double sum = 0;
            for (int k = Math.max(0, -first); k < h.length && first + k < x.length; k++) {
                sum += h[k] * x[first + k];
            }
            y[n] = (float) sum;
        }
        return y;
    }

    private float[] filter(int phase) {
        var h = new float[2 * reach + 2];
        double cut = ROLLOFF * Math.min(from, to) / from; // in zero crossings a sample of x
        for (int k = 0; k < h.length; k++) {
            double t = cut * (k - reach - (double) phase / to);
            double inside = 1 - t * t / (CROSSINGS * CROSSINGS);
            h[k] = inside <= 0 ? 0 : (float) (cut * sinc(t) * bessel(BETA * Math.sqrt(inside)) / bessel(BETA));
        }
        return h;
    }

    private static double sinc(double t) {
        return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    }

    /** I₀, the modified Bessel function of order 0, by its series Σ ((x/2)ⁱ / i!)². */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > 1e-17 * sum; i++) {
            term *= x * x / (4.0 * i * i);
            sum += term;
        }
        return sum;
    }
}
