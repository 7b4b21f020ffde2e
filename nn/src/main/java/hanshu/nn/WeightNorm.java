package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * A layer whose weights are a length and a direction, learned apart (Salimans & Kingma 2016, equation 2): what belongs to
 * place j of the last axis of W is gⱼ·vⱼ/‖vⱼ‖. As PyTorch's torch.nn.utils.parametrizations.weight_norm, of linear layers
 * and convolutions of all kinds.
 *
 * @param layer with v in place of W
 * @param length g: (size of the last axis)
 */
public record WeightNorm(Weighted layer, Tensor length) implements Layer {
    /** With the value that the layer has. */
    public static WeightNorm of(Weighted layer) {
        return new WeightNorm(layer, lengths(layer.weight()));
    }

    private static Tensor lengths(Tensor v) {
        return v.reshape(v.count() / v.size(-1), v.size(-1)).norm(new int[] {0}, false);
    }

    /** W. */
    public Tensor weight() {
        var v = layer.weight();
        return v.times(length.div(lengths(v)));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> layer.withWeight(weight()).apply(x, pass));
    }

    /** For example {@code WeightNorm of Linear 16 → 4}. */
    @Override
    public String toString() {
        return "WeightNorm of " + layer;
    }
}
