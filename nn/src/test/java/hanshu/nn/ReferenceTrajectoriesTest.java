package hanshu.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.optim.Adagrad;
import hanshu.nn.optim.Adam;
import hanshu.nn.optim.AdamW;
import hanshu.nn.optim.Optimiser;
import hanshu.nn.optim.RmsProp;
import hanshu.nn.optim.Sgd;
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
        var params = Params.of(new Point(Tensor.of(floats(r.series("start")))));
        var optimiser = config(r).on(params);
        var gradients = r.line().path("grads");
        var path = r.line().path("theta");
        for (int step = 0; step < path.size(); step++) {
            optimiser.step(params.theta(), floats(Reference.doubles(gradients.get(step))), r.real("rate"));
            var theta = params.get("theta").toDoubles();
            CLOSE.check(r + ", θ after step " + (step + 1), theta, Reference.doubles(path.get(step)));
        }
    }

    private static Optimiser.Config config(Reference r) {
        double decay = r.real("decay");
        return switch (r.op()) {
            case "sgd" -> new Sgd.Config(r.real("momentum"), r.real("dampening"), r.flag("nesterov"), decay);
            case "rmsProp" ->
                new RmsProp.Config(r.real("alpha"), r.real("eps"), r.real("momentum"), r.flag("centered"), decay);
            case "adagrad" -> new Adagrad.Config(r.real("rateDecay"), r.real("eps"), r.real("initial"), decay);
            case "adam" -> new Adam.Config(r.real("beta1"), r.real("beta2"), r.real("eps"), decay, r.flag("amsgrad"));
            case "adamW" -> new AdamW.Config(r.real("beta1"), r.real("beta2"), r.real("eps"), decay, r.flag("amsgrad"));
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
