package hanshu.nn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithms 1 and 2): each feature with mean 0 and variance 1 over the batch
 * (and all other axes but the last), then scaled and shifted by learned numbers:
 *
 * <pre>
 *   y = γ·(x − μ)/√(σ² + ε) + β
 * </pre>
 *
 * <p>Training takes μ and σ² from the batch (σ² with 1/n) and moves the running statistics towards them (σ² with
 * 1/(n − 1)): running ← (1 − momentum)·running + momentum·batch, as PyTorch's torch.nn.BatchNorm1d. Evaluation takes the
 * running ones.
 *
 * @param gamma γ: (features)
 * @param beta β: (features)
 * @param mean running mean: (features)
 * @param variance running variance: (features)
 * @param momentum the share of the new batch in the running statistics, from 0 to 1
 * @param epsilon ε, more than 0
 */
public record BatchNorm(
        Tensor gamma,
        Tensor beta,
        @Fixed Tensor mean,
        @Fixed Tensor variance,
        double momentum,
        double epsilon) implements Layer {
    public BatchNorm {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("BatchNorm: momentum is from 0 to 1, got " + momentum);
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("BatchNorm: epsilon is more than 0, got " + epsilon);
        }
    }

    /** That changes nothing yet; momentum 0.1, ε 10⁻⁵. */
    public static BatchNorm of(int features) {
        return new BatchNorm(
                Tensor.ones(features),
                Tensor.zeros(features),
                Tensor.zeros(features),
                Tensor.ones(features),
                0.1,
                1e-5);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (batch, …, features)
        return Place.in(this, () -> {
            if (x.rank() < 2 || x.size(-1) != gamma.size(0)) {
                throw new ShapeException("BatchNorm: needs (batch, …, " + gamma.size(0) + "), got " + x.shape());
            }
            return pass.isTraining() ? training(x, pass) : normalised(x.minus(mean), variance);
        });
    }

    private Tensor training(Tensor x, Pass pass) {
        int n = x.count() / x.size(-1);
        if (n < 2) {
            throw new ShapeException("BatchNorm: training needs more than one row, got " + x.shape());
        }
        var axes = new int[x.rank() - 1];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        var batchMean = x.mean(axes); // (features)
        var centered = x.minus(batchMean);
        var batchVariance = centered.square().mean(axes);
        pass.update(mean, running -> moved(running, batchMean.detach()));
        pass.update(variance, running -> moved(running, batchVariance.detach().times(n / (n - 1.0))));
        return normalised(centered, batchVariance);
    }

    private Tensor normalised(Tensor centered, Tensor ofVariance) {
        var scale = gamma.div(ofVariance.plus(epsilon).sqrt());
        return centered.times(scale).plus(beta);
    }

    private Tensor moved(Tensor running, Tensor batch) {
        return running.times(1 - momentum).plus(batch.times(momentum));
    }

    /** For example {@code BatchNorm 256}. */
    @Override
    public String toString() {
        return "BatchNorm " + gamma.size(0);
    }
}
