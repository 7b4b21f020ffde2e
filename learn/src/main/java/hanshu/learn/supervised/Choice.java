package hanshu.learn.supervised;

import hanshu.learn.supervised.SupervisedConfig.ModelChoice;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which function is kept, and why. The network must beat y = b + w·x on rows that neither learned from by more than two
 * standard errors of the difference: what is not clearly better is not worth being less simple. (Breiman, Friedman, Olshen
 * & Stone 1984, section 3.4.3, ask for one; but those rows also told the network when to stop, which flatters it.)
 *
 * @param isNetwork whether the network is kept
 * @param kept the function
 * @param gain how much smaller the network's mean loss is, as a share of the linear one's; 0 without a network
 * @param error the standard error of that gain
 */
record Choice(boolean isNetwork, Fitted kept, double gain, double error) {

    static Choice of(ModelChoice wanted, Fitted linear, Optional<Fitted> network, double[] truth, Scale scale) {
        if (network.isEmpty()) {
            return new Choice(false, linear, 0, 0);
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
        boolean better = wanted == ModelChoice.NETWORK || mean > 2 * error;
        return new Choice(better, better ? network.get() : linear, mean / whole, error / whole);
    }
}
