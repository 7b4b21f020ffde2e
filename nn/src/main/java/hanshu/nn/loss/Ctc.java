package hanshu.nn.loss;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/**
 * Connectionist temporal classification (Graves, Fernández, Gomez & Schmidhuber 2006): −log p(labels), where the network
 * says a class or blank at each step and every path counts that gives the labels once repetitions are merged and blanks
 * left out. The sum over all paths takes one pass over the labels with blanks between them (section 4.1).
 *
 * <p>A row whose labels need more steps than it has is impossible, its loss infinite without a gradient. The mean divides
 * each row's loss by the number of its labels first, as torch.nn.CTCLoss.
 *
 * @param blank the class that stands for no label
 * @param zeroInfinity whether the loss of an impossible row is 0
 */
public record Ctc(int blank, boolean zeroInfinity, Reduction reduction) {
    /** Stands for the logarithm of 0: finite, so that gradients stay numbers. */
    private static final double NEVER = -1e30;

    /** The mean, with blank 0. */
    public Ctc() {
        this(0, false, Reduction.MEAN);
    }

    /**
     * The loss.
     *
     * @param logits of the classes, or logarithms of their probabilities: (batch, time, classes)
     * @param labels whole numbers: (batch, labels); what stands behind a row's end does not matter
     * @param times how many steps each row has, whole numbers: (batch)
     * @param counts how many labels each row has, whole numbers: (batch)
     * @throws ShapeException when these do not fit together, or a label is no class or the blank
     */
    public Tensor of(Tensor logits, Tensor labels, Tensor times, Tensor counts) {
        var losses = each(logits, labels, times, counts);
        if (reduction != Reduction.MEAN) {
            return reduction.of(losses);
        }
        return losses.div(counts.cast(losses.dtype()).maximum(1)).mean();
    }

    /** The loss of each row: (batch). */
    public Tensor each(Tensor logits, Tensor labels, Tensor times, Tensor counts) {
        requireFitting(logits, labels, times, counts);
        int batch = logits.size(0);
        var between = withBlanks(labels, counts, logits.size(2)); // (batch, states): blank, label, blank, …
        int states = between.size(1);
        var said = logits.logSoftmax(-1)
                .gather(-1, between.unsqueeze(1).expand(batch, logits.size(1), states)); // (batch, time, states)
        var mayJump = mayJump(between);
        var never = Tensor.full(logits.dtype(), NEVER, Shape.of());
        var alpha = Tensor.range(states).eq(0).where(0, never);
        alpha = alpha.expand(batch, states); // log of the sum over all ways to come to a state
        for (int t = 0; t < logits.size(1); t++) {
            var step = later(alpha, 1);
            var jump = mayJump.where(later(alpha, 2), NEVER);
            var next = Tensor.stack(-1, alpha, step, jump)
                    .logSumExp(new int[] {-1}, false)
                    .plus(said.get(1, t));
            alpha = times.gt(t).unsqueeze(1).where(next, alpha);
        }
        return lossOf(alpha, counts.cast(DType.I64));
    }

    /** A path ends in the last label or in the blank behind it. */
    private Tensor lossOf(Tensor alpha, Tensor counts) {
        var last = counts.plus(counts);
        var ends = Tensor.stack(1, last, last.minus(1).maximum(0)); // (batch, 2)
        var there = Tensor.stack(1, last.ge(0), last.gt(0)); // without labels the two are the same
        var loss = there.where(alpha.gather(1, ends), NEVER)
                .logSumExp(new int[] {-1}, false)
                .neg();
        return loss.gt(-NEVER / 2).where(zeroInfinity ? 0 : Double.POSITIVE_INFINITY, loss);
    }

    /** The states moved on by some places. */
    private static Tensor later(Tensor alpha, int places) {
        int states = alpha.size(1);
        return places >= states
                ? Tensor.full(alpha.dtype(), NEVER, alpha.shape())
                : alpha.slice(1, 0, states - places).pad(1, places, 0, NEVER);
    }

    /** From label to label without the blank between, if they differ. */
    private Tensor mayJump(Tensor between) {
        var values = between.toLongs();
        int states = between.size(1);
        var may = new boolean[values.length];
        for (int i = 0; i < may.length; i++) {
            may[i] = i % states >= 2 && values[i] != blank && values[i] != values[i - 2];
        }
        return Tensor.of(may, between.shape().toArray());
    }

    private Tensor withBlanks(Tensor labels, Tensor counts, int classes) {
        var values = labels.toLongs();
        var howMany = counts.toLongs();
        int width = labels.size(1);
        int states = 2 * width + 1;
        var between = new long[howMany.length * states];
        Arrays.fill(between, blank);
        for (int row = 0; row < howMany.length; row++) {
            for (int i = 0; i < howMany[row]; i++) {
                long label = values[row * width + i];
                if (label < 0 || label >= classes || label == blank) {
                    throw new ShapeException("CTC: labels are from 0 to %d and not the blank %d, got %d in row %d"
                            .formatted(classes - 1, blank, label, row));
                }
                between[row * states + 2 * i + 1] = label;
            }
        }
        return Tensor.of(between, howMany.length, states);
    }

    private void requireFitting(Tensor logits, Tensor labels, Tensor times, Tensor counts) {
        if (logits.rank() != 3 || blank < 0 || blank >= logits.size(2)) {
            throw new ShapeException("CTC: needs logits (batch, time, classes), the blank " + blank
                    + " among the classes, got " + logits.shape());
        }
        if (!labels.dtype().isInteger() || labels.rank() != 2 || labels.size(0) != logits.size(0)) {
            throw new ShapeException("CTC: labels are whole numbers (batch, labels) for logits " + logits.shape()
                    + ", got " + labels.dtype() + " " + labels.shape());
        }
        requireCounts("times", times, logits.size(0), logits.size(1));
        requireCounts("counts", counts, logits.size(0), labels.size(1));
    }

    private static void requireCounts(String what, Tensor counts, int batch, int most) {
        if (!counts.dtype().isInteger() || !counts.shape().equals(Shape.of(batch))) {
            throw new ShapeException("CTC: %s are whole numbers, one for each of %d rows, got %s %s"
                    .formatted(what, batch, counts.dtype(), counts.shape()));
        }
        for (long n : counts.toLongs()) {
            if (n < 0 || n > most) {
                throw new ShapeException("CTC: %s are from 0 to %d, got %d".formatted(what, most, n));
            }
        }
    }
}
