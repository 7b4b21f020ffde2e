package hanshu.tensor;

import java.util.Arrays;

/** Numbers of axes, in order; an immutable list of ints without boxes. */
public final class Axes {
    private final int[] axes;

    private Axes(int[] axes) {
        this.axes = axes;
    }

    public static Axes of(int... axes) {
        return new Axes(axes.clone());
    }

    public int size() {
        return axes.length;
    }

    public int get(int i) {
        return axes[i];
    }

    /** Whether each of 0 … size − 1 is there once. */
    boolean isOrder() {
        var seen = new boolean[axes.length];
        for (int axis : axes) {
            if (axis < 0 || axis >= seen.length || seen[axis]) {
                return false;
            }
            seen[axis] = true;
        }
        return true;
    }

    /** The order that undoes this one: the result's place {@code get(i)} is i. */
    public Axes inverse() {
        var inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return new Axes(inverse);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes that && Arrays.equals(axes, that.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    @Override
    public String toString() {
        return Arrays.toString(axes);
    }
}
