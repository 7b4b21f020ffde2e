package hanshu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What recurrences over whole sequences have in common. Each has a definition in tensor operations, which F64 computes
 * with and higher-order gradients are taken of, and loops for F32 that carry some rows of the batch through all steps:
 * rows do not depend on each other, so threads need not meet before the end.
 */
final class Recurrence {
    /** Rows that a task carries: enough for the matrix product, whatever the number of threads. */
    private static final int ROWS = 16;

    private Recurrence() {}

    /** A recurrence in tensor operations. */
    @FunctionalInterface
    interface Definition {
        Tensor of(Tensor... in);
    }

    /** Rows {@code from} to {@code from + rows} − 1 of the batch. */
    @FunctionalInterface
    interface Rows {
        void accept(int from, int rows);
    }

    static void forRows(int batch, Rows body) {
        Parallel.run(Math.ceilDiv(batch, ROWS), task -> body.accept(task * ROWS, Math.min(ROWS, batch - task * ROWS)));
    }

    /** The step that is number i on the way. */
    static int step(int i, int time, boolean backwards) {
        return backwards ? time - 1 - i : i;
    }

    /** Whether a gradient has to remember how it came about. */
    static boolean isTracked(Tensor... in) {
        return Arrays.stream(in).anyMatch(Tensor::isTracked);
    }

    /** The gradient by the definition: differentiable again if an input is tracked. */
    static @Nullable Tensor[] slopes(Definition f, Tensor[] in, Tensor g, boolean[] wants) {
        boolean again = isTracked(in);
        var x = in.clone();
        var wrt = new ArrayList<Tensor>();
        for (int i = 0; i < x.length; i++) {
            if (wants[i]) { // its own node, so that the walk ends here
                x[i] = again ? Interpreter.run(new Op.Reshape(x[i].shape()), x[i]) : x[i].tracked();
                wrt.add(x[i]);
            }
        }
        var found = Gradients.walk(f.of(x), g, wrt, again).iterator();
        var slopes = new @Nullable Tensor[in.length];
        for (int i = 0; i < in.length; i++) {
            slopes[i] = wants[i] ? found.next() : null;
        }
        return slopes;
    }

    /** hᵀ·g over all rows and steps, h being what each step started from: the gradient of the weight (hidden, gates). */
    static Tensor ofWeight(Tensor h, Tensor h0, Tensor g, boolean backwards) {
        int time = h.size(0);
        var first = h0.transpose().matmul(g.get(0, backwards ? time - 1 : 0));
        if (time == 1) {
            return first;
        }
        var before = backwards ? h.slice(0, 1, time) : h.slice(0, 0, time - 1);
        var later = backwards ? g.slice(0, 0, time - 1) : g.slice(0, 1, time);
        return first.plus(before.reshape(-1, h.size(2)).transpose().matmul(later.reshape(-1, g.size(2))));
    }

    static Tensor[] detached(Tensor... in) {
        return Arrays.stream(in).map(Tensor::detach).toArray(Tensor[]::new);
    }

    /** The states of all steps one after the other: where a row has ended, the last stays. */
    static Tensor states(Tensor[] states) {
        return Tensor.stack(0, states); // (time, batch, hidden)
    }

    static void requireFitting(String what, int gates, Tensor z, Tensor wh, Tensor lengths, Tensor... starts) {
        boolean fits = z.rank() == 3 && wh.rank() == 2 && z.size(0) > 0;
        int hidden = fits ? wh.size(0) : 0;
        fits = fits && wh.size(1) == gates * hidden && z.size(2) == gates * hidden;
        for (var start : starts) {
            fits = fits && start.shape().equals(Shape.of(z.size(1), hidden)) && start.dtype() == z.dtype();
        }
        fits = fits && z.dtype().isFloating() && wh.dtype() == z.dtype();
        if (!fits || !lengths.dtype().isInteger() || !lengths.shape().equals(Shape.of(z.size(1)))) {
            throw new ShapeException(
                    "%s: needs gates (time, batch, %d·hidden) of a step or more, a weight (hidden, %d·hidden), starting states (batch, hidden) of the same type and whole lengths (batch), got %s, %s, %s and %s"
                            .formatted(
                                    what,
                                    gates,
                                    gates,
                                    z.shape(),
                                    wh.shape(),
                                    Arrays.stream(starts).map(Tensor::shape).toList(),
                                    lengths.shape()));
        }
    }
}
