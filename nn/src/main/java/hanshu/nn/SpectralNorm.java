package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * A linear layer that stretches nothing: y = x·W/σ + b, where σ is the largest singular value of W, estimated by a step
 * of the power method each time in training (Miyato, Kataoka, Koyama & Yoshida 2018, algorithm 1, as PyTorch's
 * torch.nn.utils.spectral_norm). The vectors u and v are constants for the gradient.
 *
 * <pre>
 *   v ← W·u/‖W·u‖      u ← v·W/‖v·W‖      σ = v·W·u
 * </pre>
 *
 * @param weight W: (in, out)
 * @param bias b: (out)
 * @param u the right singular vector of the largest singular value, as far as it is known: (out)
 * @param v the left one: (in)
 */
public record SpectralNorm(
        Tensor weight, Tensor bias, @Fixed Tensor u, @Fixed Tensor v) implements Layer {
    private static final double EPSILON = 1e-12;

    /** Of a linear layer, after 15 steps of the power method from a random vector. */
    public static SpectralNorm of(Linear linear, Key key) {
        var w = linear.weight().detach();
        var bias = linear.bias().orElseGet(() -> Tensor.zeros(w.size(1)));
        var right = unit(key.normal(w.size(1)));
        var left = unit(w.matmul(right));
        for (int i = 1; i < 15; i++) {
            right = unit(left.matmul(w));
            left = unit(w.matmul(right));
        }
        return new SpectralNorm(linear.weight(), bias, right, left);
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.norm(new int[] {0}, false).maximum(EPSILON));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) { // (…, in) → (…, out)
        return Place.in(this, () -> {
            var left = v;
            var right = u;
            if (pass.isTraining()) {
                var w = weight.detach();
                right = unit(v.matmul(w));
                left = unit(w.matmul(right));
                var newRight = right;
                var newLeft = left;
                pass.update(u, running -> newRight);
                pass.update(v, running -> newLeft);
            }
            var sigma = left.matmul(weight.matmul(right));
            return x.matmul(weight.div(sigma)).plus(bias);
        });
    }

    /** For example {@code SpectralNorm 16 → 4}. */
    @Override
    public String toString() {
        return "SpectralNorm " + weight.size(0) + " → " + weight.size(1);
    }
}
