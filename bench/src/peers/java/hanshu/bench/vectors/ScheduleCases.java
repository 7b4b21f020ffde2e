package hanshu.bench.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.ReduceLROnPlateauScheduler;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;

/**
 * The learning rate of each step under each schedule. The plateau is libtorch's; the others are the closed forms of
 * PyTorch's documentation (torch.optim.lr_scheduler), and say so in their source: libtorch lacks them, or, for the step
 * schedule, is one step late against PyTorch.
 */
final class ScheduleCases {
    private static final double RATE = 0.5;
    private static final String FORMULA = "formula of PyTorch's documentation, torch.optim.lr_scheduler.";

    private ScheduleCases() {}

    /** One line: the rate used for step 0, 1, 2, … */
    @SuppressWarnings("ArrayRecordComponent") // written and forgotten: never compared, never shared
    record Schedule(
            @JsonProperty("op") String op,
            @JsonProperty("case") String name,
            @JsonProperty("source") String source,
            @JsonProperty("params") Map<String, Object> params,
            @JsonProperty("rates") double[] rates) {
        Schedule {
            params = new TreeMap<>(params);
        }
    }

    static VectorFile all() {
        var file = new VectorFile();
        add(file, "constant", "rate 0.5", "ConstantLR with factor 1", Map.of("rate", RATE), t -> RATE);
        for (var gamma : new double[] {0.9, 0.5}) {
            var params = Map.<String, Object>of("rate", RATE, "gamma", gamma);
            add(file, "exponential", "gamma " + gamma, "ExponentialLR", params, t -> RATE * Math.pow(gamma, t));
        }
        for (var minimum : new double[] {0, 0.01}) {
            var params = Map.<String, Object>of("rate", RATE, "steps", 40, "minimum", minimum);
            add(file, "cosine", "minimum " + minimum, "CosineAnnealingLR", params, t -> annealed(RATE, minimum, t / 40.0));
        }
        for (var every : new int[] {3, 10}) {
            var params = Map.<String, Object>of("rate", RATE, "every", every, "gamma", 0.25);
            add(file, "step", "every " + every, "StepLR", params, t -> RATE * Math.pow(0.25, Math.floorDiv(t, every)));
        }
        oneCycle(file, 0.3, 25, 1e4);
        oneCycle(file, 0.25, 10, 100);
        for (var warmup : new int[] {5, 10}) {
            var params = Map.<String, Object>of("rate", RATE, "factor", 0.1, "warmup", warmup);
            add(
                    file,
                    "warmup",
                    warmup + " steps",
                    "LinearLR",
                    params,
                    t -> RATE * (0.1 + 0.9 * Math.min(t, warmup) / warmup));
        }
        plateau(file);
        return file;
    }

    private static void add(
            VectorFile file, String op, String name, String source, Map<String, Object> params, IntToDoubleFunction f) {
        var rates = IntStream.rangeClosed(0, 40).mapToDouble(f).toArray();
        file.addLine(new Schedule(op, name, FORMULA + source, params, rates));
    }

    /** From one rate to another along half a cosine. */
    private static double annealed(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /** Cosine up to the highest rate at step warm·steps − 1, then down to the final rate at the last step. */
    private static void oneCycle(VectorFile file, double warm, double divisor, double finalDivisor) {
        var steps = 41;
        var params = Map.<String, Object>of(
                "rate", RATE, "steps", steps, "warm", warm, "divisor", divisor, "finalDivisor", finalDivisor);
        var peak = warm * steps - 1;
        var first = RATE / divisor;
        add(file, "oneCycle", "warm share " + warm, "OneCycleLR", params, t ->
                t <= peak
                        ? annealed(first, RATE, t / peak)
                        : annealed(RATE, first / finalDivisor, (t - peak) / (steps - 1 - peak)));
    }

    /** The rate after each metric was reported; the metric is to fall. */
    private static void plateau(VectorFile file) {
        var metrics = new float[] {
            8, 7, 6, 6, 6, 6, 5.5f, 5.5f, 5.75f, 6, 6, 5.25f, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3.9995f, 3.9995f, 4
        };
        for (var cooldown : new int[] {0, 2}) {
            var optimiser = optimiser();
            var scheduler = new ReduceLROnPlateauScheduler(
                    optimiser,
                    ReduceLROnPlateauScheduler.SchedulerMode.min,
                    0.5f,
                    2,
                    1e-4,
                    ReduceLROnPlateauScheduler.ThresholdMode.rel,
                    cooldown,
                    new float[] {0.03125f},
                    1e-8,
                    false);
            var rates = new double[metrics.length];
            for (var t = 0; t < rates.length; t++) {
                scheduler.step(metrics[t]);
                rates[t] = rate(optimiser);
            }
            var params = Map.<String, Object>of(
                    "rate",
                    RATE,
                    "factor",
                    0.5,
                    "patience",
                    2,
                    "threshold",
                    1e-4,
                    "cooldown",
                    cooldown,
                    "minimum",
                    0.03125,
                    "metrics",
                    metrics);
            file.addLine(new Schedule("plateau", "cooldown " + cooldown, "libtorch", params, rates));
        }
    }

    private static SGD optimiser() {
        var theta = Array.f64(Array.shape(1), 0).tensor();
        theta.set_requires_grad(true);
        return new SGD(new TensorVector(theta), new SGDOptions(RATE));
    }

    private static double rate(SGD optimiser) {
        return optimiser.param_groups().get(0).options().get_lr();
    }
}
