package hanshu.nn.optim;

import hanshu.tensor.Parallel;

/**
 * Keeps one steep place from throwing θ far away (Pascanu, Mikolov & Bengio 2013, section 3.2, algorithm 1).
 *
 * @param by what is limited
 * @param max its limit, more than 0
 */
public record Clipping(By by, double max) {
    /** What is limited. */
    public enum By {
        /** The gradient's Euclidean length; its direction stays. */
        NORM,
        /** Each element's absolute value. */
        VALUE
    }

    /** Sums are made of these many elements, whatever the number of threads. */
    private static final int BLOCK = 1 << 14;

    public Clipping {
        Check.moreThan("Clipping", "the limit", 0, max);
    }

    /** Scales a longer gradient down to this length. */
    public static Clipping byNorm(double max) {
        return new Clipping(By.NORM, max);
    }

    /** Cuts each element to ±max. */
    public static Clipping byValue(double max) {
        return new Clipping(By.VALUE, max);
    }

    /**
     * Clips in place.
     *
     * @return the gradient's length before
     */
    public double clip(float[] gradient) {
        double norm = norm(gradient);
        switch (by) {
            case NORM -> {
                if (norm > max) {
                    float factor = (float) (max / norm);
                    Parallel.ranges(gradient.length, BLOCK, (from, to) -> scale(gradient, from, to, factor));
                }
            }
            case VALUE -> {
                float limit = (float) max;
                Parallel.ranges(gradient.length, BLOCK, (from, to) -> cut(gradient, from, to, limit));
            }
        }
        return norm;
    }

    /** The Euclidean length; the same bits at any number of threads. */
    public static double norm(float[] vector) {
        var sums = new double[Math.ceilDiv(vector.length, BLOCK)];
        Parallel.ranges(vector.length, BLOCK, (from, to) -> sums[from / BLOCK] = squares(vector, from, to));
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /** Four sums in turn, since one addition would wait for the last. */
    private static double squares(float[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            a += (double) x[i] * x[i];
        }
        return a + b + c + d;
    }

    private static void scale(float[] x, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }

    private static void cut(float[] x, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            x[i] = Math.max(-limit, Math.min(x[i], limit));
        }
    }
}
