package hanshu.examples.engine;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.List;

/** The slope of a loss in all its unknowns, in one walk back. */
final class Slope {
    void main() {
        var w = Tensor.scalar(3).tracked();
        var b = Tensor.scalar(1).tracked();
        var loss = Tensor.scalar(2).times(w).plus(b).square(); // (2w + b)²
        var slopes = Gradients.grad(loss, List.of(w, b));
        IO.println("∂/∂w = 2·(2w + b)·2 = " + slopes.get(0).item());
        IO.println("∂/∂b = 2·(2w + b)   = " + slopes.get(1).item());
    }
}
