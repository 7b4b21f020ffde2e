package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisation of groups, instances, sizes and weights; channels last. Bags of embeddings. */
final class NormCases {
    private NormCases() {}

    static void addTo(VectorFile file) {
        for (var shape : List.of(shape(2, 4), shape(3, 5, 4), shape(1, 3, 1, 6), shape(2, 2, 3, 4))) {
            var channels = shape[shape.length - 1];
            for (var groups : new long[] {1, 2, channels}) {
                if (groups == channels && shape.length == 2) continue; // one element to a group
                group(file, shape, groups);
            }
        }
        for (var shape : List.of(shape(1, 1), shape(3, 5), shape(2, 3, 17))) rms(file, shape);
        weightNorm(file);
        for (var mode = 0; mode < 3; mode++) {
            bag(file, mode, -1);
            bag(file, mode, 1);
        }
    }

    private static void group(VectorFile file, long[] shape, long groups) {
        var name = Arrays.toString(shape) + " in " + groups;
        var draw = Draw.of("groupNorm", name);
        var channels = shape[shape.length - 1];
        var inputs = List.of(draw.normal(shape), draw.uniform(0.5, 2, channels), draw.normal(channels));
        file.add("groupNorm", name, Map.of("groups", groups, "eps", 1e-5), inputs, x -> torch.group_norm(
                        x[0].movedim(-1, 1), groups, new TensorOptional(x[1]), new TensorOptional(x[2]), 1e-5, false)
                .movedim(1, -1));
    }

    private static void rms(VectorFile file, long[] shape) {
        var features = shape[shape.length - 1];
        var draw = Draw.of("rmsNorm", Arrays.toString(shape));
        var inputs = List.of(draw.normal(shape), draw.uniform(0.5, 2, features));
        file.add("rmsNorm", Arrays.toString(shape), Map.of("eps", 1e-5), inputs, x ->
                torch.rms_norm(x[0], shape(features), new TensorOptional(x[1]), new DoubleOptional(1e-5)));
    }

    private static void weightNorm(VectorFile file) {
        var draw = Draw.of("weightNorm", "5 to 3");
        var inputs = List.of(draw.normal(4, 5), draw.normal(5, 3), draw.uniform(0.5, 2, 3), draw.normal(3));
        file.add("weightNorm", "5 to 3", Map.of("source", "composed"), inputs, x -> {
            var length = x[1].square().sum(new long[] {0}, true, new ScalarTypeOptional()).sqrt();
            return x[0].matmul(x[1].mul(x[2]).div(length)).add(x[3]);
        });
        var u = draw.normal(3);
        var v = draw.normal(5);
        var params = Map.<String, Object>of("u", u.data(), "v", v.data(), "source", "composed");
        var some = List.of(inputs.get(0), inputs.get(1), inputs.get(3));
        file.add("spectralNorm", "evaluating", params, some, x -> {
            var sigma = v.tensor().dot(x[1].matmul(u.tensor()));
            return x[0].matmul(x[1].div(sigma)).add(x[2]);
        });
    }

    private static void bag(VectorFile file, int mode, long padding) {
        var name = List.of("sum", "mean", "max").get(mode) + (padding < 0 ? "" : ", padding");
        var draw = Draw.of("embeddingBag", name);
        var inputs = List.of(draw.normal(4, 3), draw.index(4, 3, 5));
        var offsets = Array.i64(shape(3), 0, 5, 10);
        var params = Map.<String, Object>of("mode", mode, "padding", padding);
        file.addValues("embeddingBag", name, params, inputs, x -> torch.embedding_bag(
                        x[0],
                        x[1].flatten(),
                        offsets.tensor(),
                        false,
                        mode,
                        false,
                        new TensorOptional(),
                        false,
                        padding < 0
                                ? new LongOptional()
                                : new LongOptional(padding))
                .get0());
        file.add("embeddingBag", name + ", composed", params, inputs, x -> {
            var rows = torch.embedding(x[0], x[1]);
            var counts = x[1].ne(new Scalar(padding)).unsqueeze(-1).to(rows.scalar_type());
            if (mode == 2) {
                var hidden = counts.sub(new Scalar(1)).mul(new Scalar(1e9));
                return torch.amax(rows.add(hidden), shape(1), false);
            }
            var sum = rows.mul(counts).sum(1);
            return mode == 0 ? sum : sum.div(counts.sum(1));
        });
    }
}
