package hanshu.tensor;

/** Which element is largest, and in which order elements lie. NaN counts as the largest, as in NumPy and PyTorch. */
final class Ordering {
    /** Elements worth handing to another thread. */
    private static final int GRAIN = 1 << 12;

    private Ordering() {}

    static Tensor argReduce(Tensor x, int axis, boolean largest) {
        int n = x.shape().size(axis);
        if (n == 0) {
            throw new ShapeException(
                    (largest ? "argmax" : "argmin") + ": axis " + axis + " of " + x.shape() + " is empty");
        }
        var values = Moves.doubles(x);
        int inner = x.shape().count(axis + 1, x.shape().rank());
        var shape = x.shape().with(axis, 1);
        var storage = Storage.room(DType.I64, shape.count());
        var out = (long[]) storage.array();
        for (int row = 0; row < shape.count(); row++) {
            int start = row / inner * n * inner + row % inner;
            int best = 0;
            for (int i = 1; i < n && !Double.isNaN(values[start + best * inner]); i++) {
                double value = values[start + i * inner];
                double champion = values[start + best * inner];
                if (Double.isNaN(value) || (largest ? value > champion : value < champion)) {
                    best = i;
                }
            }
            out[row] = best;
        }
        return Tensor.owning(storage, shape);
    }

    static Tensor argSort(Tensor x, int axis, boolean descending) {
        var values = Moves.doubles(x);
        int n = x.shape().size(axis);
        int inner = x.shape().count(axis + 1, x.shape().rank());
        int rows = n == 0 ? 0 : x.count() / n;
        var storage = Storage.room(DType.I64, x.count());
        var out = (long[]) storage.array();
        Parallel.ranges(rows, Parallel.grain(GRAIN, n), (from, to) -> {
            var order = new int[n];
            var spare = new int[n];
            var row = new double[n];
            for (int r = from; r < to; r++) {
                int start = r / inner * n * inner + r % inner;
                for (int i = 0; i < n; i++) {
                    row[i] = values[start + i * inner];
                    order[i] = i;
                }
                mergeSort(row, order, spare, 0, n, descending);
                for (int i = 0; i < n; i++) {
                    out[start + i * inner] = order[i];
                }
            }
        });
        return Tensor.owning(storage, x.shape());
    }

    /** Sorts the indices by their values, equal ones staying in order; by hand because boxing would cost more. */
    private static void mergeSort(double[] values, int[] order, int[] spare, int from, int to, boolean descending) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(values, order, spare, from, middle, descending);
        mergeSort(values, order, spare, middle, to, descending);
        System.arraycopy(order, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right == to || (left < middle && !before(values[spare[right]], values[spare[left]], descending));
            order[i] = takeLeft ? spare[left++] : spare[right++];
        }
    }

    private static boolean before(double a, double b, boolean descending) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return descending ? Double.isNaN(a) && !Double.isNaN(b) : !Double.isNaN(a) && Double.isNaN(b);
        }
        return descending ? a > b : a < b;
    }
}
