package hanshu.nn;

import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Close;
import hanshu.tensor.DType;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network 4-16-16-3 learns 30 points in 200 steps of Adam, with the losses of the same run of PyTorch in F64. */
class ReferenceRunTest {
    @Test
    void everyLossOfAWholeRun() {
        var run = Reference.read("mlp_run.jsonl").getFirst();
        var theta = new ArrayList<Tensor>();
        run.line()
                .path("theta")
                .forEach(array -> theta.add(Reference.tensor(array).cast(DType.F32)));
        var start = new Sequential(List.of(
                new Linear(theta.get(0), theta.get(1)),
                Activation.TANH,
                new Linear(theta.get(2), theta.get(3)),
                Activation.TANH,
                new Linear(theta.get(4), theta.get(5))));
        var params = Params.of(start);
        var optimiser = Adam.of(params, new Adam.Config());
        var x = Reference.tensor(run.line().path("x")).cast(DType.F32);
        var classes = Reference.tensor(run.line().path("classes"));
        var expected = Reference.doubles(run.line().path("losses"));
        var losses = new double[expected.length];
        var gradient = new float[params.theta().length];
        for (int step = 0; step < losses.length; step++) {
            var logits = params.in(start).apply(x, Pass.evaluation());
            var loss = new CrossEntropy().of(logits, classes);
            losses[step] = loss.item();
            params.gradInto(loss, gradient);
            optimiser.step(params.theta(), gradient, run.number("rate"));
        }
        new Close(1e-5, 0).check("losses", losses, expected);
    }
}
