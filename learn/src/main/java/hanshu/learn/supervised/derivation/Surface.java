package hanshu.learn.supervised.derivation;

import hanshu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A landscape over a grid.
 *
 * @param u the columns of the grid, rising
 * @param v its rows, rising
 * @param loss for each row of the grid, the loss at each column
 */
public record Surface(List<Double> u, List<Double> v, List<List<Double>> loss) {
    /**
     * Over the rectangle between two corners.
     *
     * @param cells columns, and rows
     */
    public static Surface of(Landscape landscape, Point low, Point high, int cells) {
        var u = between(low.u(), high.u(), cells);
        var v = between(low.v(), high.v(), cells);
        var columns = tensor(u);
        var rows = v.stream()
                .map(one -> list(landscape.loss(columns, Tensor.full(one, cells + 1))))
                .toList();
        return new Surface(u, v, rows);
    }

    private static List<Double> between(double low, double high, int cells) {
        return IntStream.rangeClosed(0, cells)
                .mapToObj(i -> low + (high - low) * i / cells)
                .toList();
    }

    private static Tensor tensor(List<Double> values) {
        var array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i).floatValue();
        }
        return Tensor.of(array, array.length);
    }

    private static List<Double> list(Tensor values) {
        return Arrays.stream(values.toDoubles()).boxed().toList();
    }
}
