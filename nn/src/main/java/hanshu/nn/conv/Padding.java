package hanshu.nn.conv;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import hanshu.tensor.Window;

/** What a window finds beyond the edge: for the elements a b c d, two before and two after. */
public enum Padding {
    /** 0 0 | a b c d | 0 0. */
    ZEROS,
    /** c b | a b c d | c b: as in a mirror that stands on the last element. */
    REFLECT,
    /** a a | a b c d | d d. */
    REPLICATE,
    /** c d | a b c d | a b. */
    CIRCULAR;

    /**
     * The space with its padding, for a window {@link Window#withoutPadding without}.
     *
     * @param x (batch, space…, channels)
     * @throws ShapeException when there is more padding than an axis can mirror or repeat
     */
    public Tensor around(Tensor x, Window window) {
        var padded = x;
        for (int i = 0; i < window.rank(); i++) {
            var span = window.axes().get(i);
            padded = around(padded, i + 1, span.before(), span.after());
        }
        return padded;
    }

    /** One axis with its padding. */
    public Tensor around(Tensor x, int axis, int before, int after) {
        if (before == 0 && after == 0) {
            return x;
        }
        if (before < 0 || after < 0) {
            throw new ShapeException("padding: it is zero or more, got " + before + " and " + after);
        }
        if (this == ZEROS) {
            return x.pad(axis, before, after, 0);
        }
        int n = x.size(axis);
        int most = this == REFLECT ? n - 1 : this == CIRCULAR ? n : n == 0 ? 0 : Integer.MAX_VALUE;
        if (before > most || after > most) {
            throw new ShapeException("padding: " + this + " finds at most " + most + " elements beyond an axis of " + n
                    + ", " + before + " and " + after + " were asked for");
        }
        var index = new int[before + n + after];
        for (int i = 0; i < index.length; i++) {
            index[i] = source(i - before, n);
        }
        return x.take(axis, Tensor.of(index, index.length));
    }

    /** The element of an axis of n that stands at place i, from −n to 2n − 1. */
    private int source(int i, int n) {
        return switch (this) {
            case ZEROS -> throw new AssertionError("zeros are no elements");
            case REFLECT -> i < 0 ? -i : i < n ? i : 2 * (n - 1) - i;
            case REPLICATE -> Math.clamp(i, 0, n - 1);
            case CIRCULAR -> Math.floorMod(i, n);
        };
    }
}
