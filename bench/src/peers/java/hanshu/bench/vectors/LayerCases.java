package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.f64;
import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Activations and layers. The weight of a linear layer is stored as (in, out). */
final class LayerCases {
    private LayerCases() {}

    static VectorFile activations() {
        var file = new VectorFile();
        var functions = new LinkedHashMap<String, UnaryOperator<Tensor>>();
        functions.put("relu", Tensor::relu);
        functions.put("leakyRelu", x -> torch.leaky_relu(x, new Scalar(0.01)));
        functions.put("elu", torch::elu);
        functions.put("gelu", torch::gelu);
        functions.put("geluTanh", x -> torch.gelu(x, "tanh"));
        functions.put("silu", torch::silu);
        functions.put("mish", torch::mish);
        functions.put("sigmoid", Tensor::sigmoid);
        functions.put("hardSigmoid", LayerCases::hardSigmoid);
        functions.put("tanh", Tensor::tanh);
        functions.put("softplus", torch::softplus);
        // Tails stop at 15: the reference's softplus is the identity from 20 on.
        var tails = f64(shape(8), -15, -9.5, -6.25, -0.0078125, 0.0078125, 6.25, 9.5, 15);
        functions.forEach((op, f) -> {
            for (var shape : List.of(shape(17), shape(3, 5))) {
                var name = Arrays.toString(shape);
                file.add(op, name, Map.of(), List.of(Draw.of(op, name).uniform(-5, 5, shape)), x -> f.apply(x[0]));
            }
            file.add(op, "tails", Map.of(), List.of(tails), x -> f.apply(x[0]));
        });
        withParameter(file, "leakyRelu", 0.25, x -> torch.leaky_relu(x, new Scalar(0.25)));
        withParameter(file, "elu", 0.5, x -> torch.elu(x, new Scalar(0.5), new Scalar(1), new Scalar(1)));
        return file;
    }

    private static void withParameter(VectorFile file, String op, double parameter, UnaryOperator<Tensor> f) {
        var inputs = List.of(Draw.of(op, "parameter").uniform(-5, 5, 17));
        file.add(op, "parameter " + parameter, Map.of("parameter", parameter), inputs, x -> f.apply(x[0]));
    }

    /** Composed, since the reference's own function has no second derivative: max(0, min(1, x/6 + 1/2)). */
    private static Tensor hardSigmoid(Tensor x) {
        return torch.clamp(x.add(new Scalar(3)), new ScalarOptional(new Scalar(0)), new ScalarOptional(new Scalar(6)))
                .div(new Scalar(6));
    }

    static VectorFile layers() {
        var file = new VectorFile();
        linear(file, shape(1, 1), 1);
        linear(file, shape(3, 5), 2);
        linear(file, shape(17, 7), 5);
        linear(file, shape(2, 3, 4), 3);
        var withoutBias = Draw.of("linear", "without bias");
        file.add(
                "linear",
                "without bias",
                Map.of(),
                List.of(withoutBias.normal(3, 5), withoutBias.normal(5, 2)),
                x -> torch.linear(x[0], x[1].t()));
        for (var batch : new long[] {2, 7, 33}) batchNorm(file, batch, 3);
        layerNorm(file, shape(2, 2));
        layerNorm(file, shape(3, 5));
        layerNorm(file, shape(2, 3, 17));
        NormCases.addTo(file);
        for (var index : List.of(shape(5), shape(2, 3))) {
            var draw = Draw.of("embedding", Arrays.toString(index));
            var inputs = List.of(draw.normal(4, 3), draw.index(4, index));
            file.add("embedding", Arrays.toString(index), Map.of(), inputs, x -> torch.embedding(x[0], x[1])
                    .square());
        }
        return file;
    }

    private static void linear(VectorFile file, long[] shape, long out) {
        var name = Arrays.toString(shape) + " to " + out;
        var draw = Draw.of("linear", name);
        var inputs = List.of(draw.normal(shape), draw.normal(shape[shape.length - 1], out), draw.normal(out));
        file.add("linear", name, Map.of(), inputs, x -> torch.linear(x[0], x[1].t(), new TensorOptional(x[2])));
    }

    /** Inputs: x (batch, features), scale, shift. The running statistics are parameters of the case, no inputs. */
    private static void batchNorm(VectorFile file, long batch, long features) {
        var name = "batch " + batch;
        var draw = Draw.of("batchNorm", name);
        var inputs = List.of(draw.normal(batch, features), draw.uniform(0.5, 2, features), draw.normal(features));
        var mean = draw.normal(features);
        var variance = draw.uniform(0.5, 2, features);
        for (var training : new boolean[] {true, false}) {
            var params = Map.<String, Object>of(
                    "training",
                    training,
                    "momentum",
                    0.1,
                    "eps",
                    1e-5,
                    "runningMean",
                    mean.data(),
                    "runningVariance",
                    variance.data());
            var mode = name + (training ? ", training" : ", evaluating");
            file.add("batchNorm", mode, params, inputs, x ->
                    batchNorm(x, mean.tensor(), variance.tensor(), training));
            if (!training) continue;
            file.addValues("batchNormRunningMean", mode, params, inputs, x -> {
                var running = mean.tensor();
                batchNorm(x, running, variance.tensor(), true);
                return running;
            });
            file.addValues("batchNormRunningVariance", mode, params, inputs, x -> {
                var running = variance.tensor();
                batchNorm(x, mean.tensor(), running, true);
                return running;
            });
        }
    }

    private static Tensor batchNorm(Tensor[] x, Tensor mean, Tensor variance, boolean training) {
        return torch.batch_norm(
                x[0],
                new TensorOptional(x[1]),
                new TensorOptional(x[2]),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training,
                0.1,
                1e-5,
                false);
    }

    private static void layerNorm(VectorFile file, long[] shape) {
        var name = Arrays.toString(shape);
        var features = shape[shape.length - 1];
        var draw = Draw.of("layerNorm", name);
        var inputs = List.of(draw.normal(shape), draw.uniform(0.5, 2, features), draw.normal(features));
        file.add("layerNorm", name, Map.of("eps", 1e-5), inputs, x -> torch.layer_norm(
                x[0], shape(features), new TensorOptional(x[1]), new TensorOptional(x[2]), 1e-5, false));
    }
}
