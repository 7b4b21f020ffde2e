package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Operations that only move elements. Their result is squared, so that the weights meet every element in its place and the
 * second derivative is not zero.
 */
final class LayoutCases {
    private LayoutCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        for (var order : List.of(shape(1, 0), shape(0, 2, 1), shape(2, 0, 1), shape(2, 1, 0), shape(3, 1, 0, 2))) {
            var shape = Arrays.copyOf(shape(2, 3, 5, 2), order.length);
            add(file, "permute", Arrays.toString(order), Map.of("order", order), shape, x -> x.permute(order));
        }
        for (var axes : List.of(shape(0, 1), shape(0, 2), shape(-1, -2), shape(1, 1))) {
            var params = Map.<String, Object>of("first", axes[0], "second", axes[1]);
            add(file, "transpose", Arrays.toString(axes), params, shape(2, 3, 4), x -> x.transpose(axes[0], axes[1]));
        }
        reshape(file, shape(2, 6), shape(3, 4));
        reshape(file, shape(2, 3, 4), shape(24));
        reshape(file, shape(6), shape(2, 1, 3));
        reshape(file, shape(1), shape());
        reshape(file, shape(2, 0), shape(0, 5));
        reshape(file, shape(2, 6), shape(4, -1));
        add(
                file,
                "reshape",
                "of a transposed matrix",
                Map.of("shape", shape(2, 6), "transposed", true),
                shape(3, 4),
                x -> x.transpose(0, 1).reshape(shape(2, 6)));
        broadcast(file, shape(), shape(3));
        broadcast(file, shape(3), shape(2, 3));
        broadcast(file, shape(2, 1), shape(2, 4));
        broadcast(file, shape(3, 1), shape(2, 3, 4));
        broadcast(file, shape(1), shape(0));
        slices(file);
        joins(file);
        pads(file);
        return file;
    }

    @FunctionalInterface
    private interface Move {
        Tensor of(Tensor x);
    }

    private static void add(VectorFile file, String op, String name, Map<String, Object> params, long[] shape, Move f) {
        file.add(op, name, params, List.of(Draw.of(op, name).normal(shape)), x -> f.of(x[0]).square());
    }

    private static void reshape(VectorFile file, long[] from, long[] to) {
        var name = Arrays.toString(from) + " to " + Arrays.toString(to);
        add(file, "reshape", name, Map.of("shape", to), from, x -> x.reshape(to));
    }

    private static void broadcast(VectorFile file, long[] from, long[] to) {
        var name = Arrays.toString(from) + " to " + Arrays.toString(to);
        add(file, "broadcast", name, Map.of("shape", to), from, x -> x.expand(to));
    }

    private static void slices(VectorFile file) {
        slice(file, shape(7), 0, 2, 5, 1);
        slice(file, shape(7), 0, 0, 7, 3);
        slice(file, shape(7), 0, 1, 6, 2);
        slice(file, shape(7), 0, 3, 3, 1);
        slice(file, shape(4, 5), 1, 1, 5, 2);
        slice(file, shape(4, 5), 0, 1, 3, 1);
        slice(file, shape(2, 6, 3), 1, 1, 6, 2);
        slice(file, shape(7), 0, 6, -1, -1);
        slice(file, shape(7), 0, 5, 0, -2);
        slice(file, shape(4, 5), 1, 4, -1, -3);
        slice(file, shape(2, 6, 3), 1, 4, 1, -1);
        for (var axes : List.of(shape(0), shape(1), shape(0, 2))) {
            add(file, "flip", Arrays.toString(axes), Map.of("axes", axes), shape(2, 3, 4), x -> x.flip(axes));
        }
        for (var part = 0; part < 3; part++) {
            var index = part;
            var name = "part " + part + " of 3";
            add(file, "split", name, Map.of("axis", 1, "parts", 3, "part", part), shape(2, 6), x -> x.split(2, 1)
                    .get(index));
        }
    }

    /** Elements start, start + step, … before stop is reached; with a negative step, stop −1 is before the first. */
    private static void slice(VectorFile file, long[] shape, int axis, long start, long stop, long step) {
        var name = "%s axis %d, %d until %d by %d".formatted(Arrays.toString(shape), axis, start, stop, step);
        var params = Map.<String, Object>of("axis", axis, "start", start, "stop", stop, "step", step);
        var reversed =
                LongStream.iterate(start, i -> step > 0 ? i < stop : i > stop, i -> i + step).toArray();
        add(file, "slice", name, params, shape, x ->
                step > 0
                        ? x.slice(axis, new LongOptional(start), new LongOptional(stop), step)
                        : x.index_select(axis, AbstractTensor.create(reversed)));
    }

    private static void joins(VectorFile file) {
        concat(file, 0, shape(3), shape(2));
        concat(file, 0, shape(2, 3), shape(1, 3), shape(4, 3));
        concat(file, 1, shape(2, 3), shape(2, 1));
        concat(file, -1, shape(2, 1, 2), shape(2, 1, 3));
        concat(file, 0, shape(0, 3), shape(2, 3));
        for (var axis : List.of(0, 1, 2, -1)) {
            var name = "axis " + axis;
            var draw = Draw.of("stack", name);
            var inputs = List.of(draw.normal(2, 3), draw.normal(2, 3), draw.normal(2, 3));
            file.add("stack", name, Map.of("axis", axis), inputs, x -> torch.stack(new TensorVector(x), axis)
                    .square());
        }
    }

    private static void concat(VectorFile file, int axis, long[]... shapes) {
        var name = "axis " + axis + " of " + Arrays.deepToString(shapes);
        var draw = Draw.of("concat", name);
        var inputs = new ArrayList<Array>();
        for (var shape : shapes) inputs.add(draw.normal(shape));
        file.add("concat", name, Map.of("axis", axis), inputs, x -> torch.cat(new TensorVector(x), axis)
                .square());
    }

    private static void pads(VectorFile file) {
        pad(file, shape(3), shape(2), shape(1), 0);
        pad(file, shape(2, 3), shape(0, 1), shape(1, 2), 0);
        pad(file, shape(2, 3), shape(1, 1), shape(1, 1), 1.5);
        pad(file, shape(2, 2, 3), shape(0, 1, 0), shape(0, 1, 2), -2);
        pad(file, shape(0, 2), shape(1, 0), shape(1, 0), 0.5);
    }

    private static void pad(VectorFile file, long[] shape, long[] before, long[] after, double value) {
        var name = "%s by %s and %s with %s"
                .formatted(Arrays.toString(shape), Arrays.toString(before), Arrays.toString(after), value);
        var reference = new long[2 * shape.length]; // the reference lists the last axis first
        for (var axis = 0; axis < shape.length; axis++) {
            reference[2 * (shape.length - 1 - axis)] = before[axis];
            reference[2 * (shape.length - 1 - axis) + 1] = after[axis];
        }
        var params = Map.<String, Object>of("before", before, "after", after, "value", value);
        add(file, "pad", name, params, shape, x -> torch.constant_pad_nd(x, reference, new Scalar(value)));
    }
}
