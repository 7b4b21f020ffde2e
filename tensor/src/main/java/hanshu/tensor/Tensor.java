package hanshu.tensor;

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
 * <p>What can be done with one is told topic by topic, each an interface that only tensors have: {@link Elementwise},
 * {@link Comparing}, {@link Reducing}, {@link AlongAxis}, {@link Reshaping}, {@link Picking}, {@link Multiplying}, {@link Recurring},
 * {@link Sliding}, {@link Transforming}.
 *
 * <p>Conventions: elements are row-major; a negative axis counts from the end; operands broadcast as in NumPy; both must
 * have the same type. Every operation throws {@link ShapeException} when shapes, types or axes do not fit.
 */
public final class Tensor
        implements Elementwise,
                Comparing,
                Reducing,
                AlongAxis,
                Reshaping,
                Picking,
                Multiplying,
                Sliding,
                Recurring,
                Transforming {
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

    /** One after the other along an axis. */
    public static Tensor concat(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new ShapeException("concat: needs at least one tensor");
        }
        return parts.length == 1
                ? parts[0]
                : Interpreter.run(new Op.Concat(parts[0].shape().axis(axis)), parts.clone());
    }

    /** One after the other along a new axis. */
    public static Tensor stack(int axis, Tensor... parts) {
        return concat(axis, Arrays.stream(parts).map(p -> p.unsqueeze(axis)).toArray(Tensor[]::new));
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

    /** Whether both look at elements of one array. */
    boolean sharesElements(Tensor other) {
        return storage == other.storage;
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

    // ---- for gradients

    /** A single number of this tensor's type. */
    Tensor number(double value) {
        return full(dtype(), value, Shape.of());
    }

    /** Zeros of the same type and shape. */
    static Tensor zerosLike(Tensor x) {
        return full(x.dtype(), 0, x.shape);
    }

    /** Ones of the same type and shape. */
    static Tensor onesLike(Tensor x) {
        return full(x.dtype(), 1, x.shape);
    }

    /** As {@link #expand(int...)}. */
    Tensor expandAs(Shape to) {
        return shape.equals(to) ? this : Interpreter.run(new Op.Expand(to), this);
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

    // ---- in words

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

    private String describe() {
        var made = op == null ? "" : " made by " + op;
        return (name.isEmpty() ? "" : "\"" + name + "\" ") + shape + made;
    }
}
