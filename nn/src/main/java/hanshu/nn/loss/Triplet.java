package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * An anchor is to be nearer to its like than to another, by a margin: max(0, d(a, p) − d(a, n) + margin) with the
 * Euclidean distance d(x, y) = ‖x − y + 10⁻⁶‖ (Schroff, Kalenichenko & Philbin 2015, equation 2, without squares, as
 * PyTorch's torch.nn.TripletMarginLoss).
 *
 * @param margin more than 0
 * @param swap takes d(p, n) where it is smaller than d(a, n) (Balntas et al. 2016, section 3.3)
 */
public record Triplet(double margin, boolean swap, Reduction reduction) {
    public Triplet {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("Triplet: margin is more than 0, got " + margin);
        }
    }

    /** The mean, margin 1. */
    public Triplet() {
        this(1, false, Reduction.MEAN);
    }

    /**
     * The loss of triplets of vectors, all of one shape.
     *
     * @param anchor (…, width)
     */
    public Tensor of(Tensor anchor, Tensor like, Tensor other) {
        Loss.requireSameShape("triplet", anchor, like);
        Loss.requireSameShape("triplet", anchor, other);
        var near = distance(anchor, like); // (…)
        var far = distance(anchor, other);
        var nearest = swap ? far.minimum(distance(like, other)) : far;
        return reduction.of(near.minus(nearest).plus(margin).relu());
    }

    private static Tensor distance(Tensor a, Tensor b) {
        return a.minus(b).plus(1e-6).norm(new int[] {-1}, false);
    }
}
