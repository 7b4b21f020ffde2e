package hanshu.examples.engine;

import hanshu.nn.Activation;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** A function that no line can be, exclusive or, learned from its four values. */
final class Learning {
    void main() {
        var x = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
        var y = Tensor.of(new float[] {0, 1, 1, 0}, 4, 1);
        var key = Key.of(1);
        var hidden = Linear.of(2, 8, key.at("hidden"));
        var model = Sequential.of(hidden, Activation.TANH, Linear.of(8, 1, key.at("output")));
        var params = Params.of(model);
        var live = params.in(model);
        var optimiser = Adam.of(params, new Adam.Config());
        var gradient = new float[params.theta().length];
        for (int step = 0; step <= 200; step++) {
            var loss = new Mse().of(live.apply(x, Pass.training(key.at(step))), y);
            params.gradInto(loss, gradient);
            optimiser.step(params.theta(), gradient, 0.05);
            if (step % 50 == 0) {
                IO.println("loss " + Math.round(1000 * loss.item()) / 1000.0);
            }
        }
        IO.println(params.frozen(model).apply(x, Pass.evaluation()).gt(0.5));
    }
}
