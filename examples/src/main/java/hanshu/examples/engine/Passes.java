package hanshu.examples.engine;

import hanshu.nn.Dropout;
import hanshu.nn.Pass;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** Whether it is training, and its randomness, go through the model with x. */
final class Passes {
    void main() {
        var dropout = new Dropout(0.5);
        var x = Tensor.ones(6);
        IO.println(dropout.apply(x, Pass.evaluation()));
        IO.println(dropout.apply(x, Pass.training(Key.of(7))));
        IO.println(dropout.apply(x, Pass.training(Key.of(8))));
    }
}
