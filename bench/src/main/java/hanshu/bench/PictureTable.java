package hanshu.bench;

import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.nn.Sequential;
import hanshu.nn.conv.Convolution;
import hanshu.nn.conv.MaxPool;
import hanshu.nn.loss.CrossEntropy;
import hanshu.nn.optim.Sgd;
import hanshu.tensor.Buffers;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;
import hanshu.train.Examples;
import hanshu.train.Training;
import hanshu.train.TrainingConfig;
import java.util.ArrayList;
import java.util.Set;

/**
 * What training on pictures reaches, through the public interface: LeNet on 28 × 28 × 1 with 64 pictures a step, and a
 * small VGG on 32 × 32 × 3 with 32, on random data. Arguments choose among {@code lenet} and {@code vgg}; {@code
 * composed} takes the convolutions apart into patches and a matrix product, to show what blocks earn.
 */
public final class PictureTable {
    private static final Key KEY = Key.of(1);

    private PictureTable() {}

    /** A convolution by its definition: all patches as one matrix, times the weight. */
    private record Composed(Convolution convolution) implements Layer {
        @Override
        public Tensor apply(Tensor x, Pass pass) {
            var window = convolution.window();
            var weight = convolution.weight();
            var patches = x.unfold(window); // (batch, places…, window…, in)
            var places = patches.shape().range(0, window.rank() + 1);
            int out = weight.size(-1);
            var y = patches.reshape(places.count(), weight.count() / out)
                    .matmul(weight.reshape(weight.count() / out, out))
                    .reshape(places.append(weight.shape().range(window.rank() + 1, window.rank() + 2))
                            .toArray());
            return y.plus(convolution.bias().orElseThrow());
        }
    }

    public static void main(String[] args) {
        var chosen = Set.of(args);
        boolean composed = chosen.contains("composed");
        var who = composed ? TrainingTable.WHO + " composed" : TrainingTable.WHO;
        if (chosen.isEmpty() || chosen.contains("lenet")) {
            measure("lenet", who, 64, leNet(composed), leNetPictures());
        }
        if (chosen.isEmpty() || chosen.contains("vgg")) {
            measure("vgg", who, 32, vgg(composed), vggPictures());
        }
    }

    /** Convolutions 5 × 5 to 6 and 16 channels, each with relu and a pool, then 120, 84 and 10 units. */
    static Sequential leNet(boolean composed) {
        return Sequential.of(
                convolution(1, 6, Window.of(5, 5).withPadding(2), composed, KEY.at(0)),
                Activation.RELU,
                MaxPool.of(2, 2),
                convolution(6, 16, Window.of(5, 5), composed, KEY.at(1)),
                Activation.RELU,
                MaxPool.of(2, 2),
                (x, pass) -> x.flatten(1),
                Linear.of(400, 120, KEY.at(2)),
                Activation.RELU,
                Linear.of(120, 84, KEY.at(3)),
                Activation.RELU,
                Linear.of(84, 10, KEY.at(4)));
    }

    /** Convolutions 3 × 3 to 32, 32, pool, 64, 64, pool, 128 channels, pool, then 256 and 10 units. */
    static Sequential vgg(boolean composed) {
        var layers = new ArrayList<Layer>();
        int in = 3;
        for (int out : new int[] {32, 32, 0, 64, 64, 0, 128, 0}) {
            if (out == 0) {
                layers.add(MaxPool.of(2, 2));
            } else {
                layers.add(convolution(in, out, Window.of(3, 3).withPadding(1), composed, KEY.at(layers.size())));
                layers.add(Activation.RELU);
                in = out;
            }
        }
        layers.add((x, pass) -> x.flatten(1));
        layers.add(Linear.of(4 * 4 * 128, 256, KEY.at("hidden")));
        layers.add(Activation.RELU);
        layers.add(Linear.of(256, 10, KEY.at("last")));
        return new Sequential(layers);
    }

    private static Layer convolution(int in, int out, Window window, boolean composed, Key key) {
        var convolution = Convolution.of(in, out, window, key);
        return composed ? new Composed(convolution) : convolution;
    }

    static Tensor leNetPictures() {
        return KEY.at("x").normal(640, 28, 28, 1);
    }

    static Tensor vggPictures() {
        return KEY.at("x").normal(320, 32, 32, 3);
    }

    private static void measure(String workload, String who, int batch, Sequential model, Tensor x) {
        Steady.print(workload, who, "samples/s", batch, training(model, batch, x));
        Steady.print(workload + "-inference", who, "samples/s", batch, inference(model, batch, x));
    }

    static Runnable training(Sequential model, int batch, Tensor x) {
        int n = x.size(0);
        var labels = KEY.at("y").uniform(0, 10, n).cast(DType.I64);
        var steps = Training.of(
                        model,
                        (m, b, pass) -> new CrossEntropy().of(m.apply(b.x(), pass), b.y()),
                        new Examples(x, labels).batches(),
                        TrainingConfig.of(1_000_000, batch, 0.01).withOptimiser(new Sgd.Config()),
                        KEY)
                .iterator();
        return steps::next;
    }

    static Runnable inference(Sequential like, int batch, Tensor x) {
        var model = Params.of(like).frozen(like);
        var buffers = new Buffers();
        var few = x.slice(0, 0, batch);
        return () -> buffers.step(() -> {
            model.apply(few, Pass.evaluation());
        });
    }
}
