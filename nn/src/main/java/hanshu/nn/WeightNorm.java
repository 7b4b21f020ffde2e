package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * A linear layer whose weights are a length and a direction, learned apart (Salimans & Kingma 2016, equation 2):
 * y = x·W + b where column j of W is gⱼ·vⱼ/‖vⱼ‖.
 *
 * @param direction v: (in, out)
 * @param length g: (out)
 * @param bias b: (out)
 */
public record WeightNorm(Tensor direction, Tensor length, Tensor bias) implements Layer {
    /** With the value that a linear layer with a bias has. */
    public static WeightNorm of(Linear linear) {
        var v = linear.weight();
        var bias = linear.bias().orElseGet(() -> Tensor.zeros(v.size(1)));
        return new WeightNorm(v, v.norm(new int[] {0}, false), bias);
    }

    /** W: (in, out). */
    public Tensor weight() {
        return direction.times(length.div(direction.norm(new int[] {0}, false)));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (…, in) → (…, out)
        return Place.in(this, () -> x.matmul(weight()).plus(bias));
    }

    /** For example {@code WeightNorm 16 → 4}. */
    @Override
    public String toString() {
        return "WeightNorm " + direction.size(0) + " → " + direction.size(1);
    }
}
