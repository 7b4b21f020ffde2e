package hanshu.train.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Area under the receiver operating characteristic: the chance that a random positive row scores higher than a random
 * negative one, where a tie counts one half (the Mann–Whitney U statistic with midranks; Hanley &amp; McNeil 1982).
 * With more than two classes, the mean of each class against the rest (scikit-learn: multi_class="ovr",
 * average="macro"). Undefined, and so empty, where truth lacks a class.
 */
public final class Auroc {
    private Auroc() {}

    /** Of two classes the area for the second, of more the mean over the classes. */
    public static OptionalDouble of(int[] truth, double[][] probability) {
        Check.classes(truth, "probability", probability);
        int classes = probability[0].length;
        if (classes == 2) {
            return ofClass(truth, probability, 1);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            var area = ofClass(truth, probability, k);
            if (area.isEmpty()) {
                return area;
            }
            sum += area.getAsDouble();
        }
        return OptionalDouble.of(sum / classes);
    }

    /** Of class {@code k} against the rest. */
    static OptionalDouble ofClass(int[] truth, double[][] probability, int k) {
        int positives = (int) Arrays.stream(truth).filter(t -> t == k).count();
        int negatives = truth.length - positives;
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        var positive = new double[positives];
        var negative = new double[negatives];
        int p = 0;
        int n = 0;
        for (int i = 0; i < truth.length; i++) {
            double score = probability[i][k] + 0.0; // −0 becomes 0, which Arrays.sort would tell apart
            if (truth[i] == k) {
                positive[p++] = score;
            } else {
                negative[n++] = score;
            }
        }
        Arrays.sort(positive);
        Arrays.sort(negative);
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : positive) {
            while (below < negatives && negative[below] < score) {
                below++;
            }
            while (notAbove < negatives && negative[notAbove] <= score) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return OptionalDouble.of(wins / positives / negatives);
    }
}
