package hanshu.learn.supervised.recurrent;

import hanshu.nn.rnn.LstmCell;
import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000), and
 * why it remembers.
 *
 * <pre>
 *   forwards    i, f, o = σ(x·W + h·U + b)    g = tanh(x·W + h·U + b)     each with weights of its own
 *               c' = f∘c + i∘g                h' = o∘tanh(c')
 *   backwards   δc = ∂L/∂c' + ∂L/∂h' ∘ o ∘ (1 − tanh²c')                  all that c' does
 *               δi = δc∘g∘i(1 − i)   δf = δc∘c∘f(1 − f)   δg = δc∘i∘(1 − g²)   δo = ∂L/∂h' ∘ tanh(c') ∘ o(1 − o)
 *               ∂L/∂c = δc∘f         ∂L/∂h = δi·Uiᵀ + δf·Ufᵀ + δg·Ugᵀ + δo·Uoᵀ
 * </pre>
 *
 * <p>∂L/∂c = δc∘f is the cure, the constant error carousel: from step to step the slope of the memory is multiplied with
 * the forget gate alone. A forget gate near 1 keeps it for as long as it stays there.
 *
 * @param input i, before it is bent
 * @param forget f, before it is bent
 * @param candidate g, before it is bent
 * @param output o, before it is bent
 */
public record Lstm(Sum input, Sum forget, Sum candidate, Sum output) implements Derivation<LstmCell.State> {
    /** With the weights of a fast cell, whose gates lie side by side in the order i, f, g, o. */
    public static Lstm of(LstmCell cell) {
        return new Lstm(
                Sum.part(0, cell.wx(), cell.wh(), cell.b()),
                Sum.part(1, cell.wx(), cell.wh(), cell.b()),
                Sum.part(2, cell.wx(), cell.wh(), cell.b()),
                Sum.part(3, cell.wx(), cell.wh(), cell.b()));
    }

    /** All that one step computes on its way, each (batch, hidden). */
    private record Way(Tensor i, Tensor f, Tensor g, Tensor o, Tensor c) {}

    private Way way(Tensor x, LstmCell.State s) {
        var i = input.of(x, s.h()).sigmoid();
        var f = forget.of(x, s.h()).sigmoid();
        var g = candidate.of(x, s.h()).tanh();
        var o = output.of(x, s.h()).sigmoid();
        return new Way(i, f, g, o, f.times(s.c()).plus(i.times(g)));
    }

    @Override
    public LstmCell.State step(Tensor x, LstmCell.State s) {
        var w = way(x, s);
        return new LstmCell.State(w.o.times(w.c.tanh()), w.c);
    }

    @Override
    public LstmCell.State back(LstmCell.State slope, Tensor x, LstmCell.State s) {
        var w = way(x, s);
        var shown = w.c.tanh();
        var toC = slope.c().plus(slope.h().times(w.o).times(Sum.tanhSlope(shown)));
        var toI = toC.times(w.g).times(Sum.sigmoidSlope(w.i));
        var toF = toC.times(s.c()).times(Sum.sigmoidSlope(w.f));
        var toG = toC.times(w.i).times(Sum.tanhSlope(w.g));
        var toO = slope.h().times(shown).times(Sum.sigmoidSlope(w.o));
        var h = input.back(toI).plus(forget.back(toF)).plus(candidate.back(toG)).plus(output.back(toO));
        return new LstmCell.State(h, toC.times(w.f));
    }

    @Override
    public LstmCell.State start(int batch, DType dtype) {
        var zeros = Tensor.full(dtype, 0, Shape.of(batch, forget.b().size(0)));
        return new LstmCell.State(zeros, zeros);
    }

    @Override
    public Tensor output(LstmCell.State s) {
        return s.h();
    }

    @Override
    public LstmCell.State where(Tensor mask, LstmCell.State yes, LstmCell.State no) {
        return new LstmCell.State(mask.where(yes.h(), no.h()), mask.where(yes.c(), no.c()));
    }

    @Override
    public LstmCell.State plus(LstmCell.State a, LstmCell.State b) {
        return new LstmCell.State(a.h().plus(b.h()), a.c().plus(b.c()));
    }

    @Override
    public LstmCell.State showing(Tensor slope) {
        return new LstmCell.State(slope, Tensor.full(slope.dtype(), 0, slope.shape()));
    }

    @Override
    public double norm(LstmCell.State slope) {
        return Math.sqrt(
                slope.h().square().sum().item() + slope.c().square().sum().item());
    }
}
