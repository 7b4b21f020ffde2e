package hanshu.nn;

import hanshu.tensor.Tensor;

/**
 * Bends a sum: without one, layers on layers would be one linear function. Those with a parameter of their own are
 * {@link LeakyRelu} and {@link Elu}.
 */
public enum Activation implements Layer {
    /** max(0, x) (Nair & Hinton 2010). */
    RELU,
    /** x where positive, else x/100 (Maas, Hannun & Ng 2013). */
    LEAKY_RELU,
    /** x where positive, else eˣ − 1 (Clevert, Unterthiner & Hochreiter 2016). */
    ELU,
    /** x·Φ(x), with the normal distribution Φ(x) = (1 + erf(x/√2))/2 (Hendrycks & Gimpel 2016). */
    GELU,
    /** x·(1 + tanh(√(2/π)·(x + 0.044715x³)))/2, close to {@link #GELU} (Hendrycks & Gimpel 2016, section 2). */
    GELU_TANH,
    /** x·σ(x), also called swish (Elfwing, Uchibe & Doya 2018). */
    SILU,
    /** x·tanh(log(1 + eˣ)) (Misra 2020). */
    MISH,
    /** σ(x) = 1/(1 + e⁻ˣ). */
    SIGMOID,
    /** min(max(x/6 + 1/2, 0), 1), a sigmoid of straight lines (Howard et al. 2019, with ReLU6). */
    HARD_SIGMOID,
    /** (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ). */
    TANH,
    /** log(1 + eˣ), a smooth ReLU (Dugas et al. 2001). */
    SOFTPLUS,
    /** x. */
    IDENTITY;

    @Override
    public Tensor apply(Tensor x, Pass pass) {
        return of(x);
    }

    /** The function itself, element by element. */
    public Tensor of(Tensor x) {
        return switch (this) {
            case RELU -> x.relu();
            case LEAKY_RELU -> leakyRelu(x, 0.01);
            case ELU -> elu(x, 1);
            case GELU -> x.gelu();
            case GELU_TANH -> {
                var inner = x.plus(x.times(x.square()).times(0.044715)).times(Math.sqrt(2 / Math.PI));
                yield x.times(inner.tanh().plus(1)).times(0.5);
            }
            case SILU -> x.times(x.sigmoid());
            case MISH -> x.times(x.softplus().tanh());
            case SIGMOID -> x.sigmoid();
            case HARD_SIGMOID -> { // as PyTorch's, level at ±3 already
                var rising = x.le(-3).where(0, x.times(1.0 / 6).plus(0.5));
                yield x.ge(3).where(1, rising);
            }
            case TANH -> x.tanh();
            case SOFTPLUS -> x.softplus();
            case IDENTITY -> x;
        };
    }

    static Tensor leakyRelu(Tensor x, double slope) {
        return x.gt(0).where(x, x.times(slope));
    }

    static Tensor elu(Tensor x, double alpha) {
        var positive = x.gt(0);
        var rest = positive.where(0, x); // else eˣ overflows where it is not used
        return positive.where(x, rest.expm1().times(alpha));
    }
}
