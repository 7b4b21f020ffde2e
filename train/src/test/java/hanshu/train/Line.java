package hanshu.train;

import hanshu.nn.loss.Mse;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/** y = b + w·x: the smallest model. */
record Line(Tensor w, Tensor b) {
    static final Objective<Line, Examples> SQUARED_ERROR =
            (line, batch, pass) -> new Mse().of(line.of(batch.x()), batch.y());

    /** w = b = 0. */
    static Line start() {
        return new Line(Tensor.of(new float[] {0}, 1, 1), Tensor.of(new float[] {0}, 1));
    }

    Tensor of(Tensor x) { // (rows, 1)
        return x.matmul(w).plus(b);
    }

    /** Points on y = 2 + 3x, off by up to {@code noise}. */
    static Examples points(int rows, double noise, Key key) {
        var x = key.at("x").normal(rows, 1);
        var off = key.at("noise").uniform(-noise, noise, rows, 1);
        return new Examples(x, x.times(3).plus(2).plus(off));
    }
}
