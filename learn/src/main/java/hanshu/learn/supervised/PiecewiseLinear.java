package hanshu.learn.supervised;

import hanshu.nn.Fixed;
import hanshu.tensor.Tensor;

/**
 * Piecewise-linear embedding of numbers (Gorishniy, Rubachev & Babenko 2022, "On embeddings for numerical features in
 * tabular deep learning", section 3.2). A number x of feature f becomes a vector that bends at the edges b₀ < … < b_T
 * of that feature's bins:
 *
 * <pre>   e(x) = Σₜ clamp((x − bₜ₋₁) / (bₜ − bₜ₋₁), 0, 1) · wₜ</pre>
 *
 * <p>where the first bin is open below and the last above, so that what lies beyond the training data continues the
 * line.
 *
 * @param left bₜ₋₁ (features, bins)
 * @param inverseWidth 1 / (bₜ − bₜ₋₁), and 0 for bins that a feature with fewer does not have (features, bins)
 * @param floor 0, or nothing (−10³⁰) for the first bin (features, bins)
 * @param ceiling 1, or nothing (10³⁰) for the last bin (features, bins)
 * @param weight wₜ (features, bins, width)
 */
record PiecewiseLinear(
        @Fixed Tensor left,
        @Fixed Tensor inverseWidth,
        @Fixed Tensor floor,
        @Fixed Tensor ceiling,
        Tensor weight) {
    /** A bound that no number reaches; infinity would make averages of θ undefined. */
    private static final float OPEN = 1e30f;

    /**
     * An embedding that starts as zero (the paper's implementation, version B: a plain linear part beside it learns
     * first, and the bends are added where they help).
     *
     * @param edges per feature the edges of its bins, ascending, at least two
     */
    static PiecewiseLinear of(double[][] edges, int width) {
        int features = edges.length;
        int bins = 1;
        for (var of : edges) {
            bins = Math.max(bins, of.length - 1);
        }
        var left = new float[features * bins];
        var inverse = new float[features * bins];
        var floor = new float[features * bins];
        var ceiling = new float[features * bins];
        for (int f = 0; f < features; f++) {
            int own = edges[f].length - 1;
            for (int t = 0; t < own; t++) {
                int at = f * bins + t;
                left[at] = (float) edges[f][t];
                inverse[at] = (float) (1 / (edges[f][t + 1] - edges[f][t]));
                floor[at] = t == 0 ? -OPEN : 0;
                ceiling[at] = t == own - 1 ? OPEN : 1;
            }
        }
        return new PiecewiseLinear(
                Tensor.of(left, features, bins),
                Tensor.of(inverse, features, bins),
                Tensor.of(floor, features, bins),
                Tensor.of(ceiling, features, bins),
                Tensor.zeros(features, bins, width));
    }

    /** Embeds (batch, features) as (batch, features, width). */
    Tensor apply(Tensor x) {
        var position = x.unsqueeze(-1).minus(left).times(inverseWidth); // (batch, features, bins)
        var code = position.maximum(floor).minimum(ceiling);
        return code.transpose(0, 1).matmul(weight).transpose(0, 1); // (batch, features, width)
    }
}
