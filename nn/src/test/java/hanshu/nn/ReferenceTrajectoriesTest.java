package hanshu.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.optim.Adagrad;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.RmsProp;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Close;
import hanshu.tensor.Reference;
import hanshu.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each optimiser, fed the gradients that PyTorch's met in a small valley in F64, takes θ the same way for 25 steps, but
 * for the rounding of F32.
 */
class ReferenceTrajectoriesTest {
    private static final Close CLOSE = new Close(0, 16 * Math.ulp(1f));

    /** A model that is nothing but its θ. */
    record Point(Tensor theta) {}

    @TestFactory
    Stream<DynamicTest> trajectories() {
        return Reference.read("optimisers.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check(r)));
    }

    private static void check(Reference r) {
        var params =
                Params.of(new Point(Tensor.of(floats(Reference.doubles(r.line().path("start"))))));
        var optimiser = config(r).on(params);
        var gradients = r.line().path("grads");
        var path = r.line().path("theta");
        for (int step = 0; step < path.size(); step++) {
            optimiser.step(params.theta(), floats(Reference.doubles(gradients.get(step))), r.number("rate"));
            var theta = params.get("theta").toDoubles();
            CLOSE.check(r + ", θ after step " + (step + 1), theta, Reference.doubles(path.get(step)));
        }
    }

    private static Optimiser.Config config(Reference r) {
        double decay = r.number("decay");
        return switch (r.op()) {
            case "sgd" -> new Sgd.Config(r.number("momentum"), r.number("dampening"), r.flag("nesterov"), decay);
            case "rmsProp" ->
                new RmsProp.Config(r.number("alpha"), r.number("eps"), r.number("momentum"), r.flag("centered"), decay);
            case "adagrad" -> new Adagrad.Config(r.number("rateDecay"), r.number("eps"), r.number("initial"), decay);
            case "adam" ->
                new Adam.Config(r.number("beta1"), r.number("beta2"), r.number("eps"), decay, r.flag("amsgrad"));
            case "adamW" ->
                new AdamW.Config(r.number("beta1"), r.number("beta2"), r.number("eps"), decay, r.flag("amsgrad"));
            default -> throw new AssertionError("no optimiser is called " + r.op());
        };
    }

    private static float[] floats(double... values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
