package hanshu.nn.rnn;

import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * One step of a recurrent network: from an input and what it remembers to what it remembers next (Elman 1990). A cell is
 * a record of its parameters; one that implements {@link #step} and the three small methods runs in {@link Recurrent}.
 *
 * @param <S> what it remembers between steps, for every row of the batch
 */
public interface Cell<S> {
    /** Makes a cell from the sizes of its input and of what it shows, the parameters drawn from the key. */
    @FunctionalInterface
    interface Maker<S> {
        Cell<S> of(int in, int hidden, Key key);
    }

    /** What a cell shows at each step, (batch, time, hidden), and what it remembers after the last. */
    record Unrolled<S>(Tensor output, S last) {}

    /**
     * What the cell remembers next.
     *
     * @param x (batch, in)
     * @throws hanshu.tensor.ShapeException when x or the state does not fit
     */
    S step(Tensor x, S state);

    /** What it remembers before the first step: zeros. */
    S start(int batch, DType dtype);

    /** What it shows the next layer: (batch, hidden). */
    Tensor output(S state);

    /** Row by row the first state where the mask (batch, 1) holds, elsewhere the second. */
    S where(Tensor mask, S yes, S no);

    /**
     * Step after step over a sequence, from its first element to its last, or backwards. Where a row has ended, its state
     * stays and its output is 0.
     *
     * @param x (batch, time, in)
     * @param lengths how long each row is, I64: (batch)
     */
    default Unrolled<S> unroll(Tensor x, S start, Optional<Tensor> lengths, boolean backwards) {
        int time = x.size(1);
        var state = start;
        var outputs = new Tensor[time];
        for (int i = 0; i < time; i++) {
            int t = backwards ? time - 1 - i : i;
            var before = state;
            var next = step(x.get(1, t), before);
            var going = lengths.map(n -> n.gt(t).unsqueeze(1)); // (batch, 1)
            state = going.map(mask -> where(mask, next, before)).orElse(next);
            var shown = output(state); // (batch, hidden)
            outputs[t] = going.map(mask -> mask.where(shown, 0)).orElse(shown);
        }
        if (time == 0) {
            var shown = output(start);
            return new Unrolled<>(Tensor.full(shown.dtype(), 0, shown.shape().insert(1, 0)), start);
        }
        return new Unrolled<>(Tensor.stack(1, outputs), state);
    }
}
