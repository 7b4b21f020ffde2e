package hanshu.nn.rnn;

import hanshu.nn.Initialiser;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000): a
 * cell c that gates write to, keep and show.
 *
 * <pre>
 *   i, f, o = σ(x·Wx + h·Wh + b)    g = tanh(x·Wx + h·Wh + b)    c' = f∘c + i∘g    h' = o∘tanh(c')
 * </pre>
 *
 * <p>The four lie side by side in the order i, f, g, o, as in torch.nn.LSTM, whose two biases are added to one here.
 *
 * @param wx Wx: (in, 4·hidden)
 * @param wh Wh: (hidden, 4·hidden)
 * @param b (4·hidden)
 */
public record LstmCell(Tensor wx, Tensor wh, Tensor b) implements Cell<LstmCell.State> {
    public LstmCell {
        Gates.requireShapes("LstmCell", 4, wx, wh, b);
    }

    /** What it shows, h, and what it keeps to itself, c: (batch, hidden) each. */
    public record State(Tensor h, Tensor c) {}

    /** With parameters drawn from U(±1/√hidden). */
    public static LstmCell of(int in, int hidden, Key key) {
        var draw = Initialiser.uniformFanIn();
        return new LstmCell(
                draw.draw(key.at("wx"), hidden, hidden, in, 4 * hidden),
                draw.draw(key.at("wh"), hidden, hidden, hidden, 4 * hidden),
                draw.draw(key.at("b"), hidden, hidden, 4 * hidden));
    }

    @Override
    public State step(Tensor x, State s) { // x: (batch, in)
        var gates = x.matmul(wx).plus(s.h().matmul(wh)).plus(b).split(4, -1); // each (batch, hidden)
        var i = gates.get(0).sigmoid();
        var f = gates.get(1).sigmoid();
        var g = gates.get(2).tanh();
        var o = gates.get(3).sigmoid();
        var c = f.times(s.c()).plus(i.times(g));
        return new State(o.times(c.tanh()), c);
    }

    @Override
    public State start(int batch, DType dtype) {
        var zeros = Tensor.full(dtype, 0, Shape.of(batch, wh.size(0)));
        return new State(zeros, zeros);
    }

    @Override
    public Tensor output(State s) {
        return s.h();
    }

    @Override
    public State where(Tensor mask, State yes, State no) {
        return new State(mask.where(yes.h(), no.h()), mask.where(yes.c(), no.c()));
    }

    /** Step after step, in one operation that gives what {@link #step} gives. */
    @Override
    public Unrolled<State> unroll(Tensor x, State start, Optional<Tensor> lengths, boolean backwards) {
        if (x.size(1) == 0) {
            return Cell.super.unroll(x, start, lengths, backwards);
        }
        var n = Gates.lengths(x, lengths);
        var fromX = x.transpose(0, 1).matmul(wx).plus(b); // (time, batch, 4·hidden), of all steps at once
        var states = fromX.lstm(wh, start.h(), start.c(), n, backwards); // (2, time, batch, hidden)
        var h = states.get(0, 0);
        int last = backwards ? 0 : x.size(1) - 1;
        return new Unrolled<>(
                Gates.shown(h.transpose(0, 1), lengths),
                new State(h.get(0, last), states.get(0, 1).get(0, last)));
    }

    /** For example {@code LstmCell 64 → 128}. */
    @Override
    public String toString() {
        return "LstmCell " + wx.size(0) + " → " + wh.size(0);
    }
}
