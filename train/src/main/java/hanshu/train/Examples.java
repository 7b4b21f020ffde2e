package hanshu.train;

import hanshu.tensor.Tensor;

/**
 * Inputs and what should come out for them, row by row.
 *
 * @param x (rows, …)
 * @param y (rows, …), numbers or labels
 */
public record Examples(Tensor x, Tensor y) {
    public Examples {
        if (x.rank() == 0 || y.rank() == 0 || x.size(0) != y.size(0)) {
            throw new IllegalArgumentException(
                    "examples: x and y need as many rows as each other, got " + x.shape() + " and " + y.shape());
        }
    }

    /** Batches of rows of these examples. */
    public Batches<Examples> batches() {
        return new Batches<>() {
            @Override
            public int count() {
                return x.size(0);
            }

            @Override
            public Examples batch(int[] rows, int from, int to) {
                var index = Tensor.sharing(rows, from, to - from);
                return new Examples(x.take(0, index), y.take(0, index));
            }
        };
    }
}
