package hanshu.examples.engine;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.List;

/** The curvature of a loss along a direction, without ever writing down its matrix. */
final class Curvature {
    void main() {
        var p = Tensor.of(new double[] {1, 1}).tracked();
        var v = Tensor.of(new double[] {1, 0});
        var product = Gradients.hessianVector(rosenbrock(p), List.of(p), List.of(v));
        IO.println(product.getFirst());
    }

    /** (1 − x)² + 100·(y − x²)². */
    Tensor rosenbrock(Tensor p) {
        var x = p.get(0, 0);
        var y = p.get(0, 1);
        var flat = x.subtractFrom(1).square();
        return flat.plus(y.minus(x.square()).square().times(100));
    }
}
