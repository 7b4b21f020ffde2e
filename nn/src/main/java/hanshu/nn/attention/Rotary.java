package hanshu.nn.attention;

import hanshu.tensor.DType;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.Optional;

/**
 * Rotary positions (Su et al. 2021, section 3.2.2): at place p, pair i of a query or key of width d is turned by the angle
 * p·base^(−2i/d), so that the product of a query and a key depends on the distance of their places.
 *
 * @param pairs which numbers make a pair
 * @param base 10,000 as a rule
 */
public record Rotary(Pairs pairs, double base) implements RelativePositions {
    /** Which numbers of a vector of width d make a pair. */
    public enum Pairs {
        /** 0 and 1, 2 and 3, …, as in the paper. */
        NEIGHBOURS,
        /** 0 and d/2, 1 and d/2 + 1, …, as in GPT-NeoX and Llama. */
        HALVES
    }

    public Rotary {
        if (!(base > 1)) {
            throw new IllegalArgumentException("Rotary: the base is more than 1, got " + base);
        }
    }

    /** Neighbouring pairs and base 10,000. */
    public Rotary() {
        this(Pairs.NEIGHBOURS, 10_000);
    }

    @Override
    public Tensor turn(Tensor x, int from) { // x: (…, time, width)
        int time = x.size(-2);
        int width = x.size(-1);
        if (width % 2 != 0) {
            throw new ShapeException("Rotary: needs an even width, got " + x.shape());
        }
        var angles = angles(from, time, width); // (time, width/2)
        var cos = angles.cos().cast(x.dtype());
        var sin = angles.sin().cast(x.dtype());
        if (pairs == Pairs.HALVES) {
            var a = x.slice(-1, 0, width / 2);
            var b = x.slice(-1, width / 2, width);
            return Tensor.concat(
                    -1, a.times(cos).minus(b.times(sin)), a.times(sin).plus(b.times(cos)));
        }
        var a = x.slice(-1, 0, 2, width / 2);
        var b = x.slice(-1, 1, 2, width / 2);
        var turned =
                Tensor.stack(-1, a.times(cos).minus(b.times(sin)), a.times(sin).plus(b.times(cos)));
        return turned.reshapeTo(x.shape()); // (…, time, width/2, 2)
    }

    private Tensor angles(int from, int time, int width) {
        var angles = new double[time * (width / 2)];
        for (int t = 0; t < time; t++) {
            for (int i = 0; i < width / 2; i++) {
                angles[t * (width / 2) + i] = (from + t) * Math.pow(base, -2.0 * i / width);
            }
        }
        return Tensor.of(angles, time, width / 2);
    }

    @Override
    public Optional<Tensor> bias(int m, int n, DType dtype) {
        return Optional.empty();
    }
}
