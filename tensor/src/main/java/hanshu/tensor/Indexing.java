package hanshu.tensor;

import java.util.Arrays;

/** Joining, picking by number, and their adjoints. Where numbers repeat, contributions add up in their order. */
final class Indexing {
    /** Elements worth handing to another thread. */
    private static final int GRAIN = 1 << 14;

    private Indexing() {}

    static Tensor unslice(Tensor x, int axis, int start, int step, int size) {
        var shape = x.shape().with(axis, size);
        var storage = zeros(x.dtype(), shape.count());
        if (x.count() > 0) {
            var strides = shape.strides().clone();
            int offset = start * strides[axis];
            strides[axis] *= step;
            Moves.copy(x.array(), x.offset(), x.strides(), storage.array(), offset, strides, x.shape());
        }
        return Tensor.owning(storage, shape);
    }

    static Tensor concat(Tensor[] parts, int axis) {
        int size = 0;
        for (var part : parts) {
            if (part.dtype() != parts[0].dtype()
                    || part.shape().rank() != parts[0].shape().rank()
                    || !part.shape().with(axis, 1).equals(parts[0].shape().with(axis, 1))) {
                throw new ShapeException("concat: parts may differ along axis " + axis + " only, " + parts[0].dtype()
                        + " " + parts[0].shape() + " and " + part.dtype() + " " + part.shape());
            }
            size += part.shape().size(axis);
        }
        var shape = parts[0].shape().with(axis, size);
        var storage = Storage.room(parts[0].dtype(), shape.count());
        var strides = shape.strides();
        int offset = 0;
        for (var part : parts) {
            if (part.count() > 0) {
                Moves.copy(part.array(), part.offset(), part.strides(), storage.array(), offset, strides, part.shape());
            }
            offset += part.shape().size(axis) * strides[axis];
        }
        return Tensor.owning(storage, shape);
    }

    static Tensor take(Tensor x, Tensor index, int axis) {
        var numbers = numbers("take", index, x.shape().size(axis));
        var source = x.contiguous();
        int inner = x.shape().count(axis + 1, x.shape().rank());
        int outer = x.shape().count(0, axis);
        int n = x.shape().size(axis);
        var shape = x.shape()
                .range(0, axis)
                .append(index.shape())
                .append(x.shape().range(axis + 1, x.shape().rank()));
        var storage = Storage.room(x.dtype(), shape.count());
        int picks = index.count();
        if (inner == 1
                && outer == 1
                && source.array() instanceof float[] from
                && storage.array() instanceof float[] to) {
            for (int i = 0; i < picks; i++) {
                to[i] = from[source.offset() + numbers[i]];
            }
            return Tensor.owning(storage, shape);
        }
        Parallel.ranges(outer * picks, Parallel.grain(GRAIN, inner), (first, end) -> {
            for (int i = first; i < end; i++) {
                int start = source.offset() + (i / picks * n + numbers[i % picks]) * inner;
                copy(source.array(), start, storage.array(), i * inner, inner);
            }
        });
        return Tensor.owning(storage, shape);
    }

    /** As System.arraycopy, which takes longer to get going than a few numbers take to copy. */
    private static void copy(Object from, int at, Object to, int toAt, int n) {
        if (n <= 4 && from instanceof float[] source && to instanceof float[] target) {
            for (int i = 0; i < n; i++) {
                target[toAt + i] = source[at + i];
            }
        } else {
            System.arraycopy(from, at, to, toAt, n);
        }
    }

    static Tensor addAt(Tensor slices, Tensor index, int axis, int size) {
        var numbers = numbers("addAt", index, size);
        int indexRank = index.shape().rank();
        var shape = slices.shape()
                .range(0, axis)
                .append(Shape.of(size))
                .append(slices.shape().range(axis + indexRank, slices.shape().rank()));
        int inner = shape.count(axis + 1, shape.rank());
        int outer = shape.count(0, axis);
        var source = slices.contiguous();
        var storage = zeros(slices.dtype(), shape.count());
        int at = source.offset();
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < index.count(); i++) {
                add(source.array(), at, storage.array(), (o * size + numbers[i]) * inner, inner);
                at += inner;
            }
        }
        return Tensor.owning(storage, shape);
    }

    static Tensor gather(Tensor x, Tensor index, int axis) {
        requireSameButFor("gather", x, index, axis);
        int n = x.shape().size(axis);
        var numbers = numbers("gather", index, n);
        var source = x.contiguous();
        var storage = Storage.room(x.dtype(), index.count());
        int inner = x.shape().count(axis + 1, x.shape().rank());
        int picked = index.shape().size(axis) * inner; // elements for each number before the axis
        var from = source.array();
        var to = storage.array();
        Parallel.ranges(x.shape().count(0, axis), Parallel.grain(GRAIN, picked), (first, end) -> {
            for (int o = first; o < end; o++) {
                gather(from, source.offset() + o * n * inner, numbers, o * picked, picked, inner, to);
            }
        });
        return Tensor.owning(storage, index.shape());
    }

    /** Picks n elements, the first at {@code at}, of those that begin at {@code start}, {@code inner} for each number. */
    private static void gather(Object from, int start, int[] numbers, int at, int n, int inner, Object to) {
        int c = 0;
        if (from instanceof float[] source && to instanceof float[] target) {
            for (int i = at; i < at + n; i++) {
                target[i] = source[start + numbers[i] * inner + c];
                c = c + 1 == inner ? 0 : c + 1;
            }
        } else {
            for (int i = at; i < at + n; i++) {
                System.arraycopy(from, start + numbers[i] * inner + c, to, i, 1);
                c = c + 1 == inner ? 0 : c + 1;
            }
        }
    }

    static Tensor scatterAdd(Tensor source, Tensor index, int axis, int size) {
        if (!source.shape().equals(index.shape())) {
            throw new ShapeException(
                    "scatterAdd: source and index differ, " + source.shape() + " and " + index.shape());
        }
        var numbers = numbers("scatterAdd", index, size);
        var values = source.contiguous();
        var shape = source.shape().with(axis, size);
        var storage = zeros(source.dtype(), shape.count());
        int inner = shape.count(axis + 1, shape.rank());
        int picked = index.shape().size(axis) * inner; // elements for each number before the axis
        var from = values.array();
        var to = storage.array();
        Parallel.ranges(shape.count(0, axis), Parallel.grain(GRAIN, picked), (first, end) -> {
            for (int o = first; o < end; o++) {
                int at = o * picked;
                scatterAdd(from, values.offset() + at, numbers, at, picked, inner, to, o * size * inner);
            }
        });
        return Tensor.owning(storage, shape);
    }

    /** Adds n elements, whose numbers begin at {@code at}, to those that begin at {@code start}. */
    private static void scatterAdd(
            Object from, int source, int[] numbers, int at, int n, int inner, Object to, int start) {
        int c = 0;
        if (from instanceof float[] values && to instanceof float[] sums) {
            for (int i = 0; i < n; i++) {
                sums[start + numbers[at + i] * inner + c] += values[source + i];
                c = c + 1 == inner ? 0 : c + 1;
            }
        } else {
            for (int i = 0; i < n; i++) {
                add(from, source + i, to, start + numbers[at + i] * inner + c, 1);
                c = c + 1 == inner ? 0 : c + 1;
            }
        }
    }

    /** Adds n elements to others. */
    static void add(Object from, int at, Object to, int toAt, int n) {
        if (from instanceof float[] source && to instanceof float[] target) {
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[at + i];
            }
        } else if (from instanceof double[] source && to instanceof double[] target) {
            for (int i = 0; i < n; i++) {
                target[toAt + i] += source[at + i];
            }
        } else {
            throw new ShapeException("adding at an index needs F32 or F64; cast it");
        }
    }

    /** The numbers of an index, the first {@code index.count()} of the array; only read, it may be the index's own. */
    private static int[] numbers(String what, Tensor index, int size) {
        if (!index.dtype().isInteger()) {
            throw new ShapeException(what + ": an index is I32 or I64, got " + index.dtype() + "; cast it");
        }
        var source = index.contiguous();
        int n = index.count();
        if (source.array() instanceof int[] array) {
            int least = 0;
            int most = 0;
            for (int i = source.offset(); i < source.offset() + n; i++) {
                least = Math.min(least, array[i]);
                most = Math.max(most, array[i]);
            }
            for (int i = 0; i < n && (least < 0 || most >= size); i++) { // one of them is wrong
                number(what, array[source.offset() + i], size, i, index);
            }
            return source.offset() == 0 ? array : Arrays.copyOfRange(array, source.offset(), source.offset() + n);
        }
        var numbers = new int[n];
        var array = (long[]) source.array();
        for (int i = 0; i < n; i++) {
            numbers[i] = number(what, array[source.offset() + i], size, i, index);
        }
        return numbers;
    }

    private static int number(String what, long number, int size, int i, Tensor index) {
        if (number < 0 || number >= size) {
            throw new ShapeException(what + ": index " + number + " is not one of 0 … " + (size - 1) + " (element " + i
                    + " of the index, " + index.shape() + ")");
        }
        return (int) number;
    }

    private static void requireSameButFor(String what, Tensor x, Tensor index, int axis) {
        if (x.shape().rank() != index.shape().rank()
                || !x.shape().with(axis, 1).equals(index.shape().with(axis, 1))) {
            throw new ShapeException(what + ": shapes may differ along axis " + axis + " only, " + x.shape()
                    + " and index " + index.shape());
        }
    }

    /** Room filled with zeros; lent arrays hold what was there before. */
    static Storage zeros(DType dtype, int count) {
        var storage = Storage.room(dtype, count);
        switch (storage.array()) {
            case float[] a -> Arrays.fill(a, 0);
            case double[] a -> Arrays.fill(a, 0);
            case int[] a -> Arrays.fill(a, 0);
            case long[] a -> Arrays.fill(a, 0);
            case boolean[] a -> Arrays.fill(a, false);
            case short[] a -> Arrays.fill(a, (short) 0);
            case byte[] a -> Arrays.fill(a, (byte) 0);
            default -> throw new AssertionError(dtype);
        }
        return storage;
    }
}
