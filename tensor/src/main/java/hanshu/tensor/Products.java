package hanshu.tensor;

/** The matrix product over the last two axes, with batch axes broadcasting. */
final class Products {
    /** Below this many multiplications a batch is split over threads rather than each matrix. */
    private static final long SMALL = 1 << 20;

    private Products() {}

    static Tensor matmul(Tensor a, Tensor b) {
        int ra = a.shape().rank();
        int rb = b.shape().rank();
        if (ra < 2 || rb < 2) {
            throw new ShapeException("matmul: needs matrices, " + a.shape() + " × " + b.shape());
        }
        int m = a.shape().size(-2);
        int k = a.shape().size(-1);
        int n = b.shape().size(-1);
        if (k != b.shape().size(-2)) {
            throw new ShapeException("matmul: inner axes differ, " + a.shape() + " × " + b.shape());
        }
        Arithmetic.requireSameType("matmul", a, b);
        if (!a.dtype().isFloating()) {
            throw new ShapeException("matmul: needs F32 or F64, got " + a.dtype() + "; cast it");
        }
        var left = walkable(a);
        var right = walkable(b);
        var batch = Shape.broadcast(
                "matmul: batch axes", a.shape().range(0, ra - 2), b.shape().range(0, rb - 2));
        var shape = batch.append(Shape.of(m, n));
        var storage = k == 0 ? Indexing.zeros(a.dtype(), shape.count()) : Storage.room(a.dtype(), shape.count());
        if (k == 0 || shape.count() == 0) {
            return Tensor.owning(storage, shape);
        }
        if (batch.count() == 1) {
            multiply(left, left.offset(), right, right.offset(), storage, 0, m, n, k);
        } else {
            var leftStarts = starts(left, batch);
            var rightStarts = starts(right, batch);
            if ((long) m * n * k < SMALL) {
                Parallel.run(
                        batch.count(),
                        i -> multiply(left, leftStarts[i], right, rightStarts[i], storage, i * m * n, m, n, k));
            } else {
                for (int i = 0; i < batch.count(); i++) {
                    multiply(left, leftStarts[i], right, rightStarts[i], storage, i * m * n, m, n, k);
                }
            }
        }
        return Tensor.owning(storage, shape);
    }

    /** The kernels take matrices whose rows or whose columns lie next to each other; anything else is copied first. */
    private static Tensor walkable(Tensor x) {
        int rank = x.shape().rank();
        int rows = x.strides()[rank - 2];
        int columns = x.strides()[rank - 1];
        boolean rowsAdjacent = columns == 1 || x.shape().size(-1) == 1;
        boolean columnsAdjacent = rows == 1 || x.shape().size(-2) == 1;
        return (rowsAdjacent || columnsAdjacent) && rows >= 0 && columns >= 0 ? x : x.contiguous();
    }

    private static int[] starts(Tensor x, Shape batch) {
        var matrix = x.shape().range(x.shape().rank() - 2, x.shape().rank());
        var strides = Loops.stretch(x, batch.append(matrix));
        var starts = new int[batch.count()];
        for (int i = 0; i < starts.length; i++) {
            int at = x.offset();
            int rest = i;
            for (int axis = batch.rank() - 1; axis >= 0; axis--) {
                at += rest % batch.size(axis) * strides[axis];
                rest /= batch.size(axis);
            }
            starts[i] = at;
        }
        return starts;
    }

    private static void multiply(
            Tensor a, int aStart, Tensor b, int bStart, Storage storage, int start, int m, int n, int k) {
        int ra = a.shape().rank();
        int rb = b.shape().rank();
        int ars = a.strides()[ra - 2];
        int acs = a.strides()[ra - 1];
        int brs = b.strides()[rb - 2];
        int bcs = b.strides()[rb - 1];
        if (a.array() instanceof float[] left) {
            Machine.kernels()
                    .matmul(
                            m,
                            n,
                            k,
                            left,
                            aStart,
                            ars,
                            acs,
                            (float[]) b.array(),
                            bStart,
                            brs,
                            bcs,
                            (float[]) storage.array(),
                            start,
                            n,
                            false);
        } else {
            PlainDoubles.matmul(
                    m,
                    n,
                    k,
                    (double[]) a.array(),
                    aStart,
                    ars,
                    acs,
                    (double[]) b.array(),
                    bStart,
                    brs,
                    bcs,
                    (double[]) storage.array(),
                    start,
                    n,
                    false);
        }
    }
}
