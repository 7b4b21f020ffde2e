package hanshu.examples.engine;

import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.tensor.Tensor;

/** A layer is a record, and its tensors are its parameters. */
final class Lines {
    record Line(Tensor w, Tensor b) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) { // (batch, in)
            return x.matmul(w).plus(b); // (batch, out)
        }
    }

    void main() {
        var hidden = new Line(Tensor.ones(2, 3), Tensor.zeros(3));
        var output = new Line(Tensor.ones(3, 1), Tensor.zeros(1));
        var model = Sequential.of(hidden, Activation.TANH, output);
        Params.of(model).slots().forEach(IO::println);
    }
}
