package hanshu.examples.engine;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** Softmax twice: from four operations, and as one. */
final class Fused {
    void main() {
        var x = Key.of(1).normal(1000, 10);
        var difference = x.softmax(-1).minus(composed(x)).abs().max();
        IO.println(difference.item() < 1e-6);
    }

    Tensor composed(Tensor x) { // (rows, columns)
        var last = new int[] {-1};
        var e = x.minus(x.max(last, true)).exp();
        return e.div(e.sum(last, true)); // (rows, columns) / (rows, 1)
    }
}
