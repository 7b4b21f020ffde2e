package hanshu.nn;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;

/**
 * How a weight starts. The scale keeps the variance of signals, forward or backward, from layer to layer; it depends on
 * the fan-in (how many inputs a unit sums) and the fan-out (how many units an input goes to).
 */
@FunctionalInterface
public interface Initialiser {
    /** A starting value, F32, of the given shape. */
    Tensor draw(Key key, int fanIn, int fanOut, int... shape);

    /** Every element the same. */
    static Initialiser constant(double value) {
        return (key, fanIn, fanOut, shape) -> Tensor.full(value, shape);
    }

    static Initialiser zeros() {
        return constant(0);
    }

    static Initialiser ones() {
        return constant(1);
    }

    /** Uniform in [low, high). */
    static Initialiser uniform(double low, double high) {
        return (key, fanIn, fanOut, shape) -> key.uniform(low, high, shape);
    }

    /** Normal with the given mean and standard deviation. */
    static Initialiser normal(double mean, double deviation) {
        return (key, fanIn, fanOut, shape) -> key.normal(shape).times(deviation).plus(mean);
    }

    /** U(±1/√fanIn): PyTorch's default for weight and bias of a linear layer (its He uniform with a = √5). */
    static Initialiser uniformFanIn() {
        return (key, fanIn, fanOut, shape) -> symmetric(key, 1 / Math.sqrt(fanIn), shape);
    }

    /** U(±√(6/fanIn)), for ReLU (He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers", section 2.2). */
    static Initialiser heUniform() {
        return (key, fanIn, fanOut, shape) -> symmetric(key, Math.sqrt(6.0 / fanIn), shape);
    }

    /** N(0, 2/fanIn), for ReLU (He et al. 2015, equation 10). */
    static Initialiser heNormal() {
        return (key, fanIn, fanOut, shape) -> key.normal(shape).times(Math.sqrt(2.0 / fanIn));
    }

    /** U(±√(6/(fanIn + fanOut))), for tanh (Glorot & Bengio 2010, equation 16); also called Xavier. */
    static Initialiser glorotUniform() {
        return (key, fanIn, fanOut, shape) -> symmetric(key, Math.sqrt(6.0 / (fanIn + fanOut)), shape);
    }

    /** N(0, 2/(fanIn + fanOut)), for tanh (Glorot & Bengio 2010, equation 12); also called Xavier. */
    static Initialiser glorotNormal() {
        return (key, fanIn, fanOut, shape) -> key.normal(shape).times(Math.sqrt(2.0 / (fanIn + fanOut)));
    }

    /** U(±√(3/fanIn)), for SELU and linear units (LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", 4.6). */
    static Initialiser leCunUniform() {
        return (key, fanIn, fanOut, shape) -> symmetric(key, Math.sqrt(3.0 / fanIn), shape);
    }

    /** N(0, 1/fanIn), for SELU and linear units (LeCun et al. 1998, section 4.6). */
    static Initialiser leCunNormal() {
        return (key, fanIn, fanOut, shape) -> key.normal(shape).times(Math.sqrt(1.0 / fanIn));
    }

    /**
     * A matrix whose shorter side's vectors are orthogonal and have length {@code gain} (Saxe, McClelland & Ganguli 2014,
     * section 3). Leading axes count as rows.
     */
    static Initialiser orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    private static Tensor symmetric(Key key, double bound, int... shape) {
        return key.uniform(-bound, bound, shape);
    }
}
