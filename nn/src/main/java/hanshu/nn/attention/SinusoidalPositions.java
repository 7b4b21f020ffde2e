package hanshu.nn.attention;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Adds to each element a vector of its place p (Vaswani et al. 2017, section 3.5): number 2i of it is sin(p/10000^(2i/d)),
 * number 2i + 1 the cosine of the same.
 */
public record SinusoidalPositions() implements Layer {
    /** (batch, time, d) → the same shape. */
    @Override
    public Tensor apply(Tensor x, Pass pass) {
        if (x.rank() < 2) {
            throw new ShapeException("SinusoidalPositions: needs (…, time, width), got " + x.shape());
        }
        return x.plus(table(x.size(-2), x.size(-1)).cast(x.dtype()));
    }

    /** The vectors of the first places, F64: (time, width). */
    public static Tensor table(int time, int width) {
        var values = new double[time * width];
        for (int p = 0; p < time; p++) {
            for (int j = 0; j < width; j++) {
                double angle = p / Math.pow(10_000, (j - j % 2) / (double) width);
                values[p * width + j] = j % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
            }
        }
        return Tensor.of(values, time, width);
    }
}
