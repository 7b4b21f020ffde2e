package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Losses of predictions and targets, averaged, summed and not reduced. */
final class LossCases {
    private LossCases() {}

    /** The reference's numbers of its reductions. */
    private static final Map<String, Long> REDUCTIONS = new TreeMap<>(Map.of("none", 0L, "mean", 1L, "sum", 2L));

    @FunctionalInterface
    private interface Loss {
        Tensor of(Tensor[] x, long reduction);
    }

    static VectorFile all() {
        var file = new VectorFile();
        for (var shape : List.of(shape(7), shape(5, 3))) {
            add(file, "mse", Map.of(), pair("mse", shape), (x, r) -> torch.mse_loss(x[0], x[1], r));
            add(file, "mae", Map.of(), pair("mae", shape), (x, r) -> torch.l1_loss(x[0], x[1], r));
            for (var delta : new double[] {1, 0.5, 2.25}) {
                var params = Map.<String, Object>of("delta", delta);
                add(file, "huber", params, pair("huber " + delta, shape), (x, r) ->
                        torch.huber_loss(x[0], x[1], r, delta));
            }
            var bce = Draw.of("bceWithLogits", "" + shape.length);
            var logits = List.of(bce.uniform(-6, 6, shape), bce.uniform(0, 1, shape));
            add(file, "bceWithLogits", Map.of(), logits, (x, r) -> torch.binary_cross_entropy_with_logits(
                    x[0], x[1], new TensorOptional(), new TensorOptional(), r));
            for (var quantile : new double[] {0.1, 0.5, 0.9}) {
                var params = Map.<String, Object>of("quantile", quantile, "source", "composed: max(q·e, (q−1)·e)");
                add(file, "quantile", params, pair("quantile " + quantile, shape), (x, r) -> {
                    var error = x[1].sub(x[0]);
                    return reduce(
                            torch.maximum(error.mul(new Scalar(quantile)), error.mul(new Scalar(quantile - 1))), r);
                });
            }
            gaussian(file, shape);
        }
        crossEntropy(file, 7, 3);
        crossEntropy(file, 1, 2);
        crossEntropy(file, 17, 5);
        return file;
    }

    /** Predictions and targets whose difference is an odd multiple of 1/128: at no kink of a loss. */
    private static List<Array> pair(String name, long[] shape) {
        var draw = Draw.of("loss", name + shape.length);
        return List.of(draw.normal(shape), draw.distinct(shape).getFirst());
    }

    private static void add(VectorFile file, String op, Map<String, Object> more, List<Array> inputs, Loss loss) {
        REDUCTIONS.forEach((reduction, number) -> {
            var params = new LinkedHashMap<>(more);
            params.put("reduction", reduction);
            var name = name(inputs.getFirst().shape(), params);
            file.add(op, name, params, inputs, x -> loss.of(x, number));
        });
    }

    private static String name(long[] shape, Map<String, Object> params) {
        var name = new StringBuilder(Arrays.toString(shape)).append(' ').append(params.get("reduction"));
        if (params.containsKey("smoothing")) name.append(", smoothing ").append(params.get("smoothing"));
        if (params.containsKey("classWeights")) name.append(", class weights");
        if (params.containsKey("delta")) name.append(", delta ").append(params.get("delta"));
        if (params.containsKey("quantile")) name.append(", quantile ").append(params.get("quantile"));
        return name.toString();
    }

    /** Inputs: mean, target, and the variance or its logarithm; the constant ½ log 2π is left out. */
    private static void gaussian(VectorFile file, long[] shape) {
        var draw = Draw.of("gaussian", "" + shape.length);
        var params = Map.<String, Object>of("source", "composed: (log σ² + (y−μ)²/σ²)/2");
        var variance = List.of(draw.normal(shape), draw.normal(shape), draw.uniform(0.25, 3, shape));
        add(file, "gaussianVariance", params, variance, (x, r) -> {
            var square = x[1].sub(x[0]).square().div(x[2]);
            return reduce(x[2].log().add(square).mul(new Scalar(0.5)), r);
        });
        var logarithm = List.of(draw.normal(shape), draw.normal(shape), draw.normal(shape));
        add(file, "gaussianLogVariance", params, logarithm, (x, r) -> {
            var square = x[1].sub(x[0]).square().mul(x[2].neg().exp());
            return reduce(x[2].add(square).mul(new Scalar(0.5)), r);
        });
    }

    private static Tensor reduce(Tensor losses, long reduction) {
        return reduction == 0 ? losses : reduction == 1 ? losses.mean() : losses.sum();
    }

    private static void crossEntropy(VectorFile file, long batch, long classes) {
        var draw = Draw.of("crossEntropy", batch + " of " + classes);
        var inputs = List.of(draw.normal(batch, classes), draw.index(classes, batch));
        var weights = draw.uniform(0.25, 2, classes);
        for (var smoothing : new double[] {0, 0.1}) {
            var plain = Map.<String, Object>of("smoothing", smoothing);
            add(file, "crossEntropy", plain, inputs, (x, r) ->
                    torch.cross_entropy_loss(x[0], x[1], new TensorOptional(), r, -100, smoothing));
            var weighted = Map.<String, Object>of("smoothing", smoothing, "classWeights", weights.data());
            add(file, "crossEntropy", weighted, inputs, (x, r) -> torch.cross_entropy_loss(
                    x[0], x[1], new TensorOptional(weights.tensor()), r, -100, smoothing));
        }
    }
}
