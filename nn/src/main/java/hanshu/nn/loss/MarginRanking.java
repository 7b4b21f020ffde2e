package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * Of two scores the one that ranks higher is to be larger by a margin: max(0, margin − y·(a − b)) (Herbrich, Graepel &
 * Obermayer 2000, as PyTorch's torch.nn.MarginRankingLoss).
 *
 * @param margin by how much, zero or more; 0 in PyTorch
 * @param reduction what becomes of the losses of single pairs
 */
public record MarginRanking(double margin, Reduction reduction) {
    public MarginRanking {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("MarginRanking: margin is at least 0, got " + margin);
        }
    }

    /** The mean, margin 0. */
    public MarginRanking() {
        this(0, Reduction.MEAN);
    }

    /**
     * The loss of pairs of scores, all three of one shape.
     *
     * @param target 1 where a ranks higher, −1 where b does
     */
    public Tensor of(Tensor a, Tensor b, Tensor target) {
        Loss.requireSameShape("margin ranking", a, b);
        Loss.requireSameShape("margin ranking", a, target);
        return reduction.of(b.minus(a).times(target).plus(margin).relu());
    }
}
