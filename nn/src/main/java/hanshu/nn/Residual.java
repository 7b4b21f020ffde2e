package hanshu.nn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * y = x + f(x): the layer learns what to add, and gradients find a way past it (He, Zhang, Ren & Sun 2016, equation 1).
 *
 * @param inner f; it keeps the shape of x
 */
public record Residual(Layer inner) implements Layer {
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return Place.in("Residual", () -> {
            var y = inner.apply(x, pass.at("inner"));
            if (!y.shape().equals(x.shape())) {
                throw new ShapeException("residual: the layer must keep the shape " + x.shape() + ", got " + y.shape());
            }
            return x.plus(y);
        });
    }
}
