package hanshu.nn.conv;

import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

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
    CUBIC_ALIGNED,
    /** As {@link #LINEAR}, but made smaller each is a mean over all that it stands for, so that nothing fine is missed. */
    LINEAR_ANTIALIASED,
    /** A cubic (with a = −½) that widens likewise, as PyTorch's and Pillow's. */
    CUBIC_ANTIALIASED;

    /** A neighbour's number and its weight for each element of the result. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Tap(int[] index, double[] weight) {}

    /** Space axes of other sizes: x (batch, space…, channels). */
    public Tensor resize(Tensor x, Shape space) {
        return resize(x, space, OptionalDouble.empty());
    }

    /** With a factor that the sizes were rounded from: an element then is 1/factor wide, not n/m. */
    Tensor resize(Tensor x, Shape space, OptionalDouble factor) {
        if (x.rank() != space.rank() + 2) {
            throw new ShapeException(
                    "resize: needs (batch, " + space.rank() + " space axes, channels), got " + x.shape());
        }
        var y = x;
        for (int axis = 1; axis <= space.rank(); axis++) {
            int m = space.size(axis - 1);
            y = along(y, axis, m, factor.isPresent() ? 1 / factor.getAsDouble() : (double) x.size(axis) / m);
        }
        return y;
    }

    /** One axis with m elements: y = Σ weight∘x[index] over the neighbours. */
    public Tensor along(Tensor x, int axis, int m) {
        return along(x, axis, m, (double) x.size(axis) / m);
    }

    private Tensor along(Tensor x, int axis, int m, double width) {
        int n = x.size(axis);
        if (n == 0 || m == 0) {
            throw new ShapeException("resize: axes have one element or more, got " + n + " to " + m);
        }
        if (this == NEAREST || this == NEAREST_EXACT) {
            var index = new int[m];
            Arrays.setAll(index, i -> nearest(i, n, m, width));
            return x.take(axis, Tensor.of(index, m));
        }
        if (n == m && width == 1) {
            return x;
        }
        var column = new int[x.rank() - axis];
        Arrays.fill(column, 1);
        column[0] = m; // weights stretch over the axes that follow
        return (isAntialiased() ? wideTaps(n, m, width) : taps(n, m, width))
                .stream()
                        .map(tap -> x.take(axis, Tensor.of(tap.index, m))
                                .times(Tensor.of(tap.weight, column).cast(x.dtype())))
                        .reduce(Tensor::plus)
                        .orElseThrow();
    }

    /** In whole numbers where the width is n/m, so that rounding never chooses the neighbour. */
    private int nearest(int i, int n, int m, double width) {
        long twice = this == NEAREST ? 2L * i : 2L * i + 1;
        long at = width == (double) n / m ? twice * n / (2L * m) : (long) (twice * width / 2);
        return (int) Math.min(at, n - 1);
    }

    private boolean isAntialiased() {
        return this == LINEAR_ANTIALIASED || this == CUBIC_ANTIALIASED;
    }

    /** What lies under a filter that is as wide as what an element stands for; weights that add up to 1. */
    private List<Tap> wideTaps(int n, int m, double width) {
        double stretch = Math.max(width, 1);
        double reach = (this == LINEAR_ANTIALIASED ? 1 : 2) * stretch;
        var taps = new ArrayList<Tap>();
        for (int k = 0; k < 2 * Math.ceil(reach) + 1; k++) {
            taps.add(new Tap(new int[m], new double[m]));
        }
        for (int i = 0; i < m; i++) {
            double center = width * (i + 0.5);
            int first = Math.max((int) (center - reach + 0.5), 0);
            int end = Math.min((int) (center + reach + 0.5), n);
            double sum = 0;
            for (int k = 0; k < taps.size(); k++) {
                double distance = (first + k + 0.5 - center) / stretch;
                double weight =
                        this == LINEAR_ANTIALIASED ? Math.max(1 - Math.abs(distance), 0) : cubic(distance, -0.5);
                taps.get(k).index[i] = Math.min(first + k, n - 1);
                taps.get(k).weight[i] = first + k < end ? weight : 0;
                sum += taps.get(k).weight[i];
            }
            for (var tap : taps) {
                tap.weight[i] /= sum;
            }
        }
        return taps;
    }

    private List<Tap> taps(int n, int m, double width) {
        boolean linear = this == LINEAR || this == LINEAR_ALIGNED;
        var taps = new ArrayList<Tap>();
        for (int k = 0; k < (linear ? 2 : 4); k++) {
            taps.add(new Tap(new int[m], new double[m]));
        }
        for (int i = 0; i < m; i++) {
            double s = source(i, n, m, width);
            int left = (int) Math.floor(s);
            double t = s - left;
            for (int k = 0; k < taps.size(); k++) {
                int offset = linear ? k : k - 1;
                taps.get(k).index[i] = Math.clamp(left + offset, 0, n - 1);
                taps.get(k).weight[i] = linear ? (k == 0 ? 1 - t : t) : cubic(t - offset, -0.75);
            }
        }
        return taps;
    }

    private double source(int i, int n, int m, double width) {
        return switch (this) {
            case LINEAR_ALIGNED, CUBIC_ALIGNED -> m == 1 ? 0 : i * (n - 1.0) / (m - 1);
            case LINEAR -> Math.max((i + 0.5) * width - 0.5, 0);
            default -> (i + 0.5) * width - 0.5;
        };
    }

    /** The weight of a neighbour at a distance. */
    private static double cubic(double distance, double a) {
        double d = Math.abs(distance);
        return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : d < 2 ? a * (((d - 5) * d + 8) * d - 4) : 0;
    }
}
