package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * A gated linear unit (Dauphin, Fan, Auli & Grangier 2017, equation 1): what one linear layer says, as far as another
 * lets it through,
 *
 * <pre>
 *   y = (x·W + b) ∘ f(x·V + c)
 * </pre>
 *
 * <p>With f = σ as in the paper; with GELU or SiLU it is the GEGLU and SwiGLU of Transformers (Shazeer 2020, equation 5).
 * As torch.nn.functional.glu after one linear layer that has W and V side by side.
 *
 * @param value W and b: in → out
 * @param gate V and c: in → out
 * @param f what makes a gate of a sum
 */
public record GatedLinear(Linear value, Linear gate, Activation f) implements Layer {
    public GatedLinear {
        if (!value.weight().shape().equals(gate.weight().shape())) {
            throw new ShapeException("GatedLinear: value and gate need the same shape, got "
                    + value.weight().shape() + " and " + gate.weight().shape());
        }
    }

    /** With f = σ, and parameters drawn from U(±1/√in). */
    public static GatedLinear of(int in, int out, Key key) {
        return new GatedLinear(
                Linear.of(in, out, key.at("value")), Linear.of(in, out, key.at("gate")), Activation.SIGMOID);
    }

    /** The same with another f. */
    public GatedLinear with(Activation other) {
        return new GatedLinear(value, gate, other);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, in)
        return Place.in(this, () -> {
            var open = f.of(gate.apply(x, pass));
            return value.apply(x, pass).times(open); // (…, out)
        });
    }

    /** For example {@code GatedLinear 64 → 256}. */
    @Override
    public String toString() {
        return "GatedLinear " + value.weight().size(0) + " → " + value.weight().size(1);
    }
}
