package hanshu.nn.rnn;

import hanshu.tensor.DType;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;

/** What the weights of cells have in common: their gates lie side by side. */
final class Gates {
    private Gates() {}

    /** That weights and biases belong to the same cell, whose gates are {@code gates} times as wide as what it shows. */
    static void requireShapes(String cell, int gates, Tensor wx, Tensor wh, Tensor... biases) {
        boolean fits = wx.rank() == 2 && wh.rank() == 2 && wh.size(1) == gates * wh.size(0) && wx.size(1) == wh.size(1);
        for (var bias : biases) {
            fits = fits && bias.rank() == 1 && bias.size(0) == wh.size(1);
        }
        if (!fits) {
            var width = gates == 1 ? "hidden" : gates + "·hidden";
            throw new ShapeException("%s: needs wx (in, %s), wh (hidden, %s) and biases (%s), got %s, %s and %s"
                    .formatted(cell, width, width, width, wx.shape(), wh.shape(), biases[0].shape()));
        }
    }

    /** The lengths of the rows; where none are given, all have all steps of x (batch, time, in). */
    static Tensor lengths(Tensor x, Optional<Tensor> lengths) {
        return lengths.orElseGet(() -> Tensor.full(DType.I64, x.size(1), Shape.of(x.size(0))));
    }

    /** h (batch, time, hidden) where a row is under way, 0 behind its end. */
    static Tensor shown(Tensor h, Optional<Tensor> lengths) {
        return lengths.map(n -> {
                    var going = n.unsqueeze(1).gt(Tensor.range(h.size(1)).cast(n.dtype())); // (batch, time)
                    return going.unsqueeze(2).where(h, 0);
                })
                .orElse(h);
    }
}
