package hanshu.examples.engine;

import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** A step borrows its arrays, and gives them back. */
final class Step {
    void main() {
        var x = Key.of(1).normal(100, 100);
        var buffers = new Buffers();
        Tensor lent = buffers.step(() -> x.times(2));
        Tensor kept = buffers.step(() -> x.times(2).keep());
        IO.println(buffers.heldBytes() + " bytes wait for the next step");
        IO.println("kept: " + kept.shape());
        try {
            lent.sum();
        } catch (IllegalStateException e) {
            IO.println(e.getMessage());
        }
    }
}
