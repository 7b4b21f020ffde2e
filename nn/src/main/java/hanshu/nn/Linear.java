package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * y = x·W + b, a weighted sum of the inputs for each output: (…, in) → (…, out). As torch.nn.Linear, whose weight is
 * (out, in).
 *
 * @param weight W: (in, out)
 * @param bias b: (out)
 */
public record Linear(Tensor weight, Optional<Tensor> bias) implements Weighted {
    public Linear {
        if (weight.rank() != 2) {
            throw new ShapeException("Linear: the weight is (in, out), got " + weight.shape());
        }
        if (bias.isPresent() && (bias.get().rank() != 1 || bias.get().size(0) != weight.size(1))) {
            throw new ShapeException("Linear: the bias is (out) for a weight (in, out), got "
                    + bias.get().shape() + " for " + weight.shape());
        }
    }

    public Linear(Tensor weight, Tensor bias) {
        this(weight, Optional.of(bias));
    }

    /** With weight and bias drawn from U(±1/√in). */
    public static Linear of(int in, int out, Key key) {
        return of(in, out, Initialiser.uniformFanIn(), Initialiser.uniformFanIn(), key);
    }

    /** With weight and bias drawn as given. */
    public static Linear of(int in, int out, Initialiser weight, Initialiser bias, Key key) {
        return new Linear(
                weight.draw(key.at("weight"), in, out, in, out), Optional.of(bias.draw(key.at("bias"), in, out, out)));
    }

    /** y = x·W, the weight drawn from U(±1/√in). */
    public static Linear withoutBias(int in, int out, Key key) {
        return withoutBias(in, out, Initialiser.uniformFanIn(), key);
    }

    /** y = x·W, the weight drawn as given. */
    public static Linear withoutBias(int in, int out, Initialiser weight, Key key) {
        return new Linear(weight.draw(key.at("weight"), in, out, in, out), Optional.empty());
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // x: (…, in)
        return Place.in(this, () -> {
            var y = x.matmul(weight); // (…, out)
            return bias.map(y::plus).orElse(y);
        });
    }

    @Override
    public Linear withWeight(Tensor changed) {
        return new Linear(changed, bias);
    }

    /** For example {@code Linear 784 → 10}. */
    @Override
    public String toString() {
        return "Linear " + weight.size(0) + " → " + weight.size(1);
    }
}
