package hanshu.bench.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The way of θ under each optimiser on one small valley, and the losses of one whole training run. */
final class OptimiserRuns {
    private static final int STEPS = 25;

    private OptimiserRuns() {}

    /** One line of the file of trajectories: θ at the start, then each step's gradient and the θ that it led to. */
    @SuppressWarnings("ArrayRecordComponent") // written and forgotten: never compared, never shared
    record Trajectory(
            @JsonProperty("op") String op,
            @JsonProperty("case") String name,
            @JsonProperty("params") Map<String, Object> params,
            @JsonProperty("start") double[] start,
            @JsonProperty("grads") List<double[]> grads,
            @JsonProperty("theta") List<double[]> theta) {
        Trajectory {
            params = new TreeMap<>(params);
        }
    }

    static VectorFile trajectories() {
        var file = new VectorFile();
        sgd(file, "plain", 0.01, 0, 0, 0, false);
        sgd(file, "momentum", 0.005, 0.9, 0, 0, false);
        sgd(file, "momentum and dampening", 0.005, 0.9, 0.5, 0, false);
        sgd(file, "Nesterov", 0.005, 0.9, 0, 0, true);
        sgd(file, "weight decay", 0.01, 0, 0, 0.1, false);
        sgd(file, "Nesterov and weight decay", 0.005, 0.9, 0, 0.1, true);
        rmsProp(file, "plain", 1e-8, 0, 0, false);
        rmsProp(file, "large epsilon", 0.5, 0, 0, false);
        rmsProp(file, "momentum", 1e-8, 0.9, 0, false);
        rmsProp(file, "centered", 1e-8, 0, 0, true);
        rmsProp(file, "centered, momentum and weight decay", 0.5, 0.9, 0.1, true);
        adagrad(file, "plain", 1e-10, 0, 0, 0);
        adagrad(file, "large epsilon", 0.5, 0, 0, 0);
        adagrad(file, "learning rate decay", 1e-10, 0.1, 0, 0);
        adagrad(file, "weight decay and initial accumulator", 1e-10, 0, 0.1, 0.5);
        adam(file, "plain", 1e-8, 0, false);
        adam(file, "large epsilon", 0.5, 0, false);
        adam(file, "AMSGrad", 1e-8, 0, true);
        adam(file, "AMSGrad and large epsilon", 0.5, 0, true);
        adam(file, "weight decay", 1e-8, 0.1, false);
        adamW(file, "default weight decay", 1e-8, 0.01, false);
        adamW(file, "weight decay 0.1 and large epsilon", 0.5, 0.1, false);
        adamW(file, "AMSGrad", 1e-8, 0.01, true);
        return file;
    }

    /** A Rosenbrock valley in six dimensions with a ripple: Σ 5(θᵢ₊₁ − θᵢ²)² + (1 − θᵢ)² + sin(3θᵢ)/2. */
    private static Tensor valley(Tensor theta) {
        var head = theta.narrow(0, 0, 5);
        var tail = theta.narrow(0, 1, 5);
        var curve = tail.sub(head.square()).square().mul(new Scalar(5)).sum();
        var bowl = head.sub(new Scalar(1)).square().sum();
        return curve.add(bowl).add(theta.mul(new Scalar(3)).sin().mul(new Scalar(0.5)).sum());
    }

    private static void add(
            VectorFile file, String op, String name, Map<String, Object> params, Function<TensorVector, Optimizer> of) {
        var start = new double[] {-1.25, 1, 0.5, -0.75, 1.5, 0.25};
        var theta = Array.f64(Array.shape(6), start).tensor();
        theta.set_requires_grad(true);
        var optimiser = of.apply(new TensorVector(theta));
        var grads = new ArrayList<double[]>();
        var path = new ArrayList<double[]>();
        for (var step = 0; step < STEPS; step++) {
            optimiser.zero_grad();
            valley(theta).backward();
            grads.add(Array.of(theta.grad()).doubles());
            optimiser.step();
            path.add(Array.of(theta).doubles());
        }
        file.addLine(new Trajectory(op, name, params, start, grads, path));
    }

    private static void sgd(
            VectorFile file,
            String name,
            double rate,
            double momentum,
            double dampening,
            double decay,
            boolean nesterov) {
        var params = Map.<String, Object>of(
                "rate", rate, "momentum", momentum, "dampening", dampening, "decay", decay, "nesterov", nesterov);
        add(file, "sgd", name, params, theta -> {
            var options = new SGDOptions(rate);
            options.momentum().put(momentum);
            options.dampening().put(dampening);
            options.weight_decay().put(decay);
            options.nesterov().put(nesterov);
            return new SGD(theta, options);
        });
    }

    private static void rmsProp(VectorFile file, String name, double epsilon, double momentum, double decay, boolean centered) {
        var params = Map.<String, Object>of(
                "rate", 0.01, "alpha", 0.99, "eps", epsilon, "momentum", momentum, "decay", decay, "centered", centered);
        add(file, "rmsProp", name, params, theta -> {
            var options = new RMSpropOptions(0.01);
            options.alpha().put(0.99);
            options.eps().put(epsilon);
            options.momentum().put(momentum);
            options.weight_decay().put(decay);
            options.centered().put(centered);
            return new RMSprop(theta, options);
        });
    }

    private static void adagrad(VectorFile file, String name, double epsilon, double rateDecay, double decay, double initial) {
        var params = Map.<String, Object>of(
                "rate", 0.1, "eps", epsilon, "rateDecay", rateDecay, "decay", decay, "initial", initial);
        add(file, "adagrad", name, params, theta -> {
            var options = new AdagradOptions(0.1);
            options.eps().put(epsilon);
            options.lr_decay().put(rateDecay);
            options.weight_decay().put(decay);
            options.initial_accumulator_value().put(initial);
            return new Adagrad(theta, options);
        });
    }

    private static void adam(VectorFile file, String name, double epsilon, double decay, boolean amsgrad) {
        var params = adamParams(epsilon, decay, amsgrad);
        add(file, "adam", name, params, theta -> {
            var options = new AdamOptions(0.05);
            options.eps().put(epsilon);
            options.weight_decay().put(decay);
            options.amsgrad().put(amsgrad);
            return new Adam(theta, options);
        });
    }

    private static void adamW(VectorFile file, String name, double epsilon, double decay, boolean amsgrad) {
        var params = adamParams(epsilon, decay, amsgrad);
        add(file, "adamW", name, params, theta -> {
            var options = new AdamWOptions(0.05);
            options.eps().put(epsilon);
            options.weight_decay().put(decay);
            options.amsgrad().put(amsgrad);
            return new AdamW(theta, options);
        });
    }

    /** The betas are the reference's defaults. */
    private static Map<String, Object> adamParams(double epsilon, double decay, boolean amsgrad) {
        return Map.of(
                "rate", 0.05, "beta1", 0.9, "beta2", 0.999, "eps", epsilon, "decay", decay, "amsgrad", amsgrad);
    }

    /**
     * The one line of the training run: 30 points, a network 4-16-16-3 with tanh between its linear layers, mean
     * cross-entropy over all points, and the loss before each of 200 steps of Adam. Weights are (in, out).
     */
    record TrainingRun(
            @JsonProperty("op") String op,
            @JsonProperty("params") Map<String, Object> params,
            @JsonProperty("x") Array x,
            @JsonProperty("classes") Array classes,
            @JsonProperty("theta") List<Array> theta,
            @JsonProperty("losses") List<Double> losses,
            @JsonProperty("after") List<Array> after) {
        TrainingRun {
            params = new TreeMap<>(params);
        }
    }

    static VectorFile mlp() {
        var draw = Draw.of("mlp", "4-16-16-3");
        var x = draw.normal(30, 4);
        var classes = draw.index(3, 30);
        var start = List.of(
                draw.uniform(-0.5, 0.5, 4, 16),
                draw.uniform(-0.1, 0.1, 16),
                draw.uniform(-0.5, 0.5, 16, 16),
                draw.uniform(-0.1, 0.1, 16),
                draw.uniform(-0.5, 0.5, 16, 3),
                draw.uniform(-0.1, 0.1, 3));
        var theta = start.stream().map(Array::tensor).toArray(Tensor[]::new);
        for (var tensor : theta) tensor.set_requires_grad(true);
        var optimiser = new Adam(new TensorVector(theta), new AdamOptions(1e-2));
        var points = x.tensor();
        var targets = classes.tensor();
        var losses = new ArrayList<Double>();
        for (var step = 0; step < 200; step++) {
            optimiser.zero_grad();
            var hidden = points.matmul(theta[0]).add(theta[1]).tanh();
            var deeper = hidden.matmul(theta[2]).add(theta[3]).tanh();
            var loss = torch.cross_entropy_loss(deeper.matmul(theta[4]).add(theta[5]), targets);
            losses.add(loss.item_double());
            loss.backward();
            optimiser.step();
        }
        var after = Arrays.stream(theta).map(Array::of).toList();
        var file = new VectorFile();
        var params = Map.<String, Object>of("rate", 0.01, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8);
        file.addLine(new TrainingRun("mlp", params, x, classes, start, losses, after));
        return file;
    }
}
