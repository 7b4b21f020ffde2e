package hanshu.learn.supervised.forecast;

import hanshu.tensor.Tensor;

/**
 * Reversible instance normalisation, RevIN (Kim et al. 2022, section 3): the past of each window with mean 0 and deviation
 * 1 in each channel, so that a level that wanders from training to testing does no harm; the forecast is brought back.
 *
 * <pre>
 *   x' = γ·(x − μ)/√(σ² + ε) + β        ŷ = (ŷ' − β)/γ·√(σ² + ε) + μ        μ, σ² (with 1/n) of each window and channel
 * </pre>
 *
 * @param gamma γ: (channels)
 * @param beta β: (channels)
 * @param epsilon ε, more than 0
 */
public record ReversibleNorm(Tensor gamma, Tensor beta, double epsilon) implements Norm {
    public ReversibleNorm {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("ReversibleNorm: epsilon is more than 0, got " + epsilon);
        }
    }

    /** With γ 1, β 0 and ε 10⁻⁵. */
    public static ReversibleNorm of(int channels) {
        return new ReversibleNorm(Tensor.ones(channels), Tensor.zeros(channels), 1e-5);
    }

    @Override
    public Level level(Tensor past) {
        var time = new int[] {1};
        var mean = past.mean(time, true); // (batch, 1, channels)
        var variance = past.minus(mean).square().mean(time, true);
        return new Level(mean, variance.plus(epsilon).sqrt());
    }

    @Override
    public Tensor apply(Tensor x, Level level) {
        return x.minus(level.shift()).div(level.scale()).times(gamma).plus(beta);
    }

    @Override
    public Tensor undo(Tensor y, Level level) {
        return y.minus(beta).div(gamma).times(level.scale()).plus(level.shift());
    }
}
