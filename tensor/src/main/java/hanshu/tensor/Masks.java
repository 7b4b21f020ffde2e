package hanshu.tensor;

import hanshu.tensor.Op.Comparison;
import hanshu.tensor.Op.Logic;

/** Comparisons, logic and choice. */
final class Masks {
    private Masks() {}

    static Tensor compare(Comparison f, Tensor a, Tensor b) {
        Arithmetic.requireSameType(f, a, b);
        var shape = Shape.broadcast(f, a.shape(), b.shape());
        var storage = Storage.room(DType.BOOL, shape.count());
        var out = (boolean[]) storage.array();
        if (a.dtype() == DType.F32) {
            var left = (float[]) a.array();
            var right = (float[]) b.array();
            loops(shape, a, b)
                    .forEach(
                            offsets(a, b),
                            (at, steps, n) ->
                                    compareRun(f, left, at[0], steps[0], right, at[1], steps[1], out, at[2], n));
        } else {
            var left = Moves.doubles(a.expandTo(shape));
            var right = Moves.doubles(b.expandTo(shape));
            for (int i = 0; i < out.length && i < left.length; i++) {
                out[i] = holds(f, left[i], right[i]);
            }
        }
        return Tensor.owning(storage, shape);
    }

    private static void compareRun(
            Comparison f, float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] out, int oo, int n) {
        switch (f) {
            case EQ -> {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = a[ao + i * as] == b[bo + i * bs];
                }
            }
            case GT -> {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = a[ao + i * as] > b[bo + i * bs];
                }
            }
            case LT -> {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = a[ao + i * as] < b[bo + i * bs];
                }
            }
            case NE, LE, GE -> {
                for (int i = 0; i < n; i++) {
                    out[oo + i] = holds(f, a[ao + i * as], b[bo + i * bs]);
                }
            }
        }
    }

    private static boolean holds(Comparison f, double a, double b) {
        return switch (f) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
        };
    }

    static Tensor logic(Logic f, Tensor a, Tensor b) {
        requireMask(f, a);
        requireMask(f, b);
        var shape = Shape.broadcast(f, a.shape(), b.shape());
        var storage = Storage.room(DType.BOOL, shape.count());
        var left = (boolean[]) a.array();
        var right = (boolean[]) b.array();
        var out = (boolean[]) storage.array();
        loops(shape, a, b).forEach(offsets(a, b), (at, steps, n) -> {
            for (int i = 0; i < n; i++) {
                boolean p = left[at[0] + i * steps[0]];
                boolean q = right[at[1] + i * steps[1]];
                out[at[2] + i] = switch (f) {
                    case AND -> p && q;
                    case OR -> p || q;
                    case XOR -> p ^ q;
                };
            }
        });
        return Tensor.owning(storage, shape);
    }

    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        requireMask("where", condition);
        Arithmetic.requireSameType("where", a, b);
        var shape = Shape.broadcast("where", condition.shape(), Shape.broadcast("where", a.shape(), b.shape()));
        var storage = Storage.room(a.dtype(), shape.count());
        var mask = (boolean[]) condition.array();
        var yes = a.array();
        var no = b.array();
        var out = storage.array();
        new Loops(
                        shape,
                        Loops.stretch(condition, shape),
                        Loops.stretch(a, shape),
                        Loops.stretch(b, shape),
                        shape.strides())
                .forEach(new int[] {condition.offset(), a.offset(), b.offset(), 0}, (at, steps, n) -> {
                    if (yes instanceof float[] f && no instanceof float[] g && out instanceof float[] to) {
                        for (int i = 0; i < n; i++) {
                            to[at[3] + i] =
                                    mask[at[0] + i * steps[0]] ? f[at[1] + i * steps[1]] : g[at[2] + i * steps[2]];
                        }
                    } else {
                        for (int i = 0; i < n; i++) {
                            boolean chosen = mask[at[0] + i * steps[0]];
                            System.arraycopy(
                                    chosen ? yes : no,
                                    chosen ? at[1] + i * steps[1] : at[2] + i * steps[2],
                                    out,
                                    at[3] + i,
                                    1);
                        }
                    }
                });
        return Tensor.owning(storage, shape);
    }

    private static Loops loops(Shape shape, Tensor a, Tensor b) {
        return new Loops(shape, Loops.stretch(a, shape), Loops.stretch(b, shape), shape.strides());
    }

    private static int[] offsets(Tensor a, Tensor b) {
        return new int[] {a.offset(), b.offset(), 0};
    }

    private static void requireMask(Object what, Tensor mask) {
        if (mask.dtype() != DType.BOOL) {
            throw new ShapeException(what + ": needs a BOOL mask, got " + mask.dtype() + "; compare it with a number");
        }
    }
}
