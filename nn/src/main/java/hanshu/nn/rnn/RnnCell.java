package hanshu.nn.rnn;

import hanshu.nn.Activation;
import hanshu.nn.Initialiser;
import hanshu.nn.Pass;
import hanshu.tensor.DType;
import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.Tensor;

/**
 * The plain recurrent step (Elman 1990), which remembers what it showed: h' = f(x·Wx + h·Wh + b), f being tanh or ReLU.
 *
 * @param wx Wx: (in, hidden)
 * @param wh Wh: (hidden, hidden)
 * @param b (hidden)
 * @param f what is applied to the sum
 */
public record RnnCell(Tensor wx, Tensor wh, Tensor b, Activation f) implements Cell<Tensor> {
    public RnnCell {
        Gates.requireShapes("RnnCell", 1, wx, wh, b);
    }

    /** With tanh, and parameters drawn from U(±1/√hidden). */
    public static RnnCell of(int in, int hidden, Key key) {
        var draw = Initialiser.uniformFanIn();
        return new RnnCell(
                draw.draw(key.at("wx"), hidden, hidden, in, hidden),
                draw.draw(key.at("wh"), hidden, hidden, hidden, hidden),
                draw.draw(key.at("b"), hidden, hidden, hidden),
                Activation.TANH);
    }

    /** The same with ReLU in place of tanh, and Wh the identity, so that h at first neither fades nor grows (Le, Jaitly & Hinton 2015). */
    public static RnnCell relu(int in, int hidden, Key key) {
        var cell = of(in, hidden, key);
        return new RnnCell(cell.wx, Tensor.eye(hidden), Tensor.zeros(hidden), Activation.RELU);
    }

    @Override
    public Tensor step(Tensor x, Tensor h) { // x: (batch, in), h: (batch, hidden)
        return f.apply(x.matmul(wx).plus(h.matmul(wh)).plus(b), Pass.evaluation());
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

    /** For example {@code RnnCell 64 → 128}. */
    @Override
    public String toString() {
        return "RnnCell " + wx.size(0) + " → " + wh.size(0);
    }
}
