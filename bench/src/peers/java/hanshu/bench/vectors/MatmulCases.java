package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of vectors, matrices and batches of matrices, at sizes that fill no block, with transposed factors. */
final class MatmulCases {
    private MatmulCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        for (var n : new long[] {1, 2, 3, 5, 7, 17, 33}) {
            add(file, shape(n), shape(n));
            add(file, shape(n, 3), shape(3));
            add(file, shape(5), shape(5, n));
            add(file, shape(n, 2), shape(2, 3));
            add(file, shape(3, n), shape(n, 2));
            add(file, shape(2, 3), shape(3, n));
        }
        add(file, shape(1, 1), shape(1, 1));
        add(file, shape(7, 17), shape(17, 5));
        add(file, shape(17, 17), shape(17, 17));
        add(file, shape(33, 7), shape(7, 17));
        add(file, shape(17, 33), shape(33, 5));
        add(file, shape(2, 3, 4), shape(4, 5));
        add(file, shape(2, 3, 4), shape(2, 4, 5));
        add(file, shape(1, 3, 4), shape(5, 4, 2));
        add(file, shape(5, 3, 4), shape(1, 4, 2));
        add(file, shape(3, 4), shape(2, 4, 3));
        add(file, shape(2, 1, 3, 4), shape(5, 4, 2));
        add(file, shape(2, 1, 3, 2), shape(1, 3, 2, 2));
        add(file, shape(4), shape(2, 4, 3));
        add(file, shape(2, 3, 4), shape(4));
        add(file, shape(3, 0), shape(0, 2));
        add(file, shape(0, 3), shape(3, 2));
        add(file, shape(0, 2, 3), shape(3, 2));
        transposed(file, shape(4, 3), shape(4, 5), true, false);
        transposed(file, shape(3, 4), shape(5, 4), false, true);
        transposed(file, shape(4, 3), shape(5, 4), true, true);
        transposed(file, shape(17, 7), shape(17, 5), true, false);
        transposed(file, shape(7, 17), shape(5, 17), false, true);
        transposed(file, shape(17, 7), shape(5, 17), true, true);
        transposed(file, shape(2, 4, 3), shape(4, 5), true, false);
        transposed(file, shape(2, 3, 4), shape(2, 5, 4), false, true);
        transposed(file, shape(3, 4, 2), shape(1, 5, 4), true, true);
        return file;
    }

    private static void add(VectorFile file, long[] a, long[] b) {
        var name = Arrays.toString(a) + " × " + Arrays.toString(b);
        var draw = Draw.of("matmul", name);
        file.add("matmul", name, Map.of(), List.of(draw.normal(a), draw.normal(b)), x -> x[0].matmul(x[1]));
    }

    private static void transposed(VectorFile file, long[] a, long[] b, boolean left, boolean right) {
        var name = Arrays.toString(a) + (left ? "ᵀ × " : " × ") + Arrays.toString(b) + (right ? "ᵀ" : "");
        var draw = Draw.of("matmul", name);
        file.add(
                "matmul",
                name,
                Map.of("transposeLeft", left, "transposeRight", right),
                List.of(draw.normal(a), draw.normal(b)),
                x -> (left ? x[0].transpose(-1, -2) : x[0]).matmul(right ? x[1].transpose(-1, -2) : x[1]));
    }
}
