package hanshu.nn.loss;

import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;

/**
 * The negative log likelihood of y under a normal distribution whose mean μ and variance σ² the model predicts:
 * (log σ² + (y − μ)²/σ²)/2, without the constant log(2π)/2 (Nix & Weigend 1994).
 *
 * @param epsilon the least variance, for stability; in the unit of y squared
 */
public record GaussianNll(double epsilon, Reduction reduction) implements Loss {
    public GaussianNll {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("GaussianNll: epsilon is more than 0, got " + epsilon);
        }
    }

    /** The mean, with a variance of at least 10⁻⁶. */
    public GaussianNll() {
        this(1e-6, Reduction.MEAN);
    }

    /**
     * The loss of each element, the network saying s = log σ², which may be any number: (s + (y − μ)²·e⁻ˢ)/2. Here
     * epsilon plays no part.
     *
     * @param prediction (…, 2): μ, then s
     * @param target (…)
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        if (prediction.rank() == 0 || prediction.size(-1) != 2) {
            throw new ShapeException("gaussian: the prediction is (…, 2), mean and logarithm of the variance, got "
                    + prediction.shape());
        }
        var mean = prediction.get(-1, 0);
        var logVariance = prediction.get(-1, 1);
        Loss.requireSameShape("gaussian", mean, target);
        return target.minus(mean)
                .square()
                .times(logVariance.neg().exp())
                .plus(logVariance)
                .times(0.5);
    }

    /**
     * The loss of a mean and a variance, all three of one shape. A variance below epsilon counts as epsilon, but keeps its
     * gradient, so that it can grow again.
     */
    public Tensor ofMeanAndVariance(Tensor mean, Tensor variance, Tensor target) {
        Loss.requireSameShape("gaussian", mean, target);
        Loss.requireSameShape("gaussian", variance, target);
        var lift = variance.maximum(epsilon).minus(variance).detach();
        var lifted = variance.plus(lift);
        var losses = target.minus(mean).square().div(lifted).plus(lifted.log()).times(0.5);
        return reduction.of(losses);
    }
}
