package hanshu.nn.optim;

/** The arithmetic that {@link Adam} and {@link AdamW} share. */
final class AdamLoop {
    private final double beta1;
    private final double beta2;
    private final float epsilon;
    private final float[] m;
    private final float[] v;
    private final float[] largest;

    AdamLoop(Memory memory, double beta1, double beta2, double epsilon, boolean amsgrad) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = (float) epsilon;
        this.m = memory.array("m", 0);
        this.v = memory.array("v", 0);
        this.largest = amsgrad ? memory.array("largest", 0) : new float[0];
    }

    /**
     * Step t over a range of θ.
     *
     * @param decay adds decay·θ to the gradient
     * @param shrink multiplies θ
     */
    void run(float[] theta, float[] gradient, int from, int to, long t, double rate, double decay, double shrink) {
        float size = (float) (rate / (1 - Math.pow(beta1, (double) t)));
        float scale = (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) t)));
        if (largest.length == 0) {
            plain(theta, gradient, from, to, size, scale, (float) decay, (float) shrink);
        } else {
            remember(theta, gradient, from, to, (float) decay);
            walkByLargest(theta, from, to, size, scale, (float) shrink);
        }
    }

    private void plain(
            float[] theta, float[] gradient, int from, int to, float size, float scale, float decay, float shrink) {
        float ofGradient = (float) (1 - beta1);
        float ofSquare = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            float mi = Memory.faded(m[i] + ofGradient * (g - m[i]));
            float vi = Memory.faded(v[i] + ofSquare * (g * g - v[i]));
            m[i] = mi;
            v[i] = vi;
            theta[i] = shrink * theta[i] - size * mi / ((float) Math.sqrt(vi) * scale + epsilon);
        }
    }

    /** With AMSGrad the loop has a fifth array: in one piece it is too long for vector instructions. */
    private void remember(float[] theta, float[] gradient, int from, int to, float decay) {
        float ofGradient = (float) (1 - beta1);
        float ofSquare = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float g = gradient[i] + decay * theta[i];
            m[i] = Memory.faded(m[i] + ofGradient * (g - m[i]));
            v[i] = Memory.faded(v[i] + ofSquare * (g * g - v[i]));
        }
    }

    private void walkByLargest(float[] theta, int from, int to, float size, float scale, float shrink) {
        for (int i = from; i < to; i++) {
            float top = Math.max(largest[i], v[i]);
            largest[i] = top;
            theta[i] = shrink * theta[i] - size * m[i] / ((float) Math.sqrt(top) * scale + epsilon);
        }
    }
}
