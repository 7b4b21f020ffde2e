package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.f64;
import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/** Running sums, products and maxima; sorting and the k largest. */
final class OrderCases {
    private OrderCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        for (var shape : List.of(shape(1), shape(17), shape(3, 5), shape(2, 3, 4), shape(2, 0))) {
            for (var axis = 0; axis < shape.length; axis++) {
                var along = axis;
                var name = Arrays.toString(shape) + " along axis " + axis;
                var params = Map.<String, Object>of("axis", axis);
                var inputs = Draw.of("cumulative", name).distinct(shape);
                file.add("cumsum", name, params, inputs, x -> x[0].cumsum(along));
                file.add("cummax", name, params, inputs, x -> torch.cummax(x[0], along)
                        .get0());
                var factors = List.of(Draw.of("cumprod", name).uniform(-1.5, 1.5, shape));
                file.add("cumprod", name, params, factors, x -> x[0].cumprod(along));
                sort(file, name, axis, shape);
            }
        }
        var first = Map.<String, Object>of("axis", 0);
        file.add("cumprod", "one zero", first, List.of(f64(shape(5), 2, -1.5, 0, 0.5, 3)), x -> x[0].cumprod(0));
        file.add("cumprod", "two zeros", first, List.of(f64(shape(6), 2, 0, -1.5, 0, 3, 1.25)), x -> x[0].cumprod(0));
        var last = Map.<String, Object>of("axis", 1);
        var rows = List.of(f64(shape(3, 3), 1, 2, 3, 0, 4, 5, 2, 0, 6));
        file.add("cumprod", "zeros in some rows", last, rows, x -> x[0].cumprod(1));
        return file;
    }

    private static void sort(VectorFile file, String place, int axis, long[] shape) {
        var inputs = Draw.of("sort", place).distinct(shape);
        for (var descending : new boolean[] {false, true}) {
            var name = place + (descending ? ", descending" : "");
            var params = Map.<String, Object>of("axis", axis, "descending", descending);
            file.add("sort", name, params, inputs, x -> torch.sort(x[0], axis, descending)
                    .get0());
            file.addValues("argsort", name, params, inputs, x -> x[0].argsort(axis, descending));
        }
        for (var k = 1L; k <= shape[axis]; k = 2 * k + 1) {
            var count = k;
            for (var largest : new boolean[] {true, false}) {
                var name = place + ", " + k + (largest ? " largest" : " smallest");
                var params = Map.<String, Object>of("axis", axis, "k", k, "largest", largest);
                file.add("topk", name, params, inputs, x -> torch.topk(x[0], count, axis, largest, true)
                        .get0());
                file.addValues("topkIndices", name, params, inputs, x -> torch.topk(x[0], count, axis, largest, true)
                        .get1());
            }
        }
    }
}
