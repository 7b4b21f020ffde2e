package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * A layer that stretches nothing: its weight is W/σ, where σ is the largest singular value of W as a matrix, estimated by
 * a step of the power method each time in training (Miyato, Kataoka, Koyama & Yoshida 2018, algorithm 1). As PyTorch's
 * torch.nn.utils.parametrizations.spectral_norm, of linear layers and convolutions of all kinds. The vectors u and v are
 * constants for the gradient, which is right when they are the singular ones.
 *
 * <pre>
 *   u ← v·W/‖v·W‖      v ← W·u/‖W·u‖      σ = v·W·u
 * </pre>
 *
 * @param layer with W
 * @param u the right singular vector of the largest singular value, as far as it is known: (outputs)
 * @param v the left one: (all that an output sums up)
 */
public record SpectralNorm(
        Weighted layer, @Fixed Tensor u, @Fixed Tensor v) implements Layer {
    private static final double EPSILON = 1e-12;

    /** What the power method knows of the singular vectors. */
    private record Vectors(Tensor u, Tensor v) {
        Vectors next(Tensor w) {
            var right = unit(v.matmul(w));
            return new Vectors(right, unit(w.matmul(right)));
        }
    }

    /** After 15 steps of the power method from a random vector. */
    public static SpectralNorm of(Weighted layer, Key key) {
        var w = layer.matrix().detach();
        var right = unit(key.normal(w.size(1)));
        var vectors = new Vectors(right, unit(w.matmul(right)));
        for (int i = 1; i < 15; i++) {
            vectors = vectors.next(w);
        }
        return new SpectralNorm(layer, vectors.u, vectors.v);
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.norm(new int[] {0}, false).maximum(EPSILON));
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in(this, () -> layer.withWeight(weight(pass)).apply(x, pass));
    }

    /** W/σ; in training after a further step of the power method. */
    public Tensor weight(Pass pass) {
        var w = layer.matrix(); // (all that an output sums up, outputs)
        var known = new Vectors(u, v);
        var vectors = pass.isTraining() ? known.next(w.detach()) : known;
        if (pass.isTraining()) {
            pass.update(u, _ -> vectors.u);
            pass.update(v, _ -> vectors.v);
        }
        var sigma = vectors.v.matmul(w.matmul(vectors.u));
        return layer.weight().div(sigma);
    }

    /** For example {@code SpectralNorm of Linear 16 → 4}. */
    @Override
    public String toString() {
        return "SpectralNorm of " + layer;
    }
}
