package hanshu.nn;

import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Group normalisation (Wu & He 2018, section 3): the channels of each example in groups, each group with mean μ 0 and
 * variance σ² 1 (with 1/n) over its channels and all places, then each channel scaled and shifted by learned numbers:
 * y = γ·(x − μ)/√(σ² + ε) + β. With a channel to each group it is instance normalisation (Ulyanov, Vedaldi & Lempitsky
 * 2016).
 *
 * @param gamma γ: (channels)
 * @param beta β: (channels)
 * @param groups a divisor of the number of channels
 * @param epsilon ε, more than 0
 */
public record GroupNorm(Tensor gamma, Tensor beta, int groups, double epsilon) implements Layer {
    public GroupNorm {
        if (groups < 1 || gamma.size(0) % groups != 0) {
            throw new IllegalArgumentException(
                    "GroupNorm: " + gamma.size(0) + " channels do not divide into " + groups + " groups");
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("GroupNorm: epsilon is more than 0, got " + epsilon);
        }
    }

    /** With scale 1, shift 0 and ε 10⁻⁵. */
    public static GroupNorm of(int groups, int channels) {
        return new GroupNorm(Tensor.ones(channels), Tensor.zeros(channels), groups, 1e-5);
    }

    /** Instance normalisation: each channel of each example by itself. */
    public static GroupNorm instance(int channels) {
        return of(channels, channels);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, places…, channels)
        return Place.in(this, () -> {
            int channels = gamma.size(0);
            if (x.rank() < 2 || x.size(-1) != channels) {
                throw new ShapeException("GroupNorm: needs (batch, …, " + channels + "), got " + x.shape());
            }
            int places = 1;
            for (int axis = 1; axis < x.rank() - 1; axis++) {
                places *= x.size(axis);
            }
            var grouped = x.reshapeTo(Shape.of(x.size(0), places, groups, channels / groups));
            var axes = new int[] {1, 3};
            var centered = grouped.minus(grouped.mean(axes, true));
            var variance = centered.square().mean(axes, true); // (batch, 1, groups, 1)
            var normal = centered.div(variance.plus(epsilon).sqrt()).reshapeTo(x.shape());
            return normal.times(gamma).plus(beta);
        });
    }

    /** For example {@code GroupNorm 32 of 256}. */
    @Override
    public String toString() {
        return "GroupNorm " + groups + " of " + gamma.size(0);
    }
}
