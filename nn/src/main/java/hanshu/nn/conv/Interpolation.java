package hanshu.nn.conv;

import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a value between elements is made of its neighbours. Element i of an axis that goes from n to m elements lies at s =
 * (i + ½)·n/m − ½ of the former, or, with corners aligned, at i·(n − 1)/(m − 1), so that the first and the last elements
 * stay what they were. As torch.nn.functional.interpolate; several axes are done one after the other.
 */
public enum Interpolation {
    /** The element ⌊i·n/m⌋. */
    NEAREST,
    /** The element ⌊(i + ½)·n/m⌋, the nearest indeed. */
    NEAREST_EXACT,
    /** (1 − t)·x₀ + t·x₁ for s between the elements 0 and 1, t from 0 to 1; bilinear and trilinear for more axes. */
    LINEAR,
    /** As {@link #LINEAR}, corners aligned. */
    LINEAR_ALIGNED,
    /** A cubic through four neighbours (Keys 1981, with a = −¾); bicubic for pictures. Edges are repeated. */
    CUBIC,
    /** As {@link #CUBIC}, corners aligned. */
    CUBIC_ALIGNED;

    private static final double A = -0.75;

    /** A neighbour's number and its weight for each element of the result. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Tap(int[] index, double[] weight) {}

    /** Space axes of other sizes: x (batch, space…, channels). */
    public Tensor resize(Tensor x, Shape space) {
        if (x.rank() != space.rank() + 2) {
            throw new ShapeException(
                    "resize: needs (batch, " + space.rank() + " space axes, channels), got " + x.shape());
        }
        var y = x;
        for (int axis = 1; axis <= space.rank(); axis++) {
            y = along(y, axis, space.size(axis - 1));
        }
        return y;
    }

    /** One axis with m elements: y = Σ weight∘x[index] over the neighbours. */
    public Tensor along(Tensor x, int axis, int m) {
        int n = x.size(axis);
        if (n == 0 || m == 0) {
            throw new ShapeException("resize: axes have one element or more, got " + n + " to " + m);
        }
        if (this == NEAREST || this == NEAREST_EXACT) {
            var index = new int[m];
            Arrays.setAll(index, i -> nearest(i, n, m));
            return x.take(axis, Tensor.of(index, m));
        }
        if (n == m) {
            return x;
        }
        var column = new int[x.rank() - axis];
        Arrays.fill(column, 1);
        column[0] = m; // weights stretch over the axes that follow
        return taps(n, m).stream()
                .map(tap -> x.take(axis, Tensor.of(tap.index, m))
                        .times(Tensor.of(tap.weight, column).cast(x.dtype())))
                .reduce(Tensor::plus)
                .orElseThrow();
    }

    private int nearest(int i, int n, int m) {
        long twice = this == NEAREST ? 2L * i : 2L * i + 1;
        return (int) Math.min(twice * n / (2L * m), n - 1);
    }

    private List<Tap> taps(int n, int m) {
        boolean linear = this == LINEAR || this == LINEAR_ALIGNED;
        var taps = new ArrayList<Tap>();
        for (int k = 0; k < (linear ? 2 : 4); k++) {
            taps.add(new Tap(new int[m], new double[m]));
        }
        for (int i = 0; i < m; i++) {
            double s = source(i, n, m);
            int left = (int) Math.floor(s);
            double t = s - left;
            for (int k = 0; k < taps.size(); k++) {
                int offset = linear ? k : k - 1;
                taps.get(k).index[i] = Math.clamp(left + offset, 0, n - 1);
                taps.get(k).weight[i] = linear ? (k == 0 ? 1 - t : t) : cubic(t - offset);
            }
        }
        return taps;
    }

    private double source(int i, int n, int m) {
        return switch (this) {
            case LINEAR_ALIGNED, CUBIC_ALIGNED -> m == 1 ? 0 : i * (n - 1.0) / (m - 1);
            case LINEAR -> Math.max((i + 0.5) * n / m - 0.5, 0);
            default -> (i + 0.5) * n / m - 0.5;
        };
    }

    /** The weight of a neighbour at a distance. */
    private static double cubic(double distance) {
        double d = Math.abs(distance);
        return d <= 1 ? ((A + 2) * d - (A + 3)) * d * d + 1 : d < 2 ? A * (((d - 5) * d + 8) * d - 4) : 0;
    }
}
