package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * A highway layer (Srivastava, Greff & Schmidhuber 2015, equation 3): a gate decides for each feature whether it is
 * changed or passes,
 *
 * <pre>
 *   y = T(x)∘H(x) + (1 − T(x))∘x,    H = f(x·W + b),    T = σ(x·V + c)
 * </pre>
 *
 * @param change W and b
 * @param gate V and c
 * @param activation f
 */
public record Highway(Linear change, Linear gate, Activation activation) implements Layer {
    /** With f = relu, and c = −2 so that at first most passes (section 2.2 of the paper). */
    public static Highway of(int features, Key key) {
        return new Highway(
                Linear.of(features, features, key.at("change")),
                Linear.of(features, features, Initialiser.uniformFanIn(), Initialiser.constant(-2), key.at("gate")),
                Activation.RELU);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, features)
        return Place.in("Highway", () -> {
            var changed = activation.of(change.apply(x, pass));
            var share = gate.apply(x, pass).sigmoid();
            return x.plus(share.times(changed.minus(x)));
        });
    }
}
