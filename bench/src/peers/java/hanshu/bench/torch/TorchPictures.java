package hanshu.bench.torch;

import hanshu.bench.Steady;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The workloads of {@code hanshu.bench.PictureTable} in libtorch, called from Java. Arguments choose among them. */
public final class TorchPictures {
    private final TensorVector theta = new TensorVector();

    private TorchPictures() {}

    public static void main(String[] args) {
        var chosen = Set.of(args);
        torch.set_num_threads(Runtime.getRuntime().availableProcessors());
        if (chosen.isEmpty() || chosen.contains("lenet")) {
            new TorchPictures().measure("lenet", 64, torch.randn(64, 1, 28, 28), new long[][] {
                {6, 1, 5, 2}, {}, {16, 6, 5, 0}, {}, {120, 400}, {84, 120}, {10, 84}
            });
        }
        if (chosen.isEmpty() || chosen.contains("vgg")) {
            new TorchPictures().measure("vgg", 32, torch.randn(32, 3, 32, 32), new long[][] {
                {32, 3, 3, 1}, {32, 32, 3, 1}, {}, {64, 32, 3, 1}, {64, 64, 3, 1}, {}, {128, 64, 3, 1}, {}, {256, 2048},
                {10, 256}
            });
        }
    }

    /** A layer is (out, in, kernel, padding) of a convolution, (out, in) of a linear one, or nothing: a pool. */
    private void measure(String workload, int batch, Tensor x, long[][] layers) {
        var labels = torch.randint(10, new long[] {batch}, new TensorOptions(torch.ScalarType.Long));
        for (var layer : layers) {
            if (layer.length > 0) {
                long fanIn = layer.length == 4 ? layer[1] * layer[2] * layer[2] : layer[1];
                var scale = new Scalar(1 / Math.sqrt((double) fanIn));
                var shape = layer.length == 4
                        ? new long[] {layer[0], layer[1], layer[2], layer[2]}
                        : new long[] {layer[0], layer[1]};
                theta.push_back(parameter(torch.randn(shape).mul(scale)));
                theta.push_back(parameter(torch.zeros(layer[0])));
            }
        }
        var optimiser = new SGD(theta, new SGDOptions(0.01));
        Steady.print(workload, TorchTable.WHO, "samples/s", batch, freeing(() -> {
            optimiser.zero_grad();
            var loss = torch.cross_entropy_loss(apply(x, layers), labels);
            loss.backward();
            optimiser.step();
            loss.item_float();
        }));
        var mode = new InferenceMode(true);
        Steady.print(workload + "-inference", TorchTable.WHO, "samples/s", batch, freeing(() -> apply(x, layers)));
        mode.close();
    }

    private Tensor apply(Tensor x, long[][] layers) {
        var y = x;
        int next = 0;
        for (int i = 0; i < layers.length; i++) {
            var layer = layers[i];
            if (layer.length == 0) {
                y = torch.max_pool2d(y, 2, 2);
                continue;
            }
            var weight = theta.get(next++);
            var bias = new TensorOptional(theta.get(next++));
            if (layer.length == 4) {
                long[] one = {1, 1};
                y = torch.conv2d(y, weight, bias, one, new long[] {layer[3], layer[3]}, one, 1);
            } else {
                y = torch.linear(y.flatten(1, -1), weight, bias);
            }
            y = i < layers.length - 1 ? y.relu() : y;
        }
        return y;
    }

    private static Tensor parameter(Tensor values) {
        values.set_requires_grad(true);
        return values;
    }

    /** Frees what a step allocates natively when it ends. */
    private static Runnable freeing(Runnable step) {
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
