package hanshu.nn.attention;

import hanshu.tensor.DType;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What all kinds of attention share: scores become weights, weights average values. */
public final class Attention {
    /** Less than any score that matters, so that e to its power is 0, yet finite: ∞ − ∞ would be NaN. */
    private static final double NOTHING = -1e30;

    private Attention() {}

    /**
     * softmax(q·kᵀ/√d)·v, scaled dot-product attention (Vaswani et al. 2017, equation 1).
     *
     * @param q queries: (…, m, d)
     * @param k keys: (…, n, d)
     * @param v values: (…, n, e)
     * @param mask which query may see which key, or what is added to the scores; see {@link #weights}
     * @return (…, m, e)
     */
    public static Tensor scaledDotProduct(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask) {
        return scaledDotProduct(q, k, v, mask, Optional.empty(), UnaryOperator.identity());
    }

    /** As above with something added to the scores and something done to the weights, such as dropout. */
    static Tensor scaledDotProduct(
            Tensor q,
            Tensor k,
            Tensor v,
            Optional<Tensor> mask,
            Optional<Tensor> bias,
            UnaryOperator<Tensor> onWeights) {
        if (q.rank() < 2 || k.rank() < 2 || v.rank() < 2 || q.size(-1) != k.size(-1) || k.size(-2) != v.size(-2)) {
            throw new ShapeException("attention: needs queries (…, m, d), keys (…, n, d) and values (…, n, e), got "
                    + q.shape() + ", " + k.shape() + " and " + v.shape());
        }
        var scores = q.times(1 / Math.sqrt(q.size(-1))).matmul(k.transpose()); // (…, m, n)
        var biased = bias.map(scores::plus).orElse(scores);
        return onWeights.apply(weights(biased, mask)).matmul(v); // (…, m, e)
    }

    /**
     * The softmax of scores over the keys.
     *
     * @param scores (…, keys)
     * @param mask broadcasting with the scores; BOOL: only where it holds may be looked at, and a query that may look at
     *     nothing has weights 0; floating: is added to the scores
     */
    public static Tensor weights(Tensor scores, Optional<Tensor> mask) {
        if (mask.isEmpty()) {
            return scores.softmax(-1);
        }
        var allowed = mask.get();
        if (allowed.dtype() != DType.BOOL) {
            return scores.plus(allowed.cast(scores.dtype())).softmax(-1);
        }
        var seen = allowed.where(scores, NOTHING).softmax(-1);
        return allowed.where(seen, 0);
    }
}
