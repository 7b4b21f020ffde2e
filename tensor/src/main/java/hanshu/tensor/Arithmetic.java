package hanshu.tensor;

import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Reduction;
import hanshu.tensor.Op.Unary;

/** Elementwise arithmetic, reductions, running sums and softmax: picks the kernel for the type and the layout. */
final class Arithmetic {
    private static final int GRAIN = 1 << 15;

    /** Elements of a row below which it is repeated to about {@link #RUN}. */
    private static final int SHORT = 256;

    private static final int RUN = 1 << 11;

    private Arithmetic() {}

    static Tensor unary(Unary f, Tensor x) {
        var source = x.contiguous();
        int n = source.count();
        int from = source.offset();
        if (x.dtype() == DType.F32) {
            var storage = Storage.room(DType.F32, n);
            var in = (float[]) source.array();
            var out = (float[]) storage.array();
            if (n < 2 * GRAIN) {
                Machine.kernels().unary(f, in, from, out, 0, n);
            } else {
                Parallel.run(
                        Math.ceilDiv(n, GRAIN),
                        task -> Machine.kernels()
                                .unary(
                                        f,
                                        in,
                                        from + task * GRAIN,
                                        out,
                                        task * GRAIN,
                                        Math.min(GRAIN, n - task * GRAIN)));
            }
            return Tensor.owning(storage, x.shape());
        }
        if (x.dtype() == DType.F64) {
            var storage = Storage.room(DType.F64, n);
            PlainDoubles.unary(f, (double[]) source.array(), from, (double[]) storage.array(), 0, n);
            return Tensor.owning(storage, x.shape());
        }
        return throughDoubles(f, x.dtype(), unary(f, x.cast(DType.F64)));
    }

    static Tensor binary(Binary f, Tensor a, Tensor b) {
        requireSameType(f, a, b);
        var shape = Shape.broadcast(f, a.shape(), b.shape());
        return switch (a.dtype()) {
            case F32 -> binaryFloats(f, a, b, shape);
            case F64 -> binaryDoubles(f, a, b, shape);
            default -> throughDoubles(f, a.dtype(), binaryDoubles(f, a.cast(DType.F64), b.cast(DType.F64), shape));
        };
    }

    private static Tensor binaryFloats(Binary f, Tensor a, Tensor b, Shape shape) {
        int n = shape.count();
        if (n > 1 && a.isOneNumber() && b.isOneNumber()) { // so is the result
            return binaryFloats(f, a.one(), b.one(), Shape.of()).expandTo(shape);
        }
        var storage = Storage.room(DType.F32, n);
        var out = (float[]) storage.array();
        if (n == 0) { // whose strides say nothing
            return Tensor.owning(storage, shape);
        }
        if (n < 2 * GRAIN && isRun(a, shape) && isRun(b, shape)) {
            Machine.kernels()
                    .binary(
                            f,
                            (float[]) a.array(),
                            a.offset(),
                            step(a, n),
                            (float[]) b.array(),
                            b.offset(),
                            step(b, n),
                            out,
                            0,
                            n);
            return Tensor.owning(storage, shape);
        }
        var loops = new Loops(shape, Loops.stretch(a, shape), Loops.stretch(b, shape), shape.strides());
        if (loops.innerStep(0) > 1 || loops.innerStep(0) < 0) {
            return binaryFloats(f, a.contiguous(), b, shape);
        }
        if (loops.innerStep(1) > 1 || loops.innerStep(1) < 0) {
            return binaryFloats(f, a, b.contiguous(), shape);
        }
        var left = (float[]) a.array();
        var right = (float[]) b.array();
        if (n > 0 && isVectorOverRows(loops)) { // a bias
            int width = loops.size(1);
            overRows(
                    n,
                    width,
                    right,
                    b.offset(),
                    (vector, at, run) ->
                            Machine.kernels().binary(f, left, a.offset() + at, 1, vector, 0, 1, out, at, run));
            return Tensor.owning(storage, shape);
        }
        loops.forEach(
                new int[] {a.offset(), b.offset(), 0},
                (at, steps, run) ->
                        Machine.kernels().binary(f, left, at[0], steps[0], right, at[1], steps[1], out, at[2], run));
        return Tensor.owning(storage, shape);
    }

    /** Whether operand 0 is rows that lie one after the other, and operand 1 is one short row for all of them. */
    private static boolean isVectorOverRows(Loops loops) {
        return loops.rank() == 2
                && loops.size(1) < SHORT
                && loops.stride(1, 0) == 0
                && loops.innerStep(1) == 1
                && loops.stride(0, 0) == loops.size(1)
                && loops.innerStep(0) == 1;
    }

    /** Elements {@code at} … of some rows, which meet a vector that holds a row several times. */
    private interface Rows {
        void accept(float[] vector, int at, int n);
    }

    /** A short row is repeated, so that the kernel has long runs. */
    private static void overRows(int n, int width, float[] row, int offset, Rows body) {
        int run = RUN / width * width;
        var vector = new float[Math.min(run, n)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = row[offset + i % width];
        }
        Parallel.ranges(n, GRAIN / run * run, (from, to) -> {
            for (int at = from; at < to; at += run) {
                body.accept(vector, at, Math.min(run, to - at));
            }
        });
    }

    private static Tensor binaryDoubles(Binary f, Tensor a, Tensor b, Shape shape) {
        var left = a.expandTo(shape).contiguous();
        var right = b.expandTo(shape).contiguous();
        var storage = Storage.room(DType.F64, shape.count());
        PlainDoubles.binary(
                f,
                (double[]) left.array(),
                left.offset(),
                1,
                (double[]) right.array(),
                right.offset(),
                1,
                (double[]) storage.array(),
                0,
                shape.count());
        return Tensor.owning(storage, shape);
    }

    /** Whether the operand is one plain run over the whole result: all of it in order, or a single number. */
    private static boolean isRun(Tensor t, Shape shape) {
        return t.isOneNumber() || (t.shape().equals(shape) && t.isContiguous());
    }

    private static int step(Tensor t, int n) {
        return n != 1 && t.isOneNumber() ? 0 : 1;
    }

    static Tensor reduce(Reduction f, Tensor x, int from, int to, boolean keep) {
        if (x.dtype() != DType.F32 && x.dtype() != DType.F64) {
            return throughDoubles(f, x.dtype(), reduce(f, x.cast(DType.F64), from, to, keep));
        }
        var source = x.contiguous();
        int n = x.shape().count(from, to);
        if (n == 0 && f != Reduction.SUM) {
            throw new ShapeException(
                    f + ": there is nothing along the axes " + from + " to " + (to - 1) + " of " + x.shape());
        }
        var shape = x.shape().reduced(from, to, keep);
        int inner = x.shape().count(to, x.shape().rank());
        int outer = x.shape().count(0, from);
        var storage = Storage.room(x.dtype(), shape.count());
        if (source.array() instanceof float[] in) {
            var out = (float[]) storage.array();
            var kernels = Machine.kernels();
            if (inner == 1) {
                kernels.reduceRows(f, in, source.offset(), outer, n, out, 0);
            } else {
                for (int i = 0; i < outer; i++) {
                    kernels.reduceColumns(f, in, source.offset() + i * n * inner, n, inner, out, i * inner);
                }
            }
        } else {
            var in = (double[]) source.array();
            var out = (double[]) storage.array();
            for (int i = 0; i < outer; i++) {
                PlainDoubles.reduceColumns(f, in, source.offset() + i * n * inner, n, inner, out, i * inner);
            }
        }
        return Tensor.owning(storage, shape);
    }

    static Tensor cumSum(Tensor x, int axis, boolean reverse) {
        if (!x.dtype().isFloating()) {
            return throughDoubles(Reduction.SUM, x.dtype(), cumSum(x.cast(DType.F64), axis, reverse));
        }
        var source = x.contiguous();
        int n = x.shape().size(axis);
        int inner = x.shape().count(axis + 1, x.shape().rank());
        int rows = n == 0 ? 0 : x.count() / n;
        var storage = Storage.room(x.dtype(), x.count());
        for (int row = 0; row < rows; row++) {
            int start = row / inner * n * inner + row % inner;
            int first = reverse ? start + (n - 1) * inner : start;
            int step = reverse ? -inner : inner;
            double sum = 0;
            if (source.array() instanceof float[] in) {
                var out = (float[]) storage.array();
                for (int i = 0, at = first; i < n; i++, at += step) {
                    sum += in[source.offset() + at];
                    out[at] = (float) sum;
                }
            } else {
                var in = (double[]) source.array();
                var out = (double[]) storage.array();
                for (int i = 0, at = first; i < n; i++, at += step) {
                    sum += in[source.offset() + at];
                    out[at] = sum;
                }
            }
        }
        return Tensor.owning(storage, x.shape());
    }

    static Tensor softmax(Tensor x, boolean log) {
        if (!x.dtype().isFloating()) {
            throw new ShapeException("softmax: needs F32 or F64, got " + x.dtype() + "; cast it");
        }
        var source = x.contiguous();
        int n = x.shape().size(-1);
        int rows = n == 0 ? 0 : x.count() / n;
        var storage = Storage.room(x.dtype(), x.count());
        if (source.array() instanceof float[] in) {
            var out = (float[]) storage.array();
            if (log) {
                Machine.kernels().logSoftmax(in, source.offset(), rows, n, out, 0);
            } else {
                Machine.kernels().softmax(in, source.offset(), rows, n, out, 0);
            }
        } else {
            var in = (double[]) source.array();
            var out = (double[]) storage.array();
            if (log) {
                PlainDoubles.logSoftmax(in, source.offset(), rows, n, out, 0);
            } else {
                PlainDoubles.softmax(in, source.offset(), rows, n, out, 0);
            }
        }
        return Tensor.owning(storage, x.shape());
    }

    /** Whole numbers are computed as doubles, exact up to 2⁵³; what would leave them is refused. */
    private static Tensor throughDoubles(Enum<?> f, DType dtype, Tensor result) {
        boolean staysWhole = f instanceof Reduction
                || f == Binary.PLUS
                || f == Binary.MINUS
                || f == Binary.TIMES
                || f == Binary.MAX
                || f == Binary.MIN
                || f == Unary.NEG
                || f == Unary.ABS
                || f == Unary.SIGN
                || f == Unary.SQUARE;
        if (!dtype.isInteger() || !staysWhole) {
            throw new ShapeException(f + ": needs F32 or F64, got " + dtype + "; cast it");
        }
        return result.cast(dtype);
    }

    static void requireSameType(Object what, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new ShapeException(
                    what + ": types differ, " + a.dtype() + " and " + b.dtype() + "; cast one of them");
        }
    }
}
