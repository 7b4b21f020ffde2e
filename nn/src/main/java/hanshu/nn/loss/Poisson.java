package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * The negative log likelihood of counts y that are Poisson distributed with the rate that the model predicts:
 * rate − y·log rate, without the constant log y! (PyTorch's torch.nn.PoissonNLLLoss).
 *
 * @param logRate whether the model says log rate, which may be any number: e^ŷ − y·ŷ
 * @param full adds Stirling's approximation of log y! where y is more than 1: y·log y − y + log(2πy)/2
 * @param epsilon keeps log(rate + ε) finite; more than 0
 */
public record Poisson(boolean logRate, boolean full, double epsilon, Reduction reduction) implements Loss {
    public Poisson {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("Poisson: epsilon is more than 0, got " + epsilon);
        }
    }

    /** The mean, the model saying log rate. */
    public Poisson() {
        this(true, false, 1e-8, Reduction.MEAN);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("poisson", prediction, target);
        var losses = logRate
                ? prediction.exp().minus(target.times(prediction))
                : prediction.minus(target.times(prediction.plus(epsilon).log()));
        if (!full) {
            return losses;
        }
        var isLarge = target.gt(1);
        var y = isLarge.where(target, 1);
        var stirling = y.times(y.log()).minus(y).plus(y.times(2 * Math.PI).log().times(0.5));
        return losses.plus(isLarge.where(stirling, 0));
    }
}
