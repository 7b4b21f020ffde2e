package hanshu.nn.loss;

import hanshu.tensor.Tensor;

/**
 * Binary cross-entropy that looks away from what is easy: with p the probability that the logit gives to what is true,
 * α·(1 − p)^γ·(−log p) (Lin, Goyal, Girshick, He & Dollár 2017, equation 5).
 *
 * @param alpha α for the yes, 1 − α for the no; between 0 and 1
 * @param gamma γ, zero or more
 */
public record Focal(double alpha, double gamma, Reduction reduction) implements Loss {
    public Focal {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("Focal: alpha is between 0 and 1, got " + alpha);
        }
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("Focal: gamma is at least 0, got " + gamma);
        }
    }

    /** The mean; α 0.25, γ 2, as in the paper. */
    public Focal() {
        this(0.25, 2, Reduction.MEAN);
    }

    /**
     * The loss of each element.
     *
     * @param prediction logits
     * @param target from 0 (no) to 1 (yes), of the same shape
     */
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Loss.requireSameShape("focal", prediction, target);
        var yes = prediction.sigmoid();
        var no = prediction.neg().sigmoid();
        var wrong = target.times(no).plus(target.subtractFrom(1).times(yes)); // 1 − p
        var weight = target.times(2 * alpha - 1).plus(1 - alpha);
        return new BinaryCrossEntropy(Reduction.NONE)
                .each(prediction, target)
                .times(weight)
                .times(wrong.pow(gamma));
    }
}
