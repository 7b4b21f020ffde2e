package hanshu.learn.supervised;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which function is kept, and why. The network must beat y = b + w·x on rows that neither learned from by more than two
 * standard errors of the difference: what is not clearly better is not worth being less simple. (Breiman, Friedman, Olshen
 * & Stone 1984, section 3.4.3, ask for one; but those rows also told the network when to stop, which flatters it.) And it
 * may not name fewer of them right: its probabilities can be better without that.
 *
 * @param isNetwork whether the network is kept
 * @param kept the function
 * @param gain how much smaller the network's mean loss is, as a share of the linear one's; 0 without a network
 * @param error the standard error of that gain
 * @param moreRight how many more of those rows the network names right; 0 for numbers
 */
record Choice(boolean isNetwork, Fitted kept, double gain, double error, int moreRight) {

    static Choice of(ModelChoice wanted, Fitted linear, Optional<Fitted> network, double[] truth, Scale scale) {
        if (network.isEmpty()) {
            return new Choice(false, linear, 0, 0, 0);
        }
        var ofLinear = Objectives.losses(linear.unseen(), truth, scale);
        var ofNetwork = Objectives.losses(network.get().unseen(), truth, scale);
        int n = truth.length;
        var differences = new double[n];
        Arrays.setAll(differences, i -> ofLinear[i] - ofNetwork[i]);
        double mean = Arrays.stream(differences).average().orElseThrow();
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.POSITIVE_INFINITY;
        double whole = Arrays.stream(ofLinear).average().orElseThrow();
        int moreRight = right(network.get().unseen(), truth) - right(linear.unseen(), truth);
        boolean better = wanted == ModelChoice.NETWORK || (mean > 2 * error && moreRight >= 0);
        return new Choice(better, better ? network.get() : linear, mean / whole, error / whole, moreRight);
    }

    /** How many classes are named right. */
    private static int right(Answers answers, double[] truth) {
        if (!(answers instanceof Answers.Classes(var probabilities))) {
            return 0;
        }
        int right = 0;
        for (int row = 0; row < truth.length; row++) {
            var p = probabilities[row];
            int named = 0;
            for (int c = 1; c < p.length; c++) {
                named = p[c] > p[named] ? c : named;
            }
            right += named == (int) truth[row] ? 1 : 0;
        }
        return right;
    }
}
