package hanshu.nn.optim;

import hanshu.tensor.Machine;
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

    private static final double TINY = 1e-6;

    /** Sums are made of these many elements, whatever the number of threads. */
    private static final int BLOCK = 1 << 14;

    private static final int PIECE = 1 << 12;

    public Clipping {
        Check.moreThan("Clipping", "the limit", 0, max);
    }

    /** Scales a longer gradient down to this length, as PyTorch's clip_grad_norm_: by max/(length + 10⁻⁶). */
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
                if (norm + TINY > max) {
                    float factor = (float) (max / (norm + TINY));
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

    /** x·x piece by piece, each a product of a row and a column; the pieces are added in double precision. */
    private static double squares(float[] x, int from, int to) {
        var kernels = Machine.kernels();
        var product = new float[1];
        double sum = 0;
        for (int at = from; at < to; at += PIECE) {
            int n = Math.min(PIECE, to - at);
            kernels.matmul(1, 1, n, x, at, n, 1, x, at, 1, 1, product, 0, 1, false);
            sum += product[0];
        }
        return sum;
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
