package hanshu.nn.conv;

import hanshu.nn.Layer;
import hanshu.nn.Pass;
import hanshu.nn.Place;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/**
 * Pooling to a given size whatever the size of the space: place i of m on an axis of n sees its elements from ⌊i·n/m⌋ to
 * ⌈(i + 1)·n/m⌉ (He, Zhang, Ren & Sun 2014, spatial pyramid pooling). As torch.nn.AdaptiveAvgPool1d to 3d and
 * AdaptiveMaxPool1d to 3d; the gradient of a maximum goes to the first of equal ones.
 *
 * @param kind the mean or the largest of what a place sees
 * @param places how many places each space axis has
 */
public record AdaptivePool(Kind kind, Shape places) implements Layer {
    /** What is made of the elements that a place sees. */
    public enum Kind {
        AVERAGE,
        MAX;

        /** Of what lies along an axis, which becomes 1. */
        private Tensor of(Tensor x, int axis) {
            return this == MAX ? x.gather(axis, x.argmax(axis).unsqueeze(axis)) : x.mean(new int[] {axis}, true);
        }
    }

    public static AdaptivePool average(int... places) {
        return new AdaptivePool(Kind.AVERAGE, Shape.of(places));
    }

    public static AdaptivePool max(int... places) {
        return new AdaptivePool(Kind.MAX, Shape.of(places));
    }

    /**
     * What it sees is a box: its mean is the mean along one axis of the means along the other. From the last axis to the
     * first, so that the first of equal ones, in row-major order, is the largest.
     */
    @Override
    public Tensor apply(Tensor x, Pass pass) { // (batch, space…, channels) → (batch, places…, channels)
        return Place.in(this, () -> {
            if (x.rank() != places.rank() + 2) {
                throw new ShapeException(
                        "AdaptivePool: needs (batch, " + places.rank() + " space axes, channels), got " + x.shape());
            }
            var y = x;
            for (int axis = places.rank(); axis >= 1; axis--) {
                y = along(y, axis, places.size(axis - 1));
            }
            return y;
        });
    }

    private Tensor along(Tensor x, int axis, int m) {
        int n = x.size(axis);
        if (m == 0) {
            return x.slice(axis, 0, 0);
        }
        if (n == 0) {
            throw new ShapeException("AdaptivePool: there is nothing along axis " + axis + " of " + x.shape());
        }
        if (m == n) {
            return x;
        }
        if (n % m == 0) { // all places see as much
            var split = x.shape().with(axis, m).insert(axis + 1, n / m);
            return kind.of(x.reshapeTo(split), axis + 1).squeeze(axis + 1);
        }
        var seen = new Tensor[m];
        Arrays.setAll(seen, i -> {
            int from = (int) ((long) i * n / m);
            int to = (int) Math.ceilDiv((i + 1L) * n, m);
            return kind.of(x.slice(axis, from, to), axis);
        });
        return Tensor.concat(axis, seen);
    }
}
