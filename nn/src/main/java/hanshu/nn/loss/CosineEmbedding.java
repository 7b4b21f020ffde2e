package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * The angle between two vectors: 1 − cos where they belong together, max(0, cos − margin) where not (PyTorch's
 * torch.nn.CosineEmbeddingLoss).
 *
 * @param margin from −1 to 1
 */
public record CosineEmbedding(double margin, Reduction reduction) {
    public CosineEmbedding {
        if (!(margin >= -1 && margin <= 1)) {
            throw new IllegalArgumentException("CosineEmbedding: margin is from -1 to 1, got " + margin);
        }
    }

    /** The mean, margin 0. */
    public CosineEmbedding() {
        this(0, Reduction.MEAN);
    }

    /**
     * The loss of pairs of vectors.
     *
     * @param a (…, width)
     * @param b of the same shape
     * @param target 1 for together, −1 for not: (…)
     */
    public Tensor of(Tensor a, Tensor b, Tensor target) {
        Loss.requireSameShape("cosine embedding", a, b);
        var product = a.times(b).sum(-1);
        var squares = a.square().sum(-1).plus(1e-12).times(b.square().sum(-1).plus(1e-12));
        var cosine = product.div(squares.sqrt()); // (…)
        Loss.requireSameShape("cosine embedding", cosine, target);
        var losses =
                target.eq(1).where(cosine.subtractFrom(1), cosine.minus(margin).relu());
        return reduction.of(losses);
    }
}
