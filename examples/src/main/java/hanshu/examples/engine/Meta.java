package hanshu.examples.engine;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;

/** A step downhill is a function too: its slope says how to start better. */
final class Meta {
    void main() {
        var w = Tensor.scalar(1).tracked();
        var slope = Gradients.differentiableGrad(w.square(), w); // 2w
        var next = w.minus(slope.times(0.25)); // w − 2w/4 = w/2
        var after = next.square(); // w²/4
        IO.println(Gradients.grad(after, w).item()); // w/2
    }
}
