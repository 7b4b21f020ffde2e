package hanshu.examples.engine;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.List;

/** A gradient that remembers how it came about has a gradient. */
final class AnyOrder {
    void main() {
        var x = Tensor.scalar(2).tracked();
        var y = x.pow(4);
        for (var name : List.of("x⁴", "4x³", "12x²", "24x", "24")) {
            IO.println(name + " = " + y.item());
            y = Gradients.differentiableGrad(y, x);
        }
    }
}
