package hanshu.learn.supervised.recurrent;

import hanshu.nn.rnn.GruCell;
import hanshu.tensor.Tensor;

/**
 * The gated recurrent unit (Cho et al. 2014), and why it remembers.
 *
 * <pre>
 *   forwards    r = σ(x·Wr + h·Ur + br)    z = σ(x·Wz + h·Uz + bz)
 *               n = tanh(x·Wn + bn + r∘m)  m = h·Un + cn              h' = (1 − z)∘n + z∘h
 *   backwards   δn = ∂L/∂h' ∘ (1 − z) ∘ (1 − n²)                      through n
 *               δz = ∂L/∂h' ∘ (h − n) ∘ z(1 − z)                      through the update gate
 *               δr = δn ∘ m ∘ r(1 − r)                                through the reset gate
 *               ∂L/∂h = ∂L/∂h' ∘ z + δz·Uzᵀ + δr·Urᵀ + (δn∘r)·Unᵀ
 * </pre>
 *
 * <p>The first term is the cure: where z is near 1 the slope passes unchanged, with no matrix in its way. What to keep is
 * learned, as z, and can differ from unit to unit and from step to step.
 *
 * @param reset r, before it is bent
 * @param update z, before it is bent
 * @param candidate n without what it has of the past: W and b; its U is that of m
 * @param past cn: (hidden)
 */
public record Gru(Sum reset, Sum update, Sum candidate, Tensor past) implements ShowsAll {
    /** With the weights of a fast cell, whose gates lie side by side in the order r, z, n. */
    public static Gru of(GruCell cell) {
        var both = cell.bx().plus(cell.bh());
        int hidden = cell.wh().size(0);
        return new Gru(
                Sum.part(0, cell.wx(), cell.wh(), both),
                Sum.part(1, cell.wx(), cell.wh(), both),
                Sum.part(2, cell.wx(), cell.wh(), cell.bx()),
                cell.bh().slice(0, 2 * hidden, 3 * hidden));
    }

    /** All that one step computes on its way, each (batch, hidden). */
    private record Way(Tensor r, Tensor z, Tensor m, Tensor n) {}

    private Way way(Tensor x, Tensor h) {
        var r = reset.of(x, h).sigmoid();
        var z = update.of(x, h).sigmoid();
        var m = h.matmul(candidate.u()).plus(past);
        var n = x.matmul(candidate.w()).plus(candidate.b()).plus(r.times(m)).tanh();
        return new Way(r, z, m, n);
    }

    @Override
    public Tensor step(Tensor x, Tensor h) {
        var w = way(x, h);
        return w.z.subtractFrom(1).times(w.n).plus(w.z.times(h));
    }

    @Override
    public Tensor back(Tensor slope, Tensor x, Tensor h) {
        var w = way(x, h);
        var toN = slope.times(w.z.subtractFrom(1)).times(Sum.tanhSlope(w.n));
        var toZ = slope.times(h.minus(w.n)).times(Sum.sigmoidSlope(w.z));
        var toR = toN.times(w.m).times(Sum.sigmoidSlope(w.r));
        return slope.times(w.z).plus(update.back(toZ)).plus(reset.back(toR)).plus(candidate.back(toN.times(w.r)));
    }

    @Override
    public int hidden() {
        return past.size(0);
    }
}
