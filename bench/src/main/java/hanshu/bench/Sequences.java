package hanshu.bench;

import hanshu.nn.Layer;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Profiler;
import hanshu.tensor.Stage;
import hanshu.tensor.Tensor;

/** Steps of a layer over sequences (batch, time, width): training with Adam on the mean square of its output, and inference. */
final class Sequences {
    private static final Key KEY = Key.of(2);

    private Sequences() {}

    static Runnable training(Layer model, Tensor x) {
        var params = Params.of(model);
        var live = params.in(model);
        var gradient = new float[params.theta().length];
        var optimiser = new Adam.Config().on(params);
        var buffers = new Buffers();
        return () -> buffers.step(() -> {
            var loss = live.apply(x, Pass.training(KEY)).square().mean();
            params.gradInto(loss, gradient);
            Profiler.in(Stage.OPTIMISER, () -> optimiser.step(params.theta(), gradient, 1e-3));
        });
    }

    static Runnable inference(Layer like, Tensor x) {
        var model = Params.of(like).frozen(like);
        var buffers = new Buffers();
        return () -> buffers.step(() -> {
            model.apply(x, Pass.evaluation());
        });
    }
}
