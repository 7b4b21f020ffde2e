package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * How far a distribution q, which the model predicts, is from the true p: Σ p·(log p − log q) (Kullback & Leibler 1951).
 * The model says log q, as {@code logSoftmax} gives it. MEAN divides by the number of elements, as PyTorch; the mean
 * divergence of a row is SUM divided by the number of rows.
 *
 * @param logTarget whether the target is log p, in place of p
 */
public record KlDivergence(boolean logTarget, Reduction reduction) implements Loss {
    /** The mean over all elements, of probabilities. */
    public KlDivergence() {
        this(false, Reduction.MEAN);
    }

    /** p·(log p − log q), and 0 where p is 0; prediction and target of one shape. */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("kl divergence", prediction, target);
        if (logTarget) {
            return target.exp().times(target.minus(prediction));
        }
        var log = target.eq(0).where(1, target).log();
        return target.times(log.minus(prediction));
    }
}
