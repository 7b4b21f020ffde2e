package hanshu.data.image.augment;

import hanshu.tensor.Key;

/** Random numbers one after the other from a key. */
final class Draws {
    private final Key key;
    private long next;

    Draws(Key key) {
        this.key = key;
    }

    /** In [0, 1). */
    double uniform() {
        return key.randomDouble(next++);
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** 0 … n − 1. */
    int below(int n) {
        return (int) (uniform() * n);
    }

    long bits() {
        return key.randomLong(next++);
    }

    /** Normal with mean 0 and variance 1 (Box & Muller 1958). */
    private double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - uniform())) * StrictMath.cos(2 * Math.PI * uniform());
    }

    /** Beta(α, α), as x / (x + y) of two gamma numbers. */
    double beta(double alpha) {
        double x = gamma(alpha);
        double y = gamma(alpha);
        return x + y > 0 ? x / (x + y) : uniform() < 0.5 ? 0 : 1; // a tiny α makes both underflow: it is at an end
    }

    /** Gamma with a shape and scale 1 (Marsaglia & Tsang 2000, "A simple method for generating gamma variables"). */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }
}
