package hanshu.nn.rnn;

import hanshu.nn.Initialiser;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * The gated recurrent unit (Cho et al. 2014, section 2.3, in the form of torch.nn.GRU, where the reset gate is applied
 * after the matrix product): z says how much of the old stays, r how much of it the new is made of.
 *
 * <pre>
 *   r, z = σ(x·Wx + bx + h·Wh + bh)    n = tanh(x·Wx + bx + r∘(h·Wh + bh))    h' = (1 − z)∘n + z∘h
 * </pre>
 *
 * <p>The three lie side by side in the order r, z, n.
 *
 * @param wx Wx: (in, 3·hidden)
 * @param wh Wh: (hidden, 3·hidden)
 * @param bx (3·hidden)
 * @param bh (3·hidden)
 */
public record GruCell(Tensor wx, Tensor wh, Tensor bx, Tensor bh) implements Cell<Tensor> {
    public GruCell {
        Gates.requireShapes("GruCell", 3, wx, wh, bx, bh);
    }

    /** With parameters drawn from U(±1/√hidden). */
    public static GruCell of(int in, int hidden, Key key) {
        var draw = Initialiser.uniformFanIn();
        return new GruCell(
                draw.draw(key.at("wx"), hidden, hidden, in, 3 * hidden),
                draw.draw(key.at("wh"), hidden, hidden, hidden, 3 * hidden),
                draw.draw(key.at("bx"), hidden, hidden, 3 * hidden),
                draw.draw(key.at("bh"), hidden, hidden, 3 * hidden));
    }

    @Override
    public Tensor step(Tensor x, Tensor h) { // x: (batch, in), h: (batch, hidden)
        var fromX = x.matmul(wx).plus(bx).split(3, -1); // each (batch, hidden)
        var fromH = h.matmul(wh).plus(bh).split(3, -1);
        var r = fromX.get(0).plus(fromH.get(0)).sigmoid();
        var z = fromX.get(1).plus(fromH.get(1)).sigmoid();
        var n = fromX.get(2).plus(r.times(fromH.get(2))).tanh();
        return n.plus(z.times(h.minus(n)));
    }

    @Override
    public Tensor start(int batch, DType dtype) {
        return Tensor.full(dtype, 0, Shape.of(batch, wh.size(0)));
    }

    @Override
    public Tensor output(Tensor h) {
        return h;
    }

    @Override
    public Tensor where(Tensor mask, Tensor yes, Tensor no) {
        return mask.where(yes, no);
    }

    /** Step after step, in one operation that gives what {@link #step} gives. */
    @Override
    public Unrolled<Tensor> unroll(Tensor x, Tensor start, Optional<Tensor> lengths, boolean backwards) {
        if (x.size(1) == 0) {
            return Cell.super.unroll(x, start, lengths, backwards);
        }
        var n = Gates.lengths(x, lengths);
        var fromX = x.transpose(0, 1).matmul(wx).plus(bx); // (time, batch, 3·hidden), of all steps at once
        var h = fromX.gru(wh, bh, start, n, backwards); // (time, batch, hidden)
        return new Unrolled<>(Gates.shown(h.transpose(0, 1), lengths), h.get(0, backwards ? 0 : x.size(1) - 1));
    }

    /** For example {@code GruCell 64 → 128}. */
    @Override
    public String toString() {
        return "GruCell " + wx.size(0) + " → " + wh.size(0);
    }
}
