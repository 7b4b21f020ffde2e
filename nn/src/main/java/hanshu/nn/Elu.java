package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * Exponential linear unit: x where positive, else α·(eˣ − 1) (Clevert, Unterthiner & Hochreiter 2016, equation 15). The
 * shape stays.
 *
 * @param alpha α, more than 0: what it tends to, below 0, far to the left
 */
public record Elu(double alpha) implements Layer {
    public Elu {
        if (!(alpha > 0)) {
            throw new IllegalArgumentException("Elu: alpha is more than 0, got " + alpha);
        }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Activation.elu(x, alpha);
    }
}
