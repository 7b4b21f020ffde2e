package hanshu.bench.torch;

import hanshu.bench.Steady;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The workloads of {@code hanshu.bench.TrainingTable} in libtorch, called from Java. Arguments choose among them. */
public final class TorchTable {
    static final String WHO = "libtorch";

    private TorchTable() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        if (chosen.isEmpty() || chosen.contains("line")) {
            Steady.print("line", WHO, "steps/s", 1, lineStep());
        }
        if (chosen.isEmpty() || chosen.contains("mlp")) {
            mlp("mlp-sgd", theta -> new SGD(theta, new SGDOptions(0.01)));
            mlp("mlp-adam", theta -> new Adam(theta, new AdamOptions(1e-3)));
            mlpInference();
        }
    }

    /** y = b + w·x by gradient descent, 32 of 3,200 rows a step, in a new random order each epoch. */
    static Runnable lineStep() {
        int rows = 3200;
        int batch = 32;
        var x = torch.randn(rows, 1);
        var y = x.mul(new Scalar(3)).add(new Scalar(2));
        var w = parameter(torch.zeros(1, 1));
        var b = parameter(torch.zeros(1));
        var optimiser = new SGD(new TensorVector(w, b), new SGDOptions(0.01));
        var order = torch.randperm(rows);
        var done = new int[1];
        return freeing(() -> {
            if (done[0] == rows) {
                order.copy_(torch.randperm(rows));
                done[0] = 0;
            }
            var picked = order.narrow(0, done[0], batch);
            done[0] += batch;
            optimiser.zero_grad();
            var loss = torch.mse_loss(x.index_select(0, picked).matmul(w).add(b), y.index_select(0, picked));
            loss.backward();
            optimiser.step();
            loss.item_float();
        });
    }

    private static Tensor parameter(Tensor values) {
        values.set_requires_grad(true);
        return values;
    }

    private record Mlp(List<Tensor> weights, List<Tensor> biases) {
        static Mlp of(long... sizes) {
            var weights = new Tensor[sizes.length - 1];
            var biases = new Tensor[sizes.length - 1];
            for (int i = 0; i < weights.length; i++) {
                var draw = torch.randn(sizes[i + 1], sizes[i]);
                weights[i] = parameter(draw.mul(new Scalar(1 / Math.sqrt((double) sizes[i]))));
                biases[i] = parameter(torch.zeros(sizes[i + 1]));
            }
            return new Mlp(List.of(weights), List.of(biases));
        }

        Tensor apply(Tensor x) {
            var y = x;
            for (int i = 0; i < weights.size(); i++) {
                var z = torch.linear(y, weights.get(i), new TensorOptional(biases.get(i)));
                y = i < weights.size() - 1 ? z.relu() : z;
            }
            return y;
        }

        TensorVector theta() {
            var theta = new TensorVector();
            weights.forEach(theta::push_back);
            biases.forEach(theta::push_back);
            return theta;
        }
    }

    private static void mlp(String workload, Function<TensorVector, Optimizer> of) {
        var x = torch.randn(64, 784);
        var labels = torch.randint(10, new long[] {64}, new TensorOptions(torch.ScalarType.Long));
        var model = Mlp.of(784, 256, 256, 10);
        var optimiser = of.apply(model.theta());
        Steady.print(workload, WHO, "samples/s", 64, freeing(() -> {
            optimiser.zero_grad();
            var loss = torch.cross_entropy_loss(model.apply(x), labels);
            loss.backward();
            optimiser.step();
            loss.item_float();
        }));
    }

    private static void mlpInference() {
        var x = torch.randn(64, 784);
        var model = Mlp.of(784, 256, 256, 10);
        var mode = new InferenceMode(true);
        Steady.print("mlp-inference", WHO, "samples/s", 64, freeing(() -> model.apply(x)));
        mode.close();
    }

    /** Frees what a step allocates natively when it ends. */
    static Runnable freeing(Runnable step) {
        return () -> {
            var scope = new PointerScope();
            try {
                step.run();
            } finally {
                scope.close();
            }
        };
    }
}
