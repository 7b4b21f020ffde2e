package hanshu.tensor;

import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first; {@code []} is a single number. */
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0], new int[0], 1);

    private final int[] sizes;
    private final int[] strides;
    private final int count;

    private Shape(int[] sizes, int[] strides, int count) {
        this.sizes = sizes;
        this.strides = strides;
        this.count = count;
    }

    /**
     * The shape of these sizes.
     *
     * @throws ShapeException when a size is negative, or there are more than 2³¹ − 1 elements
     */
    public static Shape of(int... sizes) {
        return sizes.length == 0 ? SCALAR : owned(sizes.clone());
    }

    /** As {@link #of}, without copying: the caller gives the array away. */
    static Shape owned(int[] sizes) {
        var strides = new int[sizes.length];
        long count = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (sizes[axis] < 0) {
                throw new ShapeException("shape: sizes are zero or more, got " + Arrays.toString(sizes));
            }
            strides[axis] = (int) count;
            count *= sizes[axis];
            if (count > Integer.MAX_VALUE) {
                throw new ShapeException("shape: " + Arrays.toString(sizes)
                        + " has more than 2^31 - 1 elements; work on it in smaller parts");
            }
        }
        return new Shape(sizes, strides, (int) count);
    }

    /** How many axes. */
    public int rank() {
        return sizes.length;
    }

    /** The size of an axis; −1 is the last. */
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /** How many elements. */
    public int count() {
        return count;
    }

    public int[] toArray() {
        return sizes.clone();
    }

    /** The axis counted from 0 for one that may count from the end. */
    public int axis(int axis) {
        int counted = axis < 0 ? axis + sizes.length : axis;
        if (counted < 0 || counted >= sizes.length) {
            throw new ShapeException("axis " + axis + " is not one of " + this + ", which has " + sizes.length
                    + (sizes.length == 1 ? " axis" : " axes"));
        }
        return counted;
    }

    /** This shape with another size for one axis. */
    public Shape with(int axis, int size) {
        var changed = sizes.clone();
        changed[axis(axis)] = size;
        return owned(changed);
    }

    /** This shape with one axis more, before {@code axis} (0 … rank). */
    public Shape insert(int axis, int size) {
        var longer = new int[sizes.length + 1];
        System.arraycopy(sizes, 0, longer, 0, axis);
        longer[axis] = size;
        System.arraycopy(sizes, axis, longer, axis + 1, sizes.length - axis);
        return owned(longer);
    }

    /** This shape without one axis. */
    public Shape remove(int axis) {
        int gone = axis(axis);
        var shorter = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, shorter, 0, gone);
        System.arraycopy(sizes, gone + 1, shorter, gone, shorter.length - gone);
        return owned(shorter);
    }

    /** This shape without some axes, or without all of them if none are named. */
    Shape without(int[] axes) {
        var left = axes.length == 0 ? SCALAR : this;
        var gone = Arrays.stream(axes).map(this::axis).sorted().distinct().toArray();
        for (int i = gone.length - 1; i >= 0; i--) {
            left = left.remove(gone[i]);
        }
        return left;
    }

    /** The axes from one to another, the second excluded. */
    public Shape range(int from, int to) {
        return owned(Arrays.copyOfRange(sizes, from, to));
    }

    /** This shape where the axes from one to another, the second excluded, have size 1, or are gone. */
    Shape reduced(int from, int to, boolean keep) {
        int rank = keep ? sizes.length : sizes.length - (to - from);
        if (rank == 0) {
            return SCALAR;
        }
        var left = new int[rank];
        Arrays.fill(left, 1);
        System.arraycopy(sizes, 0, left, 0, from);
        int tail = sizes.length - to;
        System.arraycopy(sizes, to, left, rank - tail, tail);
        return owned(left);
    }

    /** This shape's axes, then the other's. */
    public Shape append(Shape tail) {
        var joined = Arrays.copyOf(sizes, sizes.length + tail.sizes.length);
        System.arraycopy(tail.sizes, 0, joined, sizes.length, tail.sizes.length);
        return owned(joined);
    }

    /**
     * The shape that both stretch to: aligned at the last axis, sizes equal or one of them 1.
     *
     * @param what the operation, for the message
     */
    public static Shape broadcast(Object what, Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        var sizes = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int ofA = i <= a.rank() ? a.sizes[a.rank() - i] : 1;
            int ofB = i <= b.rank() ? b.sizes[b.rank() - i] : 1;
            if (ofA != ofB && ofA != 1 && ofB != 1) {
                throw new ShapeException(
                        what + ": sizes differ at axis " + (rank - i) + " and neither is 1, " + a + " and " + b);
            }
            sizes[rank - i] = ofA == 1 ? ofB : ofA;
        }
        return owned(sizes);
    }

    /** Row-major steps: how many elements lie between neighbours along each axis. Not to be written to. */
    int[] strides() {
        return strides;
    }

    /** The product of the sizes of the axes from one to another, the second excluded. */
    int count(int from, int to) {
        int product = 1;
        for (int i = from; i < to; i++) {
            product *= sizes[i];
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Shape that && Arrays.equals(sizes, that.sizes));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** For example {@code [32, 100]}. */
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
