package hanshu.train;

import hanshu.nn.Params;
import hanshu.nn.Pass;
import hanshu.tensor.Buffers;
import hanshu.tensor.Key;
import hanshu.tensor.Profiler;
import hanshu.tensor.Stage;
import java.util.Arrays;
import java.util.Optional;

/**
 * ∂loss/∂θ on the rows of one step, in one array that is laid out like θ and filled anew by each step. Computed in
 * parts, the gradient is the parts' mean, weighted by their rows.
 */
final class BatchGradient<M, B> {
    private final Params params;
    private final M model;
    private final Objective<M, B> objective;
    private final Batches<B> batches;
    private final int parts;
    private final float[] gradient;
    private final float[] ofPart;
    private final Buffers buffers = new Buffers();

    BatchGradient(Params params, M model, Objective<M, B> objective, Batches<B> batches, int parts) {
        this.params = params;
        this.model = model;
        this.objective = objective;
        this.batches = batches;
        this.parts = parts;
        this.gradient = new float[params.theta().length];
        this.ofPart = parts == 1 ? gradient : new float[gradient.length];
    }

    float[] array() {
        return gradient;
    }

    /** Computes the gradient and the new running statistics, and gives the loss. */
    double compute(int[] rows, int from, int to, Key key) {
        int size = Math.ceilDiv(to - from, parts);
        if (size == to - from) {
            return buffers.step(() -> ofPart(rows, from, to, key, gradient));
        }
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int start = from, part = 0; start < to; start += size, part++) {
            int first = start;
            int end = Math.min(start + size, to);
            var partKey = key.at(part);
            double share = (double) (end - start) / (to - from);
            loss += share * buffers.step(() -> ofPart(rows, first, end, partKey, ofPart));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += (float) share * ofPart[i];
            }
        }
        return loss;
    }

    private double ofPart(int[] rows, int from, int to, Key key, float[] into) {
        var pass = Pass.training(key);
        var batch = Profiler.in(Stage.DATA, () -> batches.batch(rows, from, to));
        var loss = Profiler.in(Stage.FORWARD, () -> objective.loss(model, batch, pass));
        Profiler.in(Stage.BACKWARD, () -> params.gradInto(loss, into));
        params.applyUpdates(pass);
        return loss.item();
    }

    /** Where the loss of a step stops being a number; empty if it is one, and only its gradient is not. */
    Optional<String> firstBad(int[] rows, int from, int to, Key key) {
        int end = Math.min(from + Math.ceilDiv(to - from, parts), to);
        return buffers.step(() -> Graph.firstBad(
                objective.loss(model, batches.batch(rows, from, end), Pass.training(parts == 1 ? key : key.at(0)))));
    }

    /**
     * The bytes that a step computes in, for a batch of so many rows: measured on two small ones, for they grow evenly.
     * Whoever asks has made sure that a small one fits.
     */
    long bytesOfStep(int batch) {
        int rows = Math.ceilDiv(batch, parts);
        int few = Math.min(8, rows);
        int more = Math.min(16, rows);
        long least = trial(few);
        if (few == more) {
            return least;
        }
        return least + (rows - few) * Math.ceilDiv(trial(more) - least, more - few);
    }

    /** A step that leaves θ and its running statistics as they are. */
    private long trial(int rows) {
        var first = new int[rows];
        Arrays.setAll(first, i -> i);
        var room = new Buffers();
        room.step(() -> params.gradInto(
                objective.loss(model, batches.batch(first, 0, rows), Pass.training(Key.of(0))), ofPart));
        return room.heldBytes();
    }
}
