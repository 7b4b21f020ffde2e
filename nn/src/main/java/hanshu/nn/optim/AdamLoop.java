package hanshu.nn.optim;

/** The arithmetic that {@link Adam} and {@link AdamW} share: each is one pass over memory, which is what it costs. */
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
            amsgrad(theta, gradient, from, to, size, scale, (float) decay, (float) shrink);
        }
    }

    private void plain(
            float[] theta, float[] gradient, int from, int to, float size, float scale, float decay, float shrink) {
        var ms = m;
        var vs = v;
        float ofGradient = (float) (1 - beta1);
        float ofSquare = (float) (1 - beta2);
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            float x = theta[i];
            float g = gradient[i] + decay * x;
            float mi = ms[i] + ofGradient * (g - ms[i]);
            float vi = vs[i] + ofSquare * (g * g - vs[i]);
            ms[i] = mi;
            vs[i] = vi;
            theta[i] = shrink * x - size * mi / ((float) Math.sqrt(vi) * scale + eps);
        }
    }

    private void amsgrad(
            float[] theta, float[] gradient, int from, int to, float size, float scale, float decay, float shrink) {
        var ms = m;
        var vs = v;
        var tops = largest;
        float ofGradient = (float) (1 - beta1);
        float ofSquare = (float) (1 - beta2);
        float eps = epsilon;
        for (int i = from; i < to; i++) {
            float x = theta[i];
            float g = gradient[i] + decay * x;
            float mi = ms[i] + ofGradient * (g - ms[i]);
            float vi = vs[i] + ofSquare * (g * g - vs[i]);
            float top = Math.max(tops[i], vi);
            ms[i] = mi;
            vs[i] = vi;
            tops[i] = top;
            theta[i] = shrink * x - size * mi / ((float) Math.sqrt(top) * scale + eps);
        }
    }
}
