package hanshu.nn.sequence;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001): tags of a sequence are judged together, by
 * what each element says about its tag and by which tags follow each other,
 *
 * <pre>
 *   s(y) = start(y₁) + Σ score(t, yₜ) + Σ transition(yₜ₋₁, yₜ) + end(yₙ)        log p(y) = s(y) − log Σ e^s(y')
 * </pre>
 *
 * where the sum over all sequences of tags takes one pass (the forward algorithm, Rabiner 1989, section III.A).
 *
 * @param transitions from a tag to the next: (tags, tags)
 * @param start (tags)
 * @param end (tags)
 */
public record LinearChainCrf(Tensor transitions, Tensor start, Tensor end) {
    public LinearChainCrf {
        int tags = start.rank() == 1 ? start.size(0) : 0;
        if (tags < 1
                || !transitions.shape().equals(Shape.of(tags, tags))
                || !end.shape().equals(Shape.of(tags))) {
            throw new ShapeException("LinearChainCrf: needs transitions (tags, tags), start (tags) and end (tags), got "
                    + transitions.shape() + ", " + start.shape() + " and " + end.shape());
        }
    }

    /** The best tags of a row, and their s(y). */
    public record Path(List<Integer> tags, double score) {}

    /** Drawn from U(±0.1). */
    public static LinearChainCrf of(int tags, Key key) {
        return new LinearChainCrf(
                key.at("transitions").uniform(-0.1, 0.1, tags, tags),
                key.at("start").uniform(-0.1, 0.1, tags),
                key.at("end").uniform(-0.1, 0.1, tags));
    }

    /** log p(y) of each row, of which minus the mean is the loss; all rows have all steps. */
    public Tensor logLikelihood(Tensor scores, Tensor tags) {
        return logLikelihood(scores, tags, full(scores));
    }

    /**
     * log p(y) of each row.
     *
     * @param scores of each tag for each element: (batch, time, tags)
     * @param tags y, whole numbers from 0: (batch, time); what stands behind a row's end does not matter
     * @param lengths how long each row is, from 1, I64: (batch)
     * @return (batch)
     */
    public Tensor logLikelihood(Tensor scores, Tensor tags, Tensor lengths) {
        requireFitting(scores, lengths);
        if (!tags.dtype().isInteger() || !tags.shape().equals(scores.shape().range(0, 2))) {
            throw new ShapeException("LinearChainCrf: needs a tag for each of "
                    + scores.shape().range(0, 2) + " elements, got " + tags.dtype() + " " + tags.shape());
        }
        return score(scores, tags.cast(DType.I64), lengths.cast(DType.I64)).minus(logPartition(scores, lengths));
    }

    private Tensor score(Tensor scores, Tensor tags, Tensor lengths) {
        int time = scores.size(1);
        var going = lengths.unsqueeze(1).gt(Tensor.range(time)); // (batch, time)
        var y = going.where(tags, 0);
        var ofElements = scores.gather(-1, y.unsqueeze(-1)).squeeze(-1); // (batch, time)
        var pairs = y.slice(1, 0, time - 1).times(start.size(0)).plus(y.slice(1, 1, time));
        var ofPairs = transitions.reshape(-1).take(0, pairs); // (batch, time − 1)
        var last = y.gather(1, lengths.minus(1).unsqueeze(1)).squeeze(1); // (batch)
        return where(going, ofElements)
                .sum(1)
                .plus(where(going.slice(1, 1, time), ofPairs).sum(1))
                .plus(start.take(0, y.get(1, 0)))
                .plus(end.take(0, last));
    }

    /** log Σ e^s(y) over all sequences of tags: (batch). */
    public Tensor logPartition(Tensor scores, Tensor lengths) {
        requireFitting(scores, lengths);
        var alpha = start.plus(scores.get(1, 0)); // (batch, tags): log Σ over all ways to come to a tag
        for (int t = 1; t < scores.size(1); t++) {
            var ways = alpha.unsqueeze(-1).plus(transitions); // (batch, from, to)
            var next = ways.logSumExp(new int[] {1}, false).plus(scores.get(1, t));
            alpha = lengths.gt(t).unsqueeze(-1).where(next, alpha);
        }
        return alpha.plus(end).logSumExp(new int[] {-1}, false);
    }

    /** The most probable tags of each row (Viterbi 1967); all rows have all steps. */
    public List<Path> best(Tensor scores) {
        return best(scores, full(scores));
    }

    /** The most probable tags of each row of the given length; among equals the lowest numbers. */
    public List<Path> best(Tensor scores, Tensor lengths) {
        requireFitting(scores, lengths);
        int size = scores.size(1) * scores.size(2);
        var values = scores.toDoubles();
        var steps = lengths.toLongs();
        var paths = new ArrayList<Path>();
        for (int row = 0; row < steps.length; row++) {
            paths.add(best(values, row * size, (int) steps[row]));
        }
        return List.copyOf(paths);
    }

    private Path best(double[] scores, int at, int time) {
        int tags = start.size(0);
        var step = transitions.toDoubles();
        var from = new int[time][tags]; // the best tag before each
        var best = start.toDoubles();
        for (int j = 0; j < tags; j++) {
            best[j] += scores[at + j];
        }
        for (int t = 1; t < time; t++) {
            var next = new double[tags];
            for (int j = 0; j < tags; j++) {
                for (int i = 1; i < tags; i++) {
                    if (best[i] + step[i * tags + j] > best[from[t][j]] + step[from[t][j] * tags + j]) {
                        from[t][j] = i;
                    }
                }
                next[j] = best[from[t][j]] + step[from[t][j] * tags + j] + scores[at + t * tags + j];
            }
            best = next;
        }
        var last = end.toDoubles();
        int tag = 0;
        for (int j = 0; j < tags; j++) {
            best[j] += last[j];
            tag = best[j] > best[tag] ? j : tag;
        }
        double score = best[tag];
        var path = new ArrayList<Integer>();
        for (int t = time - 1; t >= 0; t--) {
            path.addFirst(tag);
            tag = from[t][tag];
        }
        return new Path(List.copyOf(path), score);
    }

    private static Tensor where(Tensor going, Tensor x) {
        return going.where(x, 0);
    }

    private static Tensor full(Tensor scores) {
        return Tensor.full(DType.I64, scores.size(1), Shape.of(scores.size(0)));
    }

    private void requireFitting(Tensor scores, Tensor lengths) {
        if (scores.rank() != 3 || scores.size(2) != start.size(0)) {
            throw new ShapeException(
                    "LinearChainCrf: needs scores (batch, time, " + start.size(0) + "), got " + scores.shape());
        }
        if (!lengths.dtype().isInteger() || !lengths.shape().equals(Shape.of(scores.size(0)))) {
            throw new ShapeException("LinearChainCrf: lengths are whole numbers, one for each of " + scores.size(0)
                    + " rows, got " + lengths.dtype() + " " + lengths.shape());
        }
        for (long n : lengths.toLongs()) {
            if (n < 1 || n > scores.size(1)) {
                throw new ShapeException(
                        "LinearChainCrf: lengths are from 1 to the " + scores.size(1) + " steps, got " + n);
            }
        }
    }

    /** For example {@code LinearChainCrf 9 tags}. */
    @Override
    public String toString() {
        return "LinearChainCrf " + start.size(0) + " tags";
    }
}
