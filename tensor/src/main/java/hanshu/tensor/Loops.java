package hanshu.tensor;

import java.util.Arrays;

/**
 * Walks tensors that broadcast or are strided, handing long plain runs to an inner loop. Neighbouring axes that lie
 * evenly in every operand are merged first, so that the usual cases are a single run.
 */
final class Loops {
    /** Elements that one task of a parallel loop handles at least. */
    private static final int GRAIN = 1 << 15;

    /** An inner loop over n elements; operand i starts at {@code at[i]} and advances by {@code steps[i]}. */
    interface Run {
        void run(int[] at, int[] steps, int n);
    }

    private final int[] sizes;
    private final int[][] strides; // per operand, per merged axis

    /** Plans the walk over a shape; strides are per operand and axis of the shape (see {@link #stretch}). */
    Loops(Shape shape, int[]... stridesOfOperands) {
        int rank = shape.rank();
        int operands = stridesOfOperands.length;
        var merged = new int[Math.max(rank, 1)];
        var steps = new int[operands][Math.max(rank, 1)];
        int last = -1;
        for (int axis = 0; axis < rank; axis++) {
            int size = shape.size(axis);
            if (size == 1) {
                continue;
            }
            boolean merges = last >= 0;
            for (int o = 0; o < operands && merges; o++) {
                merges = steps[o][last] == stridesOfOperands[o][axis] * size;
            }
            if (!merges) {
                last++;
                merged[last] = 1;
            }
            merged[last] *= size;
            for (int o = 0; o < operands; o++) {
                steps[o][last] = stridesOfOperands[o][axis];
            }
        }
        if (last < 0) {
            last = 0;
            merged[0] = 1;
        }
        sizes = Arrays.copyOf(merged, last + 1);
        for (int o = 0; o < operands; o++) {
            steps[o] = Arrays.copyOf(steps[o], last + 1);
        }
        strides = steps;
    }

    /** The strides with which a tensor takes part in a walk over a larger shape: 0 where it repeats. */
    static int[] stretch(Tensor t, Shape over) {
        int rank = over.rank();
        var stretched = new int[rank];
        int lead = rank - t.shape().rank();
        for (int axis = lead; axis < rank; axis++) {
            stretched[axis] = t.shape().size(axis - lead) == 1 && over.size(axis) != 1 ? 0 : t.strides()[axis - lead];
        }
        return stretched;
    }

    /** The step of an operand within a run. */
    int innerStep(int operand) {
        return strides[operand][sizes.length - 1];
    }

    int rank() {
        return sizes.length;
    }

    int size(int axis) {
        return sizes[axis];
    }

    int stride(int operand, int axis) {
        return strides[operand][axis];
    }

    /** Runs the inner loop over everything, large walks on several threads; no two runs write the same place. */
    void forEach(int[] offsets, Run body) {
        int inner = sizes[sizes.length - 1];
        int outer = 1;
        for (int i = 0; i < sizes.length - 1; i++) {
            outer *= sizes[i];
        }
        if (inner == 0 || outer == 0) {
            return;
        }
        var innerSteps = new int[strides.length];
        for (int o = 0; o < innerSteps.length; o++) {
            innerSteps[o] = innerStep(o);
        }
        if ((long) inner * outer < 2 * GRAIN) {
            rows(0, outer, inner, offsets, innerSteps, body);
        } else if (outer == 1) {
            Parallel.run(Math.ceilDiv(inner, GRAIN), task -> {
                int from = task * GRAIN;
                var at = new int[offsets.length];
                for (int o = 0; o < at.length; o++) {
                    at[o] = offsets[o] + from * innerSteps[o];
                }
                body.run(at, innerSteps, Math.min(GRAIN, inner - from));
            });
        } else {
            int rowsOfTask = Math.max(1, GRAIN / inner);
            int total = outer;
            Parallel.run(Math.ceilDiv(outer, rowsOfTask), task -> {
                int from = task * rowsOfTask;
                rows(from, Math.min(from + rowsOfTask, total), inner, offsets, innerSteps, body);
            });
        }
    }

    private void rows(int from, int to, int inner, int[] offsets, int[] innerSteps, Run body) {
        var at = new int[offsets.length];
        var index = new int[sizes.length - 1];
        int rest = from;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % sizes[axis];
            rest /= sizes[axis];
        }
        for (int row = from; row < to; row++) {
            for (int o = 0; o < at.length; o++) {
                int start = offsets[o];
                for (int axis = 0; axis < index.length; axis++) {
                    start += index[axis] * strides[o][axis];
                }
                at[o] = start;
            }
            body.run(at, innerSteps, inner);
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
                index[axis] = 0;
            }
        }
    }
}
