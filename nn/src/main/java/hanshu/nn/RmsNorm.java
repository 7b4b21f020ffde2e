package hanshu.nn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Root mean square normalisation (Zhang & Sennrich 2019, equation 4): each row's features divided by their size, without
 * moving their mean, then scaled by learned numbers: y = γ·x/√(mean of x² + ε).
 *
 * @param gamma γ: (features)
 * @param epsilon ε, more than 0
 */
public record RmsNorm(Tensor gamma, double epsilon) implements Layer {
    public RmsNorm {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("RmsNorm: epsilon is more than 0, got " + epsilon);
        }
    }

    /** With scale 1 and ε 2⁻²³, the unit of rounding of F32, as PyTorch's torch.nn.RMSNorm. */
    public static RmsNorm of(int features) {
        return new RmsNorm(Tensor.ones(features), 0x1p-23);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, features)
        return Place.in(this, () -> {
            if (x.rank() == 0 || x.size(-1) != gamma.size(0)) {
                throw new ShapeException("RmsNorm: needs (…, " + gamma.size(0) + "), got " + x.shape());
            }
            var square = x.square().mean(new int[] {-1}, true); // (…, 1)
            return x.div(square.plus(epsilon).sqrt()).times(gamma);
        });
    }

    /** For example {@code RmsNorm 256}. */
    @Override
    public String toString() {
        return "RmsNorm " + gamma.size(0);
    }
}
