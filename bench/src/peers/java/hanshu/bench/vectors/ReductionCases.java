package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.f64;
import static hanshu.bench.vectors.Array.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums and their kin over one axis, several or all, with the reduced axes kept or dropped; softmax along each axis. */
final class ReductionCases {
    private ReductionCases() {}

    @FunctionalInterface
    private interface Reduction {
        Tensor of(Tensor x, long[] axes, boolean keep);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Layout(String name, long[] shape, long[] axes, boolean keep) {}

    private static final List<Layout> LAYOUTS = List.of(
            new Layout("row, all", shape(7), shape(0), false),
            new Layout("last axis", shape(3, 5), shape(1), false),
            new Layout("first axis, kept", shape(3, 5), shape(0), true),
            new Layout("middle axis", shape(2, 3, 4), shape(1), false),
            new Layout("two outer axes", shape(2, 3, 4), shape(0, 2), false),
            new Layout("two last axes, kept", shape(2, 3, 4), shape(1, 2), true),
            new Layout("all axes", shape(2, 3, 2), shape(0, 1, 2), false),
            new Layout("all axes, kept", shape(3, 4), shape(0, 1), true),
            new Layout("negative axis", shape(2, 5), shape(-1), false),
            new Layout("long row", shape(33), shape(0), false));

    static VectorFile all() {
        var file = new VectorFile();
        var reductions = new LinkedHashMap<String, Reduction>();
        reductions.put("sum", (x, axes, keep) -> x.sum(axes, keep, new ScalarTypeOptional()));
        reductions.put("mean", (x, axes, keep) -> x.mean(axes, keep, new ScalarTypeOptional()));
        reductions.put("amax", torch::amax);
        reductions.put("amin", torch::amin);
        reductions.put("prod", ReductionCases::prod);
        reductions.put("logSumExp", torch::logsumexp);
        reductions.put("norm", (x, axes, keep) ->
                torch.linalg_vector_norm(x, new Scalar(2), axes, keep, new ScalarTypeOptional()));
        reductions.forEach((op, f) -> LAYOUTS.forEach(layout -> add(file, op, layout, Map.of(), f)));
        for (var correction : List.of(0, 1)) {
            var divisor = new ScalarOptional(new Scalar(correction));
            for (var layout : LAYOUTS) {
                var params = Map.<String, Object>of("correction", correction);
                add(file, "var", layout, params, (x, axes, keep) -> x.var(axes, divisor, keep));
                add(file, "std", layout, params, (x, axes, keep) -> x.std(axes, divisor, keep));
            }
        }
        products(file);
        extrema(file);
        emptyAxes(file);
        softmax(file);
        return file;
    }

    private static void add(VectorFile file, String op, Layout layout, Map<String, Object> more, Reduction f) {
        var name = layout.name + (more.isEmpty() ? "" : " " + more);
        var params = new LinkedHashMap<String, Object>(more);
        params.put("axes", layout.axes);
        params.put("keep", layout.keep);
        var scale = op.equals("prod") ? 1.5 : 3;
        var inputs = op.equals("prod")
                ? List.of(Draw.of(op, name).uniform(-scale, scale, layout.shape))
                : Draw.of(op, name).distinct(layout.shape);
        file.add(op, name, params, inputs, x -> f.of(x[0], layout.axes, layout.keep));
    }

    /** The reference multiplies along one axis at a time. */
    private static Tensor prod(Tensor x, long[] axes, boolean keep) {
        var sorted = new ArrayList<Long>();
        for (var axis : axes) sorted.add(axis < 0 ? axis + x.ndimension() : axis);
        sorted.sort(null);
        var product = x;
        for (var axis : sorted.reversed()) product = product.prod(axis, keep, new ScalarTypeOptional());
        return product;
    }

    private static void products(VectorFile file) {
        var zeros = Map.of(
                "one zero", f64(shape(5), 2, -1.5, 0, 0.5, 3),
                "two zeros", f64(shape(5), 2, 0, -1.5, 0, 3),
                "three zeros", f64(shape(5), 0, 0, -1.5, 0, 3));
        zeros.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> file.add(
                        "prod",
                        e.getKey(),
                        Map.of("axes", shape(0), "keep", false),
                        List.of(e.getValue()),
                        x -> prod(x[0], shape(0), false)));
        var rows = f64(shape(3, 3), 1, 2, 3, 0, 4, 5, 0, 0, 6);
        var params = Map.<String, Object>of("axes", shape(1), "keep", true);
        file.add("prod", "zeros in some rows", params, List.of(rows), x -> prod(x[0], shape(1), true));
    }

    private static void extrema(VectorFile file) {
        var ties = f64(shape(2, 4), 1, 3, 3, 2, 5, 5, 5, -1);
        var params = Map.<String, Object>of("axes", shape(1), "keep", false);
        file.add("amax", "ties", params, List.of(ties), x -> torch.amax(x[0], shape(1), false));
        file.add("amin", "ties", params, List.of(f64(shape(2, 3), 1, 1, 2, 0, 3, 0)), x ->
                torch.amin(x[0], shape(1), false));
        for (var layout : LAYOUTS) {
            if (layout.axes.length > 1) continue;
            var inputs = Draw.of("argmax", layout.name).distinct(layout.shape);
            var axis = layout.axes[0];
            var where = Map.<String, Object>of("axes", layout.axes, "keep", layout.keep);
            file.addValues("argmax", layout.name, where, inputs, x ->
                    torch.argmax(x[0], new LongOptional(axis), layout.keep));
            file.addValues("argmin", layout.name, where, inputs, x ->
                    torch.argmin(x[0], new LongOptional(axis), layout.keep));
        }
    }

    private static void emptyAxes(VectorFile file) {
        var empty = List.of(f64(shape(2, 0, 3)));
        for (var axis : new long[] {0, 1, 2}) {
            var name = "zero-size axis, over axis " + axis;
            var axes = shape(axis);
            var params = Map.<String, Object>of("axes", axes, "keep", false);
            file.addValues("sum", name, params, empty, x -> x[0].sum(axes, false, new ScalarTypeOptional()));
            file.addValues("mean", name, params, empty, x -> x[0].mean(axes, false, new ScalarTypeOptional()));
            file.addValues("prod", name, params, empty, x -> prod(x[0], axes, false));
            if (axis == 1) continue; // the largest of no elements is an error
            file.addValues("logSumExp", name, params, empty, x -> torch.logsumexp(x[0], axes, false));
        }
    }

    private static void softmax(VectorFile file) {
        for (var shape : List.of(shape(5), shape(3, 4), shape(2, 3, 4), shape(1, 17), shape(4, 1))) {
            for (var axis = 0; axis < shape.length; axis++) {
                var along = axis;
                var name = Arrays.toString(shape) + " along axis " + axis;
                var params = Map.<String, Object>of("axis", axis);
                var inputs = List.of(Draw.of("softmax", name).normal(shape));
                file.add("softmax", name, params, inputs, x -> x[0].softmax(along));
                file.add("logSoftmax", name, params, inputs, x -> x[0].log_softmax(along));
            }
        }
        var large = List.of(f64(shape(2, 3), 1000, 1001, 999, -1000, -1003, -1001));
        var last = Map.<String, Object>of("axis", -1);
        file.add("softmax", "large values", last, large, x -> x[0].softmax(-1));
        file.add("logSoftmax", "large values", last, large, x -> x[0].log_softmax(-1));
        var params = Map.<String, Object>of("axes", shape(-1), "keep", false);
        file.add("logSumExp", "large values", params, large, x -> torch.logsumexp(x[0], shape(-1), false));
    }
}
