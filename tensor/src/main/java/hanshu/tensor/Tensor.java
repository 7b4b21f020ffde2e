package hanshu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a grid of any rank, and the operations on them.
 *
 * <p>A tensor is an ordinary immutable object: operations give new tensors, views share their elements, the garbage
 * collector frees them. One that is {@link #tracked} (a parameter) makes everything computed from it remember how it
 * came about, so that {@link Gradients} can walk back.
 *
 * <p>Conventions: elements are row-major; a negative axis counts from the end; operands broadcast as in NumPy; both must
 * have the same type. Every operation throws {@link ShapeException} when shapes, types or axes do not fit.
 */
public final class Tensor {
    private static final Tensor[] NONE = {};

    private final Shape shape;
    private final int[] strides;
    private final int offset;
    private final Storage storage;
    private final String name;

    /** The same elements without a history; absent where this tensor has none itself. */
    private final @Nullable Tensor constant;

    private final @Nullable Op op;
    private final Tensor[] inputs;

    /** A constant. */
    private Tensor(Shape shape, int[] strides, int offset, Storage storage, String name) {
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.storage = storage;
        this.name = name;
        this.constant = null;
        this.op = null;
        this.inputs = NONE;
    }

    /** A constant with a history: tracked. */
    private Tensor(Tensor constant, @Nullable Op op, Tensor[] inputs) {
        this.shape = constant.shape;
        this.strides = constant.strides;
        this.offset = constant.offset;
        this.storage = constant.storage;
        this.name = constant.name;
        this.constant = constant;
        this.op = op;
        this.inputs = inputs;
    }

    // ---- making

    /** A single number, F32. */
    public static Tensor scalar(double value) {
        return of(new float[] {(float) value});
    }

    /** F32 values in row-major order; without a shape, a vector or (one value) a single number. */
    public static Tensor of(float[] values, int... shape) {
        return copied(DType.F32, values.clone(), values.length, shape);
    }

    /** F64 values in row-major order; without a shape, a vector or (one value) a single number. */
    public static Tensor of(double[] values, int... shape) {
        return copied(DType.F64, values.clone(), values.length, shape);
    }

    /** I32 values in row-major order; without a shape, a vector or (one value) a single number. */
    public static Tensor of(int[] values, int... shape) {
        return copied(DType.I32, values.clone(), values.length, shape);
    }

    /** I64 values in row-major order; without a shape, a vector or (one value) a single number. */
    public static Tensor of(long[] values, int... shape) {
        return copied(DType.I64, values.clone(), values.length, shape);
    }

    /** A mask in row-major order; without a shape, a vector or (one value) a single truth. */
    public static Tensor of(boolean[] values, int... shape) {
        return copied(DType.BOOL, values.clone(), values.length, shape);
    }

    /**
     * F32 values of a larger array, shared and not copied: whoever writes the array changes the tensor. For parameters
     * that live in one flat θ and for data read batch by batch.
     */
    public static Tensor sharing(float[] array, int offset, int... shape) {
        return sharing(new Storage(DType.F32, array), array.length, offset, Shape.of(shape));
    }

    public static Tensor zeros(int... shape) {
        return full(0, shape);
    }

    public static Tensor ones(int... shape) {
        return full(1, shape);
    }

    /** F32, every element the same. */
    public static Tensor full(double value, int... shape) {
        return full(DType.F32, value, Shape.of(shape));
    }

    /** Every element the same; takes no more room than one element. */
    public static Tensor full(DType dtype, double value, Shape shape) {
        Object one = switch (dtype) {
            case F32 -> new float[] {(float) value};
            case F64 -> new double[] {value};
            case I32 -> new int[] {(int) value};
            case I64 -> new long[] {(long) value};
            case BOOL -> new boolean[] {value != 0};
            case F16, BF16, I8 -> throw new ShapeException("full: " + dtype + " only stores; make F32 and cast");
        };
        return new Tensor(shape, new int[shape.rank()], 0, new Storage(dtype, one), "");
    }

    /** 0, 1, …, n − 1 as I64. */
    public static Tensor range(int n) {
        var values = new long[n];
        Arrays.setAll(values, i -> i);
        return of(values, n);
    }

    /** The identity matrix (n, n), F32. */
    public static Tensor eye(int n) {
        var values = new float[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
        }
        return of(values, n, n);
    }

    private static Tensor copied(DType dtype, Object array, int length, int[] shape) {
        var to = shape.length > 0 ? Shape.of(shape) : length == 1 ? Shape.of() : Shape.of(length);
        if (to.count() != length) {
            throw new ShapeException("of: " + length + " values do not fill " + to);
        }
        return owning(new Storage(dtype, array), to);
    }

    /**
     * I32 values of a larger array, shared and not copied: whoever writes the array changes the tensor. For picking rows
     * by number.
     */
    public static Tensor sharing(int[] array, int offset, int... shape) {
        return sharing(new Storage(DType.I32, array), array.length, offset, Shape.of(shape));
    }

    private static Tensor sharing(Storage storage, int length, int offset, Shape shape) {
        if (offset < 0 || offset + (long) shape.count() > length) {
            throw new ShapeException("sharing: " + shape + " at " + offset + " does not fit an array of " + length);
        }
        return new Tensor(shape, shape.strides(), offset, storage, "");
    }

    static Tensor owning(Storage storage, Shape shape) {
        return new Tensor(shape, shape.strides(), 0, storage, "");
    }

    Tensor view(Shape to, int[] newStrides, int newOffset) {
        return new Tensor(to, newStrides, newOffset, storage, "");
    }

    /** This constant with the history that it was made by an operation; the array is given away. */
    Tensor madeBy(Op maker, Tensor[] from) {
        return new Tensor(this, maker, from);
    }

    // ---- asking

    public Shape shape() {
        return shape;
    }

    public DType dtype() {
        return storage.dtype;
    }

    /** How many axes. */
    public int rank() {
        return shape.rank();
    }

    /** The size of an axis. */
    public int size(int axis) {
        return shape.size(axis);
    }

    /** How many elements. */
    public int count() {
        return shape.count();
    }

    /** Whether results remember how they came from this tensor. */
    public boolean isTracked() {
        return constant != null;
    }

    /** The operation that made this tensor; absent for leaves and for what is not tracked. */
    public Optional<Op> op() {
        return Optional.ofNullable(op);
    }

    @Nullable
    Op maker() {
        return op;
    }

    /** What {@link #op} was applied to. */
    public List<Tensor> inputs() {
        return List.of(inputs);
    }

    int inputCount() {
        return inputs.length;
    }

    Tensor input(int i) {
        return inputs[i];
    }

    public String name() {
        return name;
    }

    /** A leaf with the same elements whose results are tracked: a parameter. */
    public Tensor tracked() {
        return new Tensor(detach(), null, NONE);
    }

    /** The same elements, forgetting how they came about: a constant. */
    public Tensor detach() {
        return constant != null ? constant : this;
    }

    /** The same tensor with a name for messages and drawings. */
    public Tensor named(String newName) {
        var renamed = new Tensor(shape, strides, offset, storage, newName);
        return constant == null ? renamed : new Tensor(renamed, op, inputs);
    }

    /** A constant with its own copy of the elements, which outlives the {@link Buffers#step step} it was made in. */
    public Tensor keep() {
        var own = Storage.newArray(dtype(), count());
        Moves.copy(array(), offset, strides, own, 0, shape.strides(), shape);
        return owning(new Storage(dtype(), own), shape).named(name);
    }

    /** The value of a tensor with one element. */
    public double item() {
        if (count() != 1) {
            throw new ShapeException("item: needs one element, got " + shape);
        }
        return storage.dtype == DType.F32 ? ((float[]) array())[offset] : Moves.doubles(this)[0];
    }

    /** A copy of the elements as floats, row-major. */
    public float[] toFloats() {
        return ((float[]) cast(DType.F32).keep().array());
    }

    /** A copy of the elements as doubles, row-major. */
    public double[] toDoubles() {
        return Moves.doubles(this);
    }

    /** A copy of the elements as whole numbers, row-major. */
    public long[] toLongs() {
        return ((long[]) cast(DType.I64).keep().array());
    }

    /** A copy of a mask, row-major. */
    public boolean[] toBooleans() {
        return ((boolean[]) cast(DType.BOOL).keep().array());
    }

    /** Copies F32 elements, row-major, into part of an array. */
    public void copyTo(float[] target, int at) {
        if (dtype() != DType.F32) {
            throw new ShapeException("copyTo: needs F32, got " + dtype() + "; cast it");
        }
        if (isContiguous()) {
            System.arraycopy(array(), offset, target, at, count());
        } else {
            Moves.copy(array(), offset, strides, target, at, shape.strides(), shape);
        }
    }

    Object array() {
        var array = storage.arrayIfHeld();
        if (array == null) {
            throw new IllegalStateException("tensor " + describe()
                    + " was read after its step ended; keep() inside the step what must outlive it");
        }
        return array;
    }

    int offset() {
        return offset;
    }

    int[] strides() {
        return strides;
    }

    /** Whether the elements lie next to each other in row-major order. */
    boolean isContiguous() {
        if (Arrays.equals(strides, shape.strides())) {
            return true;
        }
        int step = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            int size = shape.size(axis);
            if (size != 1 && strides[axis] != step && shape.count() > 0) {
                return false;
            }
            step *= size;
        }
        return true;
    }

    /** Whether all elements are one and the same place in memory. */
    boolean isOneNumber() {
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] != 0 && shape.size(axis) != 1) {
                return false;
            }
        }
        return shape.count() > 0;
    }

    /** The one number that all elements are, as an untracked scalar. */
    Tensor one() {
        return new Tensor(Shape.of(), new int[0], offset, storage, "");
    }

    /** This tensor if it is contiguous, else an untracked copy that is. */
    Tensor contiguous() {
        return isContiguous() ? this : owning(Moves.contiguous(this), shape);
    }

    /** An untracked view of another shape, for kernels; {@link #expand} has a gradient. */
    Tensor expandTo(Shape to) {
        return shape.equals(to) ? this : Views.expand(this, to);
    }

    private String describe() {
        var made = op == null ? "" : " made by " + op;
        return (name.isEmpty() ? "" : "\"" + name + "\" ") + shape + made;
    }

    // ---- elementwise, one operand

    public Tensor neg() {
        return Interpreter.run(Op.Unary.NEG, this);
    }

    public Tensor abs() {
        return Interpreter.run(Op.Unary.ABS, this);
    }

    /** −1, 0 or 1. */
    public Tensor sign() {
        return Interpreter.run(Op.Unary.SIGN, this);
    }

    /** 1 where positive, else 0. */
    public Tensor step() {
        return Interpreter.run(Op.Unary.STEP, this);
    }

    public Tensor sqrt() {
        return Interpreter.run(Op.Unary.SQRT, this);
    }

    public Tensor square() {
        return Interpreter.run(Op.Unary.SQUARE, this);
    }

    public Tensor reciprocal() {
        return Interpreter.run(Op.Unary.RECIPROCAL, this);
    }

    public Tensor exp() {
        return Interpreter.run(Op.Unary.EXP, this);
    }

    /** e^x − 1, exact near 0. */
    public Tensor expm1() {
        return Interpreter.run(Op.Unary.EXPM1, this);
    }

    public Tensor log() {
        return Interpreter.run(Op.Unary.LOG, this);
    }

    /** log(1 + x), exact near 0. */
    public Tensor log1p() {
        return Interpreter.run(Op.Unary.LOG1P, this);
    }

    public Tensor sin() {
        return Interpreter.run(Op.Unary.SIN, this);
    }

    public Tensor cos() {
        return Interpreter.run(Op.Unary.COS, this);
    }

    public Tensor tan() {
        return Interpreter.run(Op.Unary.TAN, this);
    }

    public Tensor tanh() {
        return Interpreter.run(Op.Unary.TANH, this);
    }

    /** 1 / (1 + e^−x). */
    public Tensor sigmoid() {
        return Interpreter.run(Op.Unary.SIGMOID, this);
    }

    /** log(1 + e^x). */
    public Tensor softplus() {
        return Interpreter.run(Op.Unary.SOFTPLUS, this);
    }

    /** max(x, 0). */
    public Tensor relu() {
        return Interpreter.run(Op.Unary.RELU, this);
    }

    /** The error function. */
    public Tensor erf() {
        return Interpreter.run(Op.Unary.ERF, this);
    }

    public Tensor floor() {
        return Interpreter.run(Op.Unary.FLOOR, this);
    }

    public Tensor ceil() {
        return Interpreter.run(Op.Unary.CEIL, this);
    }

    /** To the nearest whole number, halves to even. */
    public Tensor round() {
        return Interpreter.run(Op.Unary.ROUND, this);
    }

    /** The same values as another type; a gradient comes back in this one. */
    public Tensor cast(DType to) {
        return to == dtype() ? this : Interpreter.run(new Op.Cast(to), this);
    }

    // ---- elementwise, two operands

    public Tensor plus(Tensor other) {
        return Interpreter.run(Op.Binary.PLUS, this, other);
    }

    public Tensor plus(double other) {
        return plus(constant(other));
    }

    public Tensor minus(Tensor other) {
        return Interpreter.run(Op.Binary.MINUS, this, other);
    }

    public Tensor minus(double other) {
        return minus(constant(other));
    }

    public Tensor times(Tensor other) {
        return Interpreter.run(Op.Binary.TIMES, this, other);
    }

    public Tensor times(double other) {
        return times(constant(other));
    }

    public Tensor div(Tensor other) {
        return Interpreter.run(Op.Binary.DIV, this, other);
    }

    public Tensor div(double other) {
        return div(constant(other));
    }

    public Tensor pow(Tensor exponent) {
        return Interpreter.run(Op.Binary.POW, this, exponent);
    }

    public Tensor pow(double exponent) {
        return pow(constant(exponent));
    }

    /** The larger of the two, element by element; at equality the gradient is shared. */
    public Tensor maximum(Tensor other) {
        return Interpreter.run(Op.Binary.MAX, this, other);
    }

    public Tensor maximum(double other) {
        return maximum(constant(other));
    }

    /** The smaller of the two, element by element; at equality the gradient is shared. */
    public Tensor minimum(Tensor other) {
        return Interpreter.run(Op.Binary.MIN, this, other);
    }

    public Tensor minimum(double other) {
        return minimum(constant(other));
    }

    /** Limits the elements to low … high. */
    public Tensor clamp(double low, double high) {
        return maximum(low).minimum(high);
    }

    public Tensor eq(Tensor other) {
        return Interpreter.run(Op.Comparison.EQ, this, other);
    }

    public Tensor eq(double other) {
        return eq(constant(other));
    }

    public Tensor ne(Tensor other) {
        return Interpreter.run(Op.Comparison.NE, this, other);
    }

    public Tensor ne(double other) {
        return ne(constant(other));
    }

    public Tensor lt(Tensor other) {
        return Interpreter.run(Op.Comparison.LT, this, other);
    }

    public Tensor lt(double other) {
        return lt(constant(other));
    }

    public Tensor le(Tensor other) {
        return Interpreter.run(Op.Comparison.LE, this, other);
    }

    public Tensor le(double other) {
        return le(constant(other));
    }

    public Tensor gt(Tensor other) {
        return Interpreter.run(Op.Comparison.GT, this, other);
    }

    public Tensor gt(double other) {
        return gt(constant(other));
    }

    public Tensor ge(Tensor other) {
        return Interpreter.run(Op.Comparison.GE, this, other);
    }

    public Tensor ge(double other) {
        return ge(constant(other));
    }

    public Tensor and(Tensor other) {
        return Interpreter.run(Op.Logic.AND, this, other);
    }

    public Tensor or(Tensor other) {
        return Interpreter.run(Op.Logic.OR, this, other);
    }

    public Tensor xor(Tensor other) {
        return Interpreter.run(Op.Logic.XOR, this, other);
    }

    public Tensor not() {
        return xor(full(DType.BOOL, 1, Shape.of()));
    }

    /** Where this mask holds the first, elsewhere the second. */
    public Tensor where(Tensor yes, Tensor no) {
        return Interpreter.run(new Op.Where(), this, yes, no);
    }

    /** A single number of this tensor's type. */
    private Tensor constant(double value) {
        return full(dtype(), value, Shape.of());
    }

    // ---- reductions; without axes over all, with keep the axes stay with size 1

    public Tensor sum(int... axes) {
        return reduce(Op.Reduction.SUM, axes, false);
    }

    public Tensor sum(int[] axes, boolean keep) {
        return reduce(Op.Reduction.SUM, axes, keep);
    }

    public Tensor mean(int... axes) {
        return mean(axes, false);
    }

    public Tensor mean(int[] axes, boolean keep) {
        var sum = sum(axes, keep);
        return sum.times((double) Math.max(sum.count(), 1) / count());
    }

    /** The largest element; the gradient is shared evenly among equal ones. */
    public Tensor max(int... axes) {
        return reduce(Op.Reduction.MAX, axes, false);
    }

    public Tensor max(int[] axes, boolean keep) {
        return reduce(Op.Reduction.MAX, axes, keep);
    }

    /** The smallest element; the gradient is shared evenly among equal ones. */
    public Tensor min(int... axes) {
        return reduce(Op.Reduction.MIN, axes, false);
    }

    public Tensor min(int[] axes, boolean keep) {
        return reduce(Op.Reduction.MIN, axes, keep);
    }

    /** The product of the elements along an axis, by halving, so that gradients are exact where elements are 0. */
    public Tensor prod(int axis) {
        int at = shape.axis(axis);
        var product = size(at) == 0 ? full(dtype(), 1, shape.with(at, 1)) : this;
        while (product.size(at) > 1) {
            int half = product.size(at) / 2;
            var pairs = product.slice(at, 0, half).times(product.slice(at, half, 2 * half));
            product = product.size(at) % 2 == 0
                    ? pairs
                    : concat(at, pairs, product.slice(at, 2 * half, product.size(at)));
        }
        return product.squeeze(at);
    }

    /** Mean squared distance from the mean; {@code correction} 1 divides by n − 1 (Bessel), 0 by n. */
    public Tensor var(int[] axes, int correction, boolean keep) {
        var squares = minus(mean(axes, true)).square();
        var sum = squares.sum(axes, keep);
        return sum.div((double) count() / Math.max(sum.count(), 1) - correction);
    }

    /** log Σ e^x, without overflow. */
    public Tensor logSumExp(int[] axes, boolean keep) {
        var top = max(axes, true).detach();
        var finite = top.abs().lt(Double.POSITIVE_INFINITY).where(top, zerosLike(top)); // ±∞ − ±∞ would be NaN
        var sum = minus(finite).exp().sum(axes, true).log().plus(finite);
        return keep ? sum : sum.reshapeTo(without(axes));
    }

    /** The Euclidean length; its gradient at 0 is 0. */
    public Tensor norm(int[] axes, boolean keep) {
        var squares = square().sum(axes, keep);
        var zero = squares.eq(0);
        var safe = zero.where(onesLike(squares), squares);
        return zero.where(zerosLike(squares), safe.sqrt());
    }

    /** The index (I64) of the first largest element along an axis, which goes. */
    public Tensor argmax(int axis) {
        int at = shape.axis(axis);
        return Interpreter.run(new Op.ArgReduce(true, at), this).squeeze(at);
    }

    /** The index (I64) of the first smallest element along an axis, which goes. */
    public Tensor argmin(int axis) {
        int at = shape.axis(axis);
        return Interpreter.run(new Op.ArgReduce(false, at), this).squeeze(at);
    }

    private Tensor reduce(Op.Reduction f, int[] axes, boolean keep) {
        if (axes.length == 0) {
            return Interpreter.run(new Op.Reduce(f, 0, rank(), keep), this);
        }
        if (axes.length == 1) {
            int axis = shape.axis(axes[0]);
            return Interpreter.run(new Op.Reduce(f, axis, axis + 1, keep), this);
        }
        var result = this;
        for (int axis : axes) {
            result = result.reduce(f, new int[] {axis}, true);
        }
        return keep ? result : result.reshapeTo(without(axes));
    }

    /** The shape without some axes, or without all of them if none are named. */
    private Shape without(int[] axes) {
        var left = axes.length == 0 ? Shape.of() : shape;
        var last = Arrays.stream(axes).map(shape::axis).sorted().distinct().toArray();
        for (int i = last.length - 1; i >= 0; i--) {
            left = left.remove(last[i]);
        }
        return left;
    }

    /** Sums over the axes along which {@code to} was broadcast to this shape: the adjoint of broadcasting. */
    Tensor sumTo(Shape to) {
        if (shape.equals(to)) {
            return this;
        }
        var result = this;
        int lead = rank() - to.rank();
        if (lead > 0) {
            result = Interpreter.run(new Op.Reduce(Op.Reduction.SUM, 0, lead, false), result);
        }
        for (int axis = 0; axis < to.rank(); axis++) {
            if (to.size(axis) == 1 && result.size(axis) != 1) {
                result = Interpreter.run(new Op.Reduce(Op.Reduction.SUM, axis, axis + 1, true), result);
            }
        }
        return result;
    }

    // ---- along an axis

    public Tensor softmax(int axis) {
        return onLastAxis(axis, x -> Interpreter.run(new Op.Softmax(), x));
    }

    public Tensor logSoftmax(int axis) {
        return onLastAxis(axis, x -> Interpreter.run(new Op.LogSoftmax(), x));
    }

    private Tensor onLastAxis(int axis, java.util.function.UnaryOperator<Tensor> f) {
        return shape.axis(axis) == rank() - 1
                ? f.apply(this)
                : f.apply(transpose(axis, -1)).transpose(axis, -1);
    }

    /** Running sums. */
    public Tensor cumsum(int axis) {
        return Interpreter.run(new Op.CumSum(shape.axis(axis), false), this);
    }

    /** Running products; gradients are exact where elements are 0. */
    public Tensor cumprod(int axis) {
        return scan(axis, Tensor::times);
    }

    /** Running maxima. */
    public Tensor cummax(int axis) {
        return scan(axis, Tensor::maximum);
    }

    /** Running results of an associative operation in log₂ n sweeps (Hillis & Steele 1986). */
    private Tensor scan(int axis, java.util.function.BinaryOperator<Tensor> f) {
        int n = size(axis);
        var result = this;
        for (int distance = 1; distance < n; distance *= 2) {
            var later = f.apply(result.slice(axis, distance, n), result.slice(axis, 0, n - distance));
            result = concat(axis, result.slice(axis, 0, distance), later);
        }
        return result;
    }

    /** The indices (I64) that sort the axis, equal elements in their order. */
    public Tensor argsort(int axis, boolean descending) {
        return Interpreter.run(new Op.ArgSort(shape.axis(axis), descending), this);
    }

    public Tensor sort(int axis, boolean descending) {
        return gather(axis, argsort(axis, descending));
    }

    /** The k largest elements along an axis, largest first. */
    public Tensor topK(int k, int axis) {
        return gather(axis, argsort(axis, true).slice(axis, 0, k));
    }

    // ---- views

    /** The same elements in row-major order under another shape; one size may be −1. */
    public Tensor reshape(int... sizes) {
        int free = -1;
        int known = 1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && free < 0) {
                free = i;
            } else {
                known *= sizes[i];
            }
        }
        if (free < 0) {
            return reshapeTo(Shape.of(sizes));
        }
        if (known <= 0 || count() % known != 0) {
            throw new ShapeException("reshape: " + shape + " does not divide into " + Arrays.toString(sizes));
        }
        var whole = sizes.clone();
        whole[free] = count() / known;
        return reshapeTo(Shape.owned(whole));
    }

    public Tensor reshapeTo(Shape to) {
        return shape.equals(to) ? this : Interpreter.run(new Op.Reshape(to), this);
    }

    /** Axes from one on merged into one. */
    public Tensor flatten(int from) {
        int at = shape.axis(from);
        return reshapeTo(shape.range(0, at).append(Shape.of(shape.count(at, rank()))));
    }

    /** Without an axis of size 1. */
    public Tensor squeeze(int axis) {
        if (size(axis) != 1) {
            throw new ShapeException("squeeze: axis " + axis + " of " + shape + " is not 1");
        }
        return reshapeTo(shape.remove(axis));
    }

    /** With a new axis of size 1 at a place from 0 to rank; −1 is the last. */
    public Tensor unsqueeze(int axis) {
        return reshapeTo(shape.insert(axis < 0 ? axis + rank() + 1 : axis, 1));
    }

    /** The last two axes change places. */
    public Tensor transpose() {
        return transpose(-2, -1);
    }

    /** Two axes change places. */
    public Tensor transpose(int a, int b) {
        var order = new int[rank()];
        Arrays.setAll(order, i -> i);
        order[shape.axis(a)] = shape.axis(b);
        order[shape.axis(b)] = shape.axis(a);
        return permute(order);
    }

    /** Axis i of the result is axis {@code order[i]} of this. */
    public Tensor permute(int... order) {
        var counted = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            counted[i] = shape.axis(order[i]);
        }
        if (order.length != rank() || !Axes.of(counted).isOrder()) {
            throw new ShapeException("permute: needs each axis of " + shape + " once, got " + Arrays.toString(order));
        }
        return Interpreter.run(new Op.Permute(Axes.of(counted)), this);
    }

    /** Repeats axes of size 1, and new leading ones, without copying. */
    public Tensor expand(int... sizes) {
        return expandAs(Shape.of(sizes));
    }

    Tensor expandAs(Shape to) {
        return shape.equals(to) ? this : Interpreter.run(new Op.Expand(to), this);
    }

    /** Elements {@code from} to {@code to} of an axis, the second excluded. */
    public Tensor slice(int axis, int from, int to) {
        int n = size(axis);
        if (from < 0 || to > n || from > to) {
            throw new ShapeException("slice: " + from + " to " + to + " is not within axis " + axis + " of " + shape);
        }
        return from == 0 && to == n ? this : Interpreter.run(new Op.Slice(shape.axis(axis), from, 1, to - from), this);
    }

    /** {@code count} elements of an axis: start, start + step, …; the step may be negative. */
    public Tensor slice(int axis, int start, int step, int count) {
        long last = start + (long) step * (count - 1);
        if (count < 0
                || step == 0
                || (count > 0 && (start < 0 || start >= size(axis) || last < 0 || last >= size(axis)))) {
            throw new ShapeException("slice: " + count + " from " + start + " by " + step + " is not within axis "
                    + axis + " of " + shape);
        }
        return Interpreter.run(new Op.Slice(shape.axis(axis), start, step, count), this);
    }

    /** Element {@code index} of an axis, which goes. */
    public Tensor get(int axis, int index) {
        return slice(axis, index, index + 1).squeeze(axis);
    }

    /** An axis backwards. */
    public Tensor flip(int axis) {
        return size(axis) == 0 ? this : slice(axis, size(axis) - 1, -1, size(axis));
    }

    /** Equal parts along an axis. */
    public List<Tensor> split(int parts, int axis) {
        if (parts < 1 || size(axis) % parts != 0) {
            throw new ShapeException("split: axis " + axis + " of " + shape + " does not divide into " + parts);
        }
        int size = size(axis) / parts;
        var pieces = new ArrayList<Tensor>(parts);
        for (int i = 0; i < parts; i++) {
            pieces.add(slice(axis, i * size, (i + 1) * size));
        }
        return pieces;
    }

    /** A constant before and after the elements of an axis. */
    public Tensor pad(int axis, int before, int after, double value) {
        int at = shape.axis(axis);
        int size = before + size(at) + after;
        var padded = Interpreter.run(new Op.Unslice(at, before, 1, size), this);
        if (value == 0) {
            return padded;
        }
        var inside = Interpreter.run(new Op.Unslice(at, before, 1, size), full(DType.BOOL, 1, shape));
        return inside.where(padded, constant(value));
    }

    /** One after the other along an axis. */
    public static Tensor concat(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new ShapeException("concat: needs at least one tensor");
        }
        return parts.length == 1 ? parts[0] : Interpreter.run(new Op.Concat(parts[0].shape.axis(axis)), parts.clone());
    }

    /** One after the other along a new axis. */
    public static Tensor stack(int axis, Tensor... parts) {
        return concat(axis, Arrays.stream(parts).map(p -> p.unsqueeze(axis)).toArray(Tensor[]::new));
    }

    // ---- picking by number

    /** Slices of an axis by number; the index's axes take the place of the axis. */
    public Tensor take(int axis, Tensor index) {
        return Interpreter.run(new Op.Take(shape.axis(axis)), this, index);
    }

    /** Adds slices into zeros: the adjoint of {@link #take}. */
    public Tensor addAt(int axis, Tensor index, int size) {
        return Interpreter.run(new Op.AddAt(shape.axis(axis), size), this, index);
    }

    /** Single elements of an axis; the index has the result's shape. */
    public Tensor gather(int axis, Tensor index) {
        return Interpreter.run(new Op.Gather(shape.axis(axis)), this, index);
    }

    /** Adds single elements into zeros of {@code size} along an axis: the adjoint of {@link #gather}. */
    public Tensor scatterAdd(int axis, Tensor index, int size) {
        return Interpreter.run(new Op.ScatterAdd(shape.axis(axis), size), this, index);
    }

    /** Whole numbers below n as vectors (…, n) with a single 1, F32. */
    public Tensor oneHot(int n) {
        return cast(DType.I64).unsqueeze(-1).eq(range(n)).cast(DType.F32);
    }

    // ---- products

    /**
     * The matrix product of the last two axes, leading axes broadcasting; a vector counts as a row on the left, as a
     * column on the right.
     */
    public Tensor matmul(Tensor other) {
        if (rank() == 0 || other.rank() == 0) {
            throw new ShapeException("matmul: needs vectors or matrices, " + shape + " × " + other.shape);
        }
        if (rank() == 1) {
            return unsqueeze(0).matmul(other).squeeze(other.rank() == 1 ? 0 : -2);
        }
        if (other.rank() == 1) {
            return matmul(other.unsqueeze(1)).squeeze(-1);
        }
        if (rank() > 2 && other.rank() == 2 && size(-1) == other.size(0)) { // one tall product instead of many
            var tall = reshape(shape.count(0, rank() - 1), size(-1));
            return tall.matmul(other).reshapeTo(shape.with(-1, other.size(1)));
        }
        return Interpreter.run(new Op.MatMul(), this, other);
    }

    static Tensor zerosLike(Tensor x) {
        return full(x.dtype(), 0, x.shape);
    }

    static Tensor onesLike(Tensor x) {
        return full(x.dtype(), 1, x.shape);
    }

    /** Type, shape and the first elements. */
    @Override
    public String toString() {
        var text = new StringJoiner(", ", "Tensor " + dtype() + " " + describe() + " {", "}");
        if (storage.arrayIfHeld() == null) {
            return text.add("released").toString();
        }
        var values = Moves.doubles(this);
        for (int i = 0; i < Math.min(values.length, 8); i++) {
            text.add(dtype().isFloating() ? Float.toString((float) values[i]) : Long.toString((long) values[i]));
        }
        return values.length > 8 ? text.add("…").toString() : text.toString();
    }
}
