package hanshu.nn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016, equation 4): each row's features with mean μ 0 and variance σ² 1 (with
 * 1/n), then scaled and shifted by learned numbers: y = γ·(x − μ)/√(σ² + ε) + β.
 *
 * @param gamma γ: (features)
 * @param beta β: (features)
 * @param epsilon ε, more than 0
 */
public record LayerNorm(Tensor gamma, Tensor beta, double epsilon) implements Layer {
    public LayerNorm {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("LayerNorm: epsilon is more than 0, got " + epsilon);
        }
    }

    /** With scale 1, shift 0 and ε 10⁻⁵. */
    public static LayerNorm of(int features) {
        return new LayerNorm(Tensor.ones(features), Tensor.zeros(features), 1e-5);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, features)
        return Place.in(this, () -> {
            if (x.rank() == 0 || x.size(-1) != gamma.size(0)) {
                throw new ShapeException("LayerNorm: needs (…, " + gamma.size(0) + "), got " + x.shape());
            }
            var last = new int[] {-1};
            var centered = x.minus(x.mean(last, true));
            var variance = centered.square().mean(last, true); // (…, 1)
            return centered.div(variance.plus(epsilon).sqrt()).times(gamma).plus(beta);
        });
    }

    /** For example {@code LayerNorm 256}. */
    @Override
    public String toString() {
        return "LayerNorm " + gamma.size(0);
    }
}
