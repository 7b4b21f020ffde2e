package hanshu.examples.engine;

import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Tensor;

/** All parameters are one array, and the model looks into it. */
final class Theta {
    void main() {
        var model = new Linear(Tensor.of(new float[] {2, 3}, 2, 1), Tensor.of(new float[] {1}, 1));
        var params = Params.of(model);
        var live = params.in(model); // the same model, its tensors views of θ
        var x = Tensor.of(new float[] {10, 100}, 1, 2);
        IO.println(params.names() + " " + live.apply(x, Pass.evaluation()).item());
        params.theta()[0] = 5;
        IO.println(params.names() + " " + live.apply(x, Pass.evaluation()).item());
    }
}
