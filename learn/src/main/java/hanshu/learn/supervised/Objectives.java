package hanshu.learn.supervised;

import hanshu.tensor.Tensor;
import java.util.Arrays;

/** What training makes small, and what decides when to stop. */
final class Objectives {
    private Objectives() {}

    /**
     * The mean over members and rows of the squared error of standardised numbers, or of the cross-entropy of logits.
     *
     * @param answers (members, rows, answers)
     * @param target standardised numbers, or I64 class numbers (rows)
     */
    static Tensor loss(Tensor answers, Tensor target) {
        int members = answers.size(0);
        int rows = answers.size(1);
        if (target.dtype().isFloating()) {
            return answers.squeeze(2).minus(target.unsqueeze(0)).square().mean();
        }
        var label = target.reshape(1, rows, 1).expand(members, rows, 1);
        return answers.logSoftmax(-1).gather(2, label).mean().neg();
    }

    /** For each row the squared error of a standardised number, or −log of the true class's probability. */
    static double[] losses(Answers answers, double[] truth, Scale scale) {
        var losses = new double[truth.length];
        switch (answers) {
            case Answers.Numbers(var values) -> {
                for (int i = 0; i < losses.length; i++) {
                    double error = scale.toStandard(values[i]) - scale.toStandard(truth[i]);
                    losses[i] = error * error;
                }
            }
            case Answers.Classes(var probabilities) -> {
                for (int i = 0; i < losses.length; i++) {
                    losses[i] = -Math.log(Math.max(probabilities[i][(int) truth[i]], 1e-15));
                }
            }
        }
        return losses;
    }

    /** The mean of {@link #losses}. */
    static double meanLoss(Answers answers, double[] truth, Scale scale) {
        return Arrays.stream(losses(answers, truth, scale)).average().orElseThrow();
    }
}
