package hanshu.bench.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * CTC and the linear-chain conditional random field by their definitions, as sums over all paths, which are few here; and
 * the reference's own CTC, whose backward pass has no derivative, for the values of longer ones.
 */
final class SequenceCases {
    private SequenceCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        crf(file, "whole", 3, new long[] {3, 3}, new long[] {0, 1, 2, 2, 2, 1});
        crf(file, "of unequal length", 3, new long[] {3, 2, 1}, new long[] {0, 1, 2, 2, 0, -1, 1, -1, -1});
        crf(file, "one tag", 1, new long[] {2}, new long[] {0, 0});
        crf(file, "two tags, five steps", 2, new long[] {5}, new long[] {0, 1, 1, 0, 1});
        ctc(file, "different labels", 0, 3, new long[] {4}, new long[] {2}, 1, 2);
        ctc(file, "the same twice", 0, 3, new long[] {4}, new long[] {2}, 2, 2);
        ctc(file, "no label", 0, 3, new long[] {3}, new long[] {0}, 1);
        ctc(file, "blank last, of unequal length", 2, 3, new long[] {4, 3, 2}, new long[] {2, 1, 0}, 0, 1, 0, 7, -1, 7);
        ctc(file, "as many labels as steps", 0, 3, new long[] {2}, new long[] {2}, 2, 1);
        for (var reduction : List.of("none", "mean", "sum")) longCtc(file, reduction);
        return file;
    }

    /** Inputs: scores (batch, time, tags), transitions, start, end; the value is log p of each row. */
    private static void crf(VectorFile file, String name, int tags, long[] lengths, long... labels) {
        var draw = Draw.of("crf", name);
        int time = labels.length / lengths.length;
        var inputs = List.of(
                draw.normal(lengths.length, time, tags), draw.normal(tags, tags), draw.normal(tags), draw.normal(tags));
        var params = Map.<String, Object>of("tags", labels, "lengths", lengths);
        file.add("crf", name, params, inputs, x -> {
            var rows = new TensorVector();
            for (var row = 0; row < lengths.length; row++) {
                var length = Math.toIntExact(lengths[row]);
                var all = new TensorVector();
                var scores = x[0].select(0, row);
                for (var path : paths(tags, length, p -> true)) all.push_back(score(scores, x, path));
                var own = Arrays.stream(labels, row * time, row * time + length)
                        .mapToInt(Math::toIntExact)
                        .toArray();
                rows.push_back(score(scores, x, own).sub(torch.logsumexp(torch.stack(all, 0), 0)));
            }
            return torch.stack(rows, 0);
        });
    }

    private static Tensor score(Tensor scores, Tensor[] x, int... path) {
        var sum = x[2].select(0, path[0]).add(x[3].select(0, path[path.length - 1]));
        for (var t = 0; t < path.length; t++) {
            sum = sum.add(scores.select(0, t).select(0, path[t]));
            if (t > 0) sum = sum.add(x[1].select(0, path[t - 1]).select(0, path[t]));
        }
        return sum;
    }

    /** Input: logits (batch, time, classes); the value is the loss of each row. */
    private static void ctc(
            VectorFile file, String name, int blank, int classes, long[] times, long[] counts, long... labels) {
        var draw = Draw.of("ctc", name);
        int width = labels.length / times.length;
        var inputs = List.of(draw.normal(times.length, Arrays.stream(times).max().orElseThrow(), classes));
        var params = new TreeMap<String, Object>(
                Map.of("blank", blank, "labels", labels, "times", times, "counts", counts, "reduction", "none"));
        file.add("ctc", name, params, inputs, x -> {
            var p = torch.log_softmax(x[0], -1);
            var rows = new TensorVector();
            for (var row = 0; row < times.length; row++) {
                var wanted = Arrays.stream(labels, row * width, row * width + Math.toIntExact(counts[row]))
                        .mapToInt(Math::toIntExact)
                        .toArray();
                var all = new TensorVector();
                for (var path : paths(classes, Math.toIntExact(times[row]), q -> Arrays.equals(merged(blank, q), wanted))) {
                    var parts = new TensorVector();
                    for (var t = 0; t < path.length; t++) {
                        parts.push_back(p.select(0, row).select(0, t).select(0, path[t]));
                    }
                    all.push_back(torch.stack(parts, 0).sum());
                }
                rows.push_back(torch.logsumexp(torch.stack(all, 0), 0).neg());
            }
            return torch.stack(rows, 0);
        });
    }

    /** All paths over the classes that pass. */
    private static List<int[]> paths(int classes, int time, Predicate<int[]> passes) {
        var paths = new ArrayList<int[]>();
        var count = (int) Math.round(Math.pow(classes, time));
        for (var number = 0; number < count; number++) {
            var path = new int[time];
            for (int t = 0, rest = number; t < time; t++, rest /= classes) path[t] = rest % classes;
            if (passes.test(path)) paths.add(path);
        }
        return paths;
    }

    /** Without repetitions, then without blanks. */
    private static int[] merged(int blank, int... path) {
        var labels = new ArrayList<Integer>();
        for (var t = 0; t < path.length; t++) {
            if (path[t] != blank && (t == 0 || path[t] != path[t - 1])) labels.add(path[t]);
        }
        return labels.stream().mapToInt(i -> i).toArray();
    }

    private static void longCtc(VectorFile file, String reduction) {
        var draw = Draw.of("ctc", "long");
        var inputs = List.of(draw.normal(3, 12, 5));
        var labels = new long[] {1, 2, 2, 3, 4, 4, 1, 0, 0, 2, 2, 2, 2, 2, 2};
        var times = new long[] {12, 9, 8};
        var counts = new long[] {5, 2, 5};
        var params = Map.<String, Object>of(
                "blank", 0, "labels", labels, "times", times, "counts", counts, "reduction", reduction);
        var number = List.of("none", "mean", "sum").indexOf(reduction);
        for (var zero : new boolean[] {false, true}) {
            var all = new TreeMap<>(params);
            all.put("zeroInfinity", zero);
            var name = "longer, " + reduction + (zero ? ", zero for infinity" : "");
            file.addValues("ctc", name, all, inputs, x -> torch.ctc_loss(
                    torch.log_softmax(x[0], -1).transpose(0, 1),
                    Array.i64(Array.shape(3, 5), labels).tensor(),
                    times,
                    counts,
                    0,
                    number,
                    zero));
        }
    }
}
