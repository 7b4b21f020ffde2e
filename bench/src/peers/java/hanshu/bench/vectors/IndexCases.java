package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.i64;
import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Elements and slices chosen by index, and sums scattered to indices that repeat. */
final class IndexCases {
    private IndexCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        gather(file, 0, shape(5), shape(7));
        gather(file, 0, shape(4, 3), shape(6, 3));
        gather(file, 1, shape(4, 3), shape(4, 5));
        gather(file, 1, shape(4, 3), shape(4, 1));
        gather(file, 1, shape(2, 5, 3), shape(2, 2, 3));
        gather(file, 2, shape(2, 3, 5), shape(2, 3, 2));
        gather(file, 1, shape(3, 4), shape(3, 0));
        select(file, 0, shape(5), 7);
        select(file, 0, shape(4, 3), 6);
        select(file, 1, shape(4, 3), 2);
        select(file, 1, shape(2, 5, 3), 4);
        select(file, 2, shape(2, 3, 5), 1);
        select(file, 0, shape(4, 3), 0);
        scatterAdd(file, 0, shape(5), shape(9));
        scatterAdd(file, 0, shape(3, 4), shape(6, 4));
        scatterAdd(file, 1, shape(3, 4), shape(3, 7));
        scatterAdd(file, 1, shape(2, 4, 3), shape(2, 6, 3));
        scatterAdd(file, 2, shape(2, 3, 4), shape(2, 3, 5));
        scatterAdd(file, 0, shape(3), shape(0));
        indexAdd(file, 0, shape(4, 3), 6);
        indexAdd(file, 1, shape(4, 3), 5);
        indexAdd(file, 1, shape(2, 4, 3), 6);
        indexAdd(file, 0, shape(5), 9);
        return file;
    }

    private static void gather(VectorFile file, int axis, long[] shape, long[] index) {
        var name = Arrays.toString(index) + " of " + Arrays.toString(shape) + " along axis " + axis;
        var draw = Draw.of("gather", name);
        var inputs = List.of(draw.normal(shape), draw.index(shape[axis], index));
        file.add("gather", name, Map.of("axis", axis), inputs, x -> x[0].gather(axis, x[1]));
    }

    private static void select(VectorFile file, int axis, long[] shape, long count) {
        var name = count + " of " + Arrays.toString(shape) + " along axis " + axis;
        var draw = Draw.of("indexSelect", name);
        var inputs = List.of(draw.normal(shape), draw.index(shape[axis], count));
        file.add("indexSelect", name, Map.of("axis", axis), inputs, x -> x[0].index_select(axis, x[1]));
    }

    private static void scatterAdd(VectorFile file, int axis, long[] shape, long[] index) {
        var name = Arrays.toString(index) + " into " + Arrays.toString(shape) + " along axis " + axis;
        var draw = Draw.of("scatterAdd", name);
        var inputs = List.of(draw.normal(shape), draw.index(shape[axis], index), draw.normal(index));
        file.add("scatterAdd", name, Map.of("axis", axis), inputs, x -> x[0].scatter_add(axis, x[1], x[2]));
    }

    /** Slices added along an axis at indices that repeat: the gradient of index select. */
    private static void indexAdd(VectorFile file, int axis, long[] shape, long count) {
        var name = count + " into " + Arrays.toString(shape) + " along axis " + axis;
        var draw = Draw.of("indexAdd", name);
        var source = shape.clone();
        source[axis] = count;
        var index = draw.index(shape[axis], count);
        var inputs = List.of(draw.normal(shape), i64(shape(count), (long[]) index.data()), draw.normal(source));
        file.add("indexAdd", name, Map.of("axis", axis), inputs, x -> x[0].index_add(axis, x[1], x[2]));
    }
}
