package hanshu.tensor;

import hanshu.tensor.Op.AddAt;
import hanshu.tensor.Op.ArgMaxPool;
import hanshu.tensor.Op.ArgReduce;
import hanshu.tensor.Op.ArgSort;
import hanshu.tensor.Op.Binary;
import hanshu.tensor.Op.Cast;
import hanshu.tensor.Op.Cholesky;
import hanshu.tensor.Op.Comparison;
import hanshu.tensor.Op.Concat;
import hanshu.tensor.Op.Convolve;
import hanshu.tensor.Op.ConvolveTransposed;
import hanshu.tensor.Op.ConvolveWeight;
import hanshu.tensor.Op.CumSum;
import hanshu.tensor.Op.Determinant;
import hanshu.tensor.Op.Expand;
import hanshu.tensor.Op.Fold;
import hanshu.tensor.Op.Fourier;
import hanshu.tensor.Op.Gather;
import hanshu.tensor.Op.Gru;
import hanshu.tensor.Op.LogSoftmax;
import hanshu.tensor.Op.Logic;
import hanshu.tensor.Op.Lstm;
import hanshu.tensor.Op.MatMul;
import hanshu.tensor.Op.Part;
import hanshu.tensor.Op.Permute;
import hanshu.tensor.Op.Qr;
import hanshu.tensor.Op.Reduce;
import hanshu.tensor.Op.Reshape;
import hanshu.tensor.Op.ScatterAdd;
import hanshu.tensor.Op.Slice;
import hanshu.tensor.Op.Softmax;
import hanshu.tensor.Op.Solve;
import hanshu.tensor.Op.Svd;
import hanshu.tensor.Op.SymmetricEigen;
import hanshu.tensor.Op.Take;
import hanshu.tensor.Op.Unary;
import hanshu.tensor.Op.Unfold;
import hanshu.tensor.Op.Unslice;
import hanshu.tensor.Op.Where;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The work that an operation cannot do without (the roofline model; Williams, Waterman & Patterson 2009): arithmetic, and
 * traffic with memory if each element of each operand is read once and each of the result written once.
 *
 * <p>An addition, a multiplication, a comparison, a division or a root is one operation; a multiply-add is two; e^x, log,
 * sin and their kin are {@value #ELEMENTARY} each, about what a polynomial of float accuracy takes. Elements that
 * broadcasting repeats are read once. What only looks at the same elements in another way costs nothing. Padding counts
 * as if it were there.
 *
 * @param flops arithmetic operations
 * @param read bytes of the operands
 * @param written bytes of the result
 */
public record Cost(long flops, long read, long written) {
    /** Operations that an elementary function counts as. */
    static final int ELEMENTARY = 20;

    static final Cost NONE = new Cost(0, 0, 0);

    /** Read and written. */
    public long bytes() {
        return read + written;
    }

    public Cost plus(Cost other) {
        return new Cost(flops + other.flops, read + other.read, written + other.written);
    }

    /** What each of so many equal calls costs that cost this together. */
    Cost each(long calls) {
        return new Cost(flops / calls, read / calls, written / calls);
    }

    /** The cost of all that a tracked tensor was computed by: each operation in its history once. */
    public static Cost of(Tensor result) {
        var sum = NONE;
        var seen = Collections.newSetFromMap(new IdentityHashMap<Tensor, Boolean>());
        var open = new ArrayDeque<>(List.of(result));
        while (!open.isEmpty()) {
            var y = open.pop();
            var op = y.maker();
            if (op != null && seen.add(y)) {
                sum = sum.plus(of(op, y.inputs().toArray(Tensor[]::new), y));
                open.addAll(y.inputs());
            }
        }
        return sum;
    }

    /** The cost of y = op(in…). */
    public static Cost of(Op op, Tensor[] in, Tensor y) {
        long n = y.count();
        return switch (op) {
            case Unary f -> touching(n * of(f), in, y);
            case Binary f -> touching(n * (f == Binary.POW ? 2 * ELEMENTARY : 1), in, y);
            case Comparison f -> touching(n, in, y);
            case Logic f -> touching(n, in, y);
            case Where() -> touching(0, in, y);
            case Cast f -> touching(0, in, y);
            case Reduce f -> touching(Math.max(0, in[0].count() - n), in, y);
            case ArgReduce f -> touching(Math.max(0, in[0].count() - n), in, y);
            case ArgSort(int axis, boolean _) -> touching(n * log2(in[0].size(axis)), in, y);
            case CumSum f -> touching(n, in, y);
            case Reshape f -> moved(in, y);
            case Permute f -> moved(in, y);
            case Expand f -> moved(in, y);
            case Slice f -> moved(in, y);
            case Unslice f -> touching(0, in, y);
            case Concat f -> touching(0, in, y);
            case Take f -> picked(in[1], y);
            case Gather f -> picked(in[1], y);
            case AddAt f -> touching(in[0].count(), in, y);
            case ScatterAdd f -> touching(in[0].count(), in, y);
            case MatMul() -> touching(2 * n * in[0].size(-1), in, y);
            case Softmax() -> touching(n * (ELEMENTARY + 4), in, y); // the largest, minus it, e^x, the sum, its share
            case LogSoftmax() -> touching(n * (ELEMENTARY + 4), in, y);
            case Unfold f -> touching(0, in, y);
            case Fold f -> touching(in[0].count(), in, y);
            case Convolve f -> touching(2 * n * perOutput(in[1]), in, y);
            case ConvolveTransposed f -> touching(2L * in[0].count() * perOutput(in[1]), in, y);
            case ConvolveWeight f -> touching(2L * in[1].count() * perOutput(y), in, y);
            case ArgMaxPool(var window) -> touching(n * (window.sizes().count() - 1), in, y);
            case Lstm f -> lstm(in, y);
            case Gru f -> gru(in, y);
            case Solve(var part) -> {
                long substitution = n * in[0].size(-1); // back, and where A is no triangle forth as well
                yield touching(part == Part.ALL ? elimination(in[0]) + 2 * substitution : substitution, in, y);
            }
            case Determinant() -> touching(elimination(in[0]), in, y);
            case Cholesky() -> touching(elimination(in[0]) / 2, in, y);
            case Fourier f -> touching(5L * n / 2 * log2(in[0].size(-1)), in, y); // n is twice the numbers
            case Qr() -> touching(4L * in[0].count() * in[0].size(-1), in, y); // Golub & Van Loan, 5.2
            case Svd() -> touching(14L * in[0].count() * in[0].size(-1), in, y); // Golub & Van Loan, 8.6
            case SymmetricEigen() -> touching(9L * in[0].count() * in[0].size(-1), in, y); // Golub & Van Loan, 8.3.3
        };
    }

    /**
     * The cost of the loops that the gradient of y = op(in…) runs itself; nothing where the gradient is made of operations
     * alone, which have costs of their own.
     */
    static Cost ofSlopes(Op op, Tensor[] in, Tensor y) {
        if (in[0].dtype() != DType.F32) {
            return NONE;
        }
        return switch (op) {
            case Lstm f -> recurrence(4, ELEMENTARY + 24, in[1].size(0), in[0], bytes(y), 0);
            case Gru f -> recurrence(3, 14, in[1].size(0), in[0], bytes(y), bytes(in[0]));
            default -> NONE;
        };
    }

    /** Each operand once, the result once. */
    private static Cost touching(long flops, Tensor[] in, Tensor y) {
        long read = 0;
        for (var x : in) {
            read += bytes(x);
        }
        return new Cost(flops, read, bytes(y));
    }

    /** A view costs nothing, a copy its elements. */
    private static Cost moved(Tensor[] in, Tensor y) {
        return y.sharesElements(in[0]) ? NONE : touching(0, in, y);
    }

    /** Only the elements that were asked for are read. */
    private static Cost picked(Tensor index, Tensor y) {
        return new Cost(0, bytes(index) + bytes(y), bytes(y));
    }

    /** Of the elements that there are in memory: repeated ones count once. */
    private static long bytes(Tensor x) {
        long count = x.count() == 0 ? 0 : 1;
        for (int axis = 0; axis < x.rank() && count > 0; axis++) {
            count *= x.strides()[axis] == 0 ? 1 : x.size(axis);
        }
        return count * x.dtype().bytes();
    }

    private static int of(Unary f) {
        return switch (f) {
            case NEG, ABS, SIGN, STEP, SQRT, SQUARE, RECIPROCAL, RELU, FLOOR, CEIL, ROUND -> 1;
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN, TANH, SIGMOID, ERF, GELU -> ELEMENTARY;
            case SOFTPLUS, GELU_SLOPE -> 2 * ELEMENTARY; // e^x and log(1 + x); erf x and e^x
        };
    }

    /** Multiply-adds for each element of a convolution's result: a weight (window…, in/groups, out) without its last axis. */
    private static long perOutput(Tensor weight) {
        return weight.shape().count(0, weight.rank() - 1);
    }

    /** Of square matrices (…, n, n): 2/3·n³ for each. */
    private static long elimination(Tensor a) {
        return 2L * a.count() * a.size(-1) / 3;
    }

    private static int log2(int n) {
        return n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    }

    /** Beside the product three sigmoids and two tanh for each cell, three operations for c' and one for h'. */
    private static Cost lstm(Tensor[] in, Tensor y) {
        long cells = y.count() / 2;
        long gates = 4 * cells * y.dtype().bytes(); // kept for the way back
        var once = touching(cells * (8L * in[1].size(0) + 5 * ELEMENTARY + 4), in, y);
        return once.plus(new Cost(0, 0, gates));
    }

    /** Beside the product two sigmoids and a tanh for each cell, four operations for the gates and three for h'. */
    private static Cost gru(Tensor[] in, Tensor y) {
        long cells = y.count();
        long gates = 4 * cells * y.dtype().bytes();
        var once = touching(cells * (6L * in[1].size(0) + 3 * ELEMENTARY + 7), in, y);
        return once.plus(new Cost(0, 0, gates));
    }

    /**
     * The way back: reads four numbers that each cell kept, its states and their slopes, and writes the slopes of its gates.
     *
     * @param perCell operations beside the product
     * @param more bytes written
     */
    private static Cost recurrence(int gates, int perCell, int hidden, Tensor z, long states, long more) {
        long cells = (long) z.count() / gates;
        long read = 4 * cells * z.dtype().bytes()
                + 2 * states
                + (long) gates * hidden * hidden * z.dtype().bytes();
        return new Cost(
                cells * (2L * gates * hidden + perCell),
                read,
                (long) z.count() * z.dtype().bytes() + more);
    }
}
