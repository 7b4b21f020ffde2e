package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.nn.Params;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.LinearAlgebra;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How a loss bends at θ: the smallest and the largest eigenvalue of H, the matrix of its second derivatives, without
 * writing H down. Lanczos's method (Lanczos 1950; Golub & Van Loan, section 10.1, with full reorthogonalisation) asks
 * only for products H·v (Pearlmutter 1994): in an orthonormal basis q₁, q₂, … of what H makes of a random vector, H is
 * tridiagonal, and the outer eigenvalues of that small matrix come close to those of H first.
 *
 * @param least below 0 the loss falls in some direction whichever way it is walked: a saddle if the gradient is 0
 * @param most the sharpness: gradient descent is stable along it only at rates below 2/most
 * @param gradient ‖∂L/∂θ‖
 */
public record Spectrum(double least, double most, double gradient) {
    /**
     * At the θ of {@code params}.
     *
     * @param loss one number, computed with the model of {@link Params#in}
     * @param steps how many products, such as 20
     */
    public static Spectrum of(Tensor loss, Params params, int steps, Key key) {
        var wrt = params.slots().stream()
                .filter(Params.Slot::learned)
                .map(slot -> params.get(slot.name()))
                .toList();
        var gradient = flat(Gradients.grad(loss, wrt));
        var basis = new ArrayList<Tensor>();
        var alphas = new ArrayList<Double>();
        var betas = new ArrayList<Double>();
        var q = unit(key.normal(gradient.count()));
        for (int i = 0; i < Math.min(steps, gradient.count()); i++) {
            basis.add(q);
            var hq = flat(Gradients.hessianVector(loss, wrt, like(wrt, q)));
            alphas.add(dot(q, hq));
            var rest = hq;
            for (int again = 0; again < 2; again++) {
                for (var known : basis) {
                    rest = rest.minus(known.times(dot(known, rest)));
                }
            }
            double beta = Math.sqrt(dot(rest, rest));
            if (beta < 1e-6 * Math.max(1e-6, Math.abs(alphas.getFirst()))) {
                break;
            }
            betas.add(beta);
            q = rest.div(beta);
        }
        int k = alphas.size();
        var t = new double[k * k];
        for (int i = 0; i < k; i++) {
            t[i * k + i] = alphas.get(i);
            if (i + 1 < k) {
                t[i * k + i + 1] = betas.get(i);
                t[(i + 1) * k + i] = betas.get(i);
            }
        }
        var eigen = LinearAlgebra.symmetricEigen(Tensor.of(t, k, k)).values().toDoubles();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : eigen) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return new Spectrum(least, most, Math.sqrt(dot(gradient, gradient)));
    }

    /** What kind of place it is. */
    Wording place() {
        double flat = 1e-3 * Math.max(1, most);
        if (least < -0.05 * Math.abs(most) - 1e-6) {
            return gradient < flat
                    ? Wording.of("a saddle: it still falls in some direction", "鞍点：在某个方向上还会下降")
                    : Wording.of("it still falls, and bends down in some direction", "还在下降，并且在某个方向上向下弯");
        }
        return gradient < flat
                ? Wording.of("a minimum, as far as was looked", "就所看到的而言，是极小点")
                : Wording.of("on the way down into a valley", "正在向下走进谷里");
    }

    private static Tensor unit(Tensor v) {
        return v.div(Math.sqrt(dot(v, v)));
    }

    private static double dot(Tensor a, Tensor b) {
        return a.times(b).sum().item();
    }

    private static Tensor flat(List<Tensor> parts) {
        return Tensor.concat(
                0,
                parts.stream().map(part -> part.detach().reshape(part.count())).toArray(Tensor[]::new));
    }

    private static List<Tensor> like(List<Tensor> shapes, Tensor flat) {
        var parts = new ArrayList<Tensor>();
        int from = 0;
        for (var shape : shapes) {
            parts.add(flat.slice(0, from, from + shape.count())
                    .reshape(shape.shape().toArray()));
            from += shape.count();
        }
        return parts;
    }
}
