package hanshu.bench;

import hanshu.nn.Layer;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** Measures a layer over sequences (batch, time, width): training with Adam on the mean square of its output, and inference. */
final class Sequences {
    private static final Key KEY = Key.of(2);

    private Sequences() {}

    static void training(String workload, String who, Layer model, Tensor x) {
        var params = Params.of(model);
        var live = params.in(model);
        var gradient = new float[params.theta().length];
        var optimiser = new Adam.Config().on(params);
        var buffers = new Buffers();
        Steady.print(
                workload,
                who,
                "samples/s",
                x.size(0),
                () -> buffers.step(() -> {
                    var loss = live.apply(x, Pass.training(KEY)).square().mean();
                    params.gradInto(loss, gradient);
                    optimiser.step(params.theta(), gradient, 1e-3);
                }));
    }

    static void inference(String workload, Layer like, Tensor x) {
        var model = Params.of(like).frozen(like);
        var buffers = new Buffers();
        Steady.print(workload + "-inference", TrainingTable.WHO, "samples/s", x.size(0), () -> {
            buffers.step(() -> model.apply(x, Pass.evaluation()));
        });
    }
}
