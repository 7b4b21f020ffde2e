package hanshu.bench.vectors;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Losses of labels, of counts and areas, and of pairs and triplets of vectors. */
final class MoreLossCases {
    private static final Map<String, Long> REDUCTIONS = new TreeMap<>(Map.of("none", 0L, "mean", 1L, "sum", 2L));

    private MoreLossCases() {}

    @FunctionalInterface
    private interface Loss {
        Tensor of(Tensor[] x, long reduction);
    }

    static VectorFile all() {
        var file = new VectorFile();
        labels(file, 1, 2);
        labels(file, 6, 3);
        for (var shape : List.of(Array.shape(7), Array.shape(5, 3))) {
            elements(file, shape);
        }
        dice(file);
        pairs(file);
        return file;
    }

    private static void add(VectorFile file, String op, Map<String, Object> more, List<Array> inputs, Loss loss) {
        REDUCTIONS.forEach((reduction, number) -> {
            var params = new LinkedHashMap<>(more);
            params.put("reduction", reduction);
            var name = Arrays.toString(inputs.getFirst().shape()) + " " + new TreeMap<>(params);
            file.add(op, name, params, inputs, x -> loss.of(x, number));
        });
    }

    private static Tensor reduce(Tensor losses, long reduction) {
        return reduction == 0 ? losses : reduction == 1 ? losses.mean() : losses.sum();
    }

    private static void labels(VectorFile file, long batch, long classes) {
        var draw = Draw.of("labels", batch + " of " + classes);
        var inputs = List.of(draw.normal(batch, classes), draw.index(classes, batch));
        var weights = draw.uniform(0.25, 2, classes);
        for (var ignored : new long[] {-100, 1}) {
            for (var weighted : new boolean[] {false, true}) {
                var params = new LinkedHashMap<String, Object>(Map.of("ignored", ignored));
                if (weighted) params.put("classWeights", weights.data());
                Supplier<TensorOptional> optional = () -> weighted ? new TensorOptional(weights.tensor()) : new TensorOptional();
                add(file, "nll", params, inputs, (x, r) ->
                        torch.nll_loss(x[0].log_softmax(1), x[1], optional.get(), r, ignored));
                for (var smoothing : new double[] {0, 0.1}) {
                    var smoothed = new LinkedHashMap<>(params);
                    smoothed.put("smoothing", smoothing);
                    add(file, "crossEntropyIgnoring", smoothed, inputs, (x, r) ->
                            torch.cross_entropy_loss(x[0], x[1], optional.get(), r, ignored, smoothing));
                }
            }
        }
        for (var squared : new boolean[] {false, true}) {
            for (var weighted : new boolean[] {false, true}) {
                var params = new LinkedHashMap<String, Object>(Map.of("squared", squared, "margin", 0.75));
                if (weighted) params.put("classWeights", weights.data());
                Supplier<TensorOptional> optional = () -> weighted ? new TensorOptional(weights.tensor()) : new TensorOptional();
                add(file, "multiMargin", params, inputs, (x, r) -> {
                    var own = x[0].gather(1, x[1].unsqueeze(1));
                    var excess = x[0].sub(own).add(new Scalar(0.75)).relu();
                    var power = squared ? excess.square() : excess;
                    var other = torch.ones_like(power).scatter(1, x[1].unsqueeze(1), new Scalar(0));
                    var losses = power.mul(other).sum(1).div(new Scalar(classes));
                    return reduce(weighted ? losses.mul(weights.tensor().index_select(0, x[1])) : losses, r);
                });
                REDUCTIONS.forEach((reduction, number) -> {
                    var named = new LinkedHashMap<>(params);
                    named.put("reduction", reduction);
                    var name = "by the function " + batch + " " + new TreeMap<>(named);
                    file.addValues("multiMargin", name, named, inputs, x -> torch.multi_margin_loss(
                            x[0], x[1], new Scalar(squared ? 2 : 1), new Scalar(0.75), optional.get(), number));
                });
            }
        }
    }

    private static void elements(VectorFile file, long[] shape) {
        var draw = Draw.of("moreLosses", Arrays.toString(shape));
        var logs = draw.uniform(-3, -0.1, shape);
        var probabilities = List.of(logs, draw.uniform(0.05, 1, shape));
        add(file, "klDivergence", Map.of("log", false), probabilities, (x, r) -> torch.kl_div(x[0], x[1], r, false));
        var both = List.of(logs, draw.uniform(-3, -0.1, shape));
        add(file, "klDivergence", Map.of("log", true), both, (x, r) -> torch.kl_div(x[0], x[1], r, true));
        var rates = List.of(draw.uniform(0.25, 3, shape), draw.uniform(0.125, 4, shape));
        for (var log : new boolean[] {false, true}) {
            for (var full : new boolean[] {false, true}) {
                add(file, "poisson", Map.of("log", log, "full", full), rates, (x, r) ->
                        torch.poisson_nll_loss(x[0], x[1], log, full, 1e-8, r));
            }
        }
        var scores = draw.normal(shape);
        var signs = signs(draw, shape);
        add(file, "hinge", Map.of("margin", 0.75, "source", "composed"), List.of(scores, signs), (x, r) ->
                reduce(x[0].mul(x[1]).neg().add(new Scalar(0.75)).relu(), r));
        add(file, "hingeEmbedding", Map.of("margin", 0.75, "signs", signs.data()), List.of(scores), (x, r) ->
                torch.hinge_embedding_loss(x[0], signs.tensor(), 0.75, r));
        var focal = List.of(draw.uniform(-4, 4, shape), draw.uniform(0, 1, shape));
        add(file, "focal", Map.of("alpha", 0.25, "gamma", 2.0, "source", "composed"), focal, (x, r) -> {
            var p = x[0].sigmoid();
            var cross = torch.binary_cross_entropy_with_logits(x[0], x[1], new TensorOptional(), new TensorOptional(), 0);
            var one = torch.ones_like(p);
            var right = p.mul(x[1]).add(one.sub(p).mul(one.sub(x[1])));
            var alpha = x[1].mul(new Scalar(0.25)).add(one.sub(x[1]).mul(new Scalar(0.75)));
            return reduce(alpha.mul(one.sub(right).square()).mul(cross), r);
        });
        var a = draw.normal(shape);
        var b = draw.distinct(shape).getFirst();
        add(file, "marginRanking", Map.of("margin", 0.25), List.of(a, b, signs), (x, r) ->
                torch.margin_ranking_loss(x[0], x[1], x[2], 0.25, r));
    }

    /** −1 or 1. */
    private static Array signs(Draw draw, long... shape) {
        var data = draw.normal(shape).doubles();
        for (var i = 0; i < data.length; i++) data[i] = Math.signum(data[i]);
        return Array.f64(shape, data);
    }

    private static void dice(VectorFile file) {
        for (var shape : List.of(Array.shape(3, 5), Array.shape(2, 3, 2, 1))) {
            var draw = Draw.of("dice", Arrays.toString(shape));
            var inputs = List.of(draw.uniform(0.1, 0.9, shape), draw.uniform(0, 1, shape));
            add(file, "dice", Map.of("smooth", 0.5, "source", "composed"), inputs, (x, r) -> {
                var p = x[0].flatten(1, -1);
                var y = x[1].flatten(1, -1);
                var overlap = p.mul(y).sum(1).mul(new Scalar(2)).add(new Scalar(0.5));
                return reduce(overlap.div(p.add(y).sum(1).add(new Scalar(0.5))).neg().add(new Scalar(1)), r);
            });
        }
    }

    private static void pairs(VectorFile file) {
        for (var batch : new long[] {1, 5}) {
            var draw = Draw.of("pairs", "" + batch);
            var three = List.of(draw.normal(batch, 3), draw.normal(batch, 3), draw.normal(batch, 3));
            var two = three.subList(0, 2);
            var signs = signs(draw, batch);
            add(file, "cosineEmbedding", Map.of("margin", -0.5, "signs", signs.data()), two, (x, r) ->
                    torch.cosine_embedding_loss(x[0], x[1], signs.tensor(), -0.5, r));
            for (var swap : new boolean[] {false, true}) {
                add(file, "triplet", Map.of("margin", 1.0, "swap", swap), three, (x, r) ->
                        torch.triplet_margin_loss(x[0], x[1], x[2], 1, 2, 1e-6, swap, r));
            }
            add(file, "infoNce", Map.of("temperature", 0.5, "source", "composed"), two, (x, r) ->
                    softmaxLoss(unit(x[0]).matmul(unit(x[1]).t()).div(new Scalar(0.5)), 0, r));
            add(file, "ntXent", Map.of("temperature", 0.5, "source", "composed"), two, (x, r) -> {
                var views = unit(torch.cat(new TensorVector(x[0], x[1]), 0));
                var never = torch.eye(2 * batch).to(views.scalar_type()).mul(new Scalar(1e9));
                return softmaxLoss(views.matmul(views.t()).div(new Scalar(0.5)).sub(never), batch, r);
            });
        }
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.square().sum(new long[] {1}, true, new ScalarTypeOptional()).sqrt());
    }

    /** The cross-entropy of row i, which belongs to column i + shift, going round. */
    private static Tensor softmaxLoss(Tensor logits, long shift, long reduction) {
        var n = Math.toIntExact(logits.size(0));
        var partner = new long[n];
        for (var i = 0; i < n; i++) partner[i] = (i + shift) % n;
        var target = Array.i64(Array.shape(n), partner).tensor();
        return torch.cross_entropy_loss(logits, target, new TensorOptional(), reduction, -100, 0);
    }
}
