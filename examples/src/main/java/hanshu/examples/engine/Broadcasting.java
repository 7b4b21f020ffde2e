package hanshu.examples.engine;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/** Shapes that fit stretch; shapes that do not are an error that names both. */
final class Broadcasting {
    void main() {
        var x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        var row = Tensor.of(new float[] {10, 20, 30}); // (3): meets each row of x
        var column = Tensor.of(new float[] {100, 200}, 2, 1); // (2, 1): meets each column of x
        IO.println(x.plus(row).plus(column));
        try {
            x.matmul(row.unsqueeze(0)); // (2, 3) × (1, 3)
        } catch (ShapeException e) {
            IO.println(e.getMessage());
        }
    }
}
