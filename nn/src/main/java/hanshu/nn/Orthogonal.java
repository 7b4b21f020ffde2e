package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * Random orthogonal vectors: normal ones, each made orthogonal to those before it (Gram & Schmidt, modified; twice, so
 * that rounding does not show: Giraud, Langou, Rozložník & van den Eshof 2005). Normal vectors have no preferred
 * direction, so the result is uniform over all orthogonal matrices (Mezzadri 2007).
 */
record Orthogonal(double gain) implements Initialiser {
    @Override
    public Tensor draw(Key key, int fanIn, int fanOut, int... shape) {
        var to = Shape.of(shape);
        if (to.rank() < 2) {
            throw new ShapeException("orthogonal: needs a matrix, got " + to);
        }
        int columns = to.size(-1);
        int rows = columns == 0 ? 0 : to.count() / columns;
        boolean tall = rows >= columns;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        var normal = key.normal(count, length).toFloats();
        var vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vectors[i][j] = normal[i * length + j];
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    add(vectors[i], -dot(vectors[i], vectors[k]), vectors[k]);
                }
            }
            add(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])) - 1, vectors[i]);
        }
        var values = new float[to.count()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = (float) (gain * (tall ? vectors[column][row] : vectors[row][column]));
            }
        }
        return Tensor.of(values, shape);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** a += factor · b. */
    private static void add(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }
}
