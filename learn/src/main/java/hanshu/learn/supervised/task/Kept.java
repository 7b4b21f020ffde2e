package hanshu.learn.supervised.task;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Digits;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which function is kept, and why. y = b + w·x is, where it is better than the network on the validation cases: it names
 * more of them right, or as many and its mean loss is smaller by more than two standard errors of the difference. Of
 * numbers only the loss counts.
 *
 * @param isNetwork whether the network is kept
 * @param gain how much smaller the network's mean loss is, as a share of the other's
 * @param error the standard error of that gain
 * @param moreRight how many more of the cases the network names right; 0 for numbers
 */
record Kept(boolean isNetwork, double gain, double error, int moreRight) {
    /**
     * Compares on validation cases.
     *
     * @param linear calibrated probabilities, or numbers in their units, as y = b + w·x answers
     * @param network the same of the network
     */
    static Kept of(ModelChoice wanted, OutputForm form, double[][] truth, double[][] linear, double[][] network) {
        var ofLinear = Judging.losses(form, truth, linear);
        var ofNetwork = Judging.losses(form, truth, network);
        int n = truth.length;
        var gains = IntStream.range(0, n)
                .mapToDouble(i -> ofLinear[i] - ofNetwork[i])
                .toArray();
        double mean = Arrays.stream(gains).average().orElse(0);
        double squares = Arrays.stream(gains).map(d -> (d - mean) * (d - mean)).sum();
        double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.POSITIVE_INFINITY;
        double whole = Math.max(1e-12, Arrays.stream(ofLinear).average().orElse(1));
        int moreRight = right(form, truth, network) - right(form, truth, linear);
        boolean isNetwork = switch (wanted) {
            case NETWORK -> true;
            case LINEAR -> false;
            case AUTO -> moreRight > 0 || (moreRight == 0 && mean >= -2 * error);
        };
        return new Kept(isNetwork, mean / whole, error / whole, moreRight);
    }

    private static int right(OutputForm form, double[][] truth, double[][] answers) {
        return form instanceof OutputForm.OneClass
                ? (int) IntStream.range(0, truth.length)
                        .filter(i -> ClassificationMetrics.mostProbable(answers[i]) == (int) truth[i][0])
                        .count()
                : 0;
    }

    /** In one sentence which function was kept, and why. */
    String reason() {
        return "%s was kept: on the validation cases the network names %s, and its loss there is %s %s, give or take %s."
                .formatted(
                        isNetwork ? "The network" : "y = b + w·x",
                        moreRight == 0
                                ? "as many right"
                                : Digits.of((long) Math.abs(moreRight))
                                        + (moreRight > 0 ? " more right" : " fewer right"),
                        Digits.percent(Math.abs(gain)),
                        gain >= 0 ? "lower" : "higher",
                        Digits.percent(error));
    }
}
