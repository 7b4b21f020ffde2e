package hanshu.nn.rnn;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

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
}
