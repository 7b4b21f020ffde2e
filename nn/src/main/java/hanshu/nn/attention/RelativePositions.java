package hanshu.nn.attention;

import hanshu.tensor.DType;
import hanshu.tensor.Tensor;
import java.util.Optional;

/** How attention learns the distance between a query and a key: by turning both, or by adding to their score. */
public sealed interface RelativePositions permits Rotary, RelativeBias {
    /**
     * Queries or keys, marked with their places.
     *
     * @param x (batch, heads, time, width)
     * @param from the place of the first
     */
    Tensor turn(Tensor x, int from);

    /** What is added to the scores of the last m of n elements: (heads, m, n). */
    Optional<Tensor> bias(int m, int n, DType dtype);
}
