package hanshu.train.metric;

import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * How well class probabilities fit the true classes. The predicted class is the most probable one, the first of equals.
 * <pre>
 *   accuracy            share of rows whose class is right
 *   balanced accuracy   mean recall of the classes that occur in truth
 *   f1                  2 TP / (2 TP + FP + FN): two classes, that of the positive class; more, the mean over those that
 *                       occur in truth or prediction (macro); empty if no class does: neither truth nor prediction is positive
 *   auroc               see {@link Auroc}; empty where a class is absent from truth
 *   log loss            −Σ ln p(true class) / n, in nats, p clipped to at least 2⁻⁵²
 *   ece                 see {@link Reliability}, 15 bins
 * </pre>
 * As scikit-learn's {@code accuracy_score}, {@code balanced_accuracy_score}, {@code f1_score}, {@code roc_auc_score}
 * (multi_class="ovr", average="macro") and {@code log_loss}, save that undefined is empty and neither 0 nor NaN.
 *
 * @param rows how many rows were compared, at least 1
 */
public record ClassificationMetrics(
        int rows,
        double accuracy,
        double balancedAccuracy,
        OptionalDouble f1,
        OptionalDouble auroc,
        double logLoss,
        double ece,
        Confusion confusion)
        implements Metrics {
    private static final double SMALLEST_PROBABILITY = 0x1p-52;

    /** As {@link #of(int[], double[][], int)}; of two classes the second is the positive one. */
    public static ClassificationMetrics of(int[] truth, double[][] probability) {
        return of(truth, probability, 1);
    }

    /**
     * Compares row by row.
     *
     * @param truth the true class of each row, from 0
     * @param probability of each class (columns) for each row; rows sum to 1
     * @param positive of two classes, the one that f1 is about: usually the rarer one of the training rows
     * @throws IllegalArgumentException if the arrays do not fit together or a row is no distribution
     */
    public static ClassificationMetrics of(int[] truth, double[][] probability, int positive) {
        Check.probabilities(truth, probability);
        int classes = probability[0].length;
        if (positive < 0 || positive >= classes) {
            throw new IllegalArgumentException(
                    "positive is %d: it must be one of the classes 0 to %d".formatted(positive, classes - 1));
        }
        var predicted = new int[truth.length];
        double loss = 0;
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            predicted[i] = mostProbable(probability[i]);
            right += predicted[i] == truth[i] ? 1 : 0;
            loss -= Math.log(Math.max(probability[i][truth[i]], SMALLEST_PROBABILITY));
        }
        var confusion = Confusion.of(truth, predicted, classes);
        return new ClassificationMetrics(
                truth.length,
                (double) right / truth.length,
                balancedAccuracy(confusion),
                classes == 2 ? f1(confusion, positive) : macroF1(confusion),
                Auroc.of(truth, probability),
                loss / truth.length,
                Reliability.of(truth, probability).ece(),
                confusion);
    }

    /** The class of the largest probability, the first of equals. */
    public static int mostProbable(double[] probability) {
        int best = 0;
        for (int k = 1; k < probability.length; k++) {
            if (probability[k] > probability[best]) {
                best = k;
            }
        }
        return best;
    }

    private static double balancedAccuracy(Confusion confusion) {
        return IntStream.range(0, confusion.classes())
                .filter(k -> confusion.support(k) > 0)
                .mapToDouble(k -> (double) confusion.count(k, k) / confusion.support(k))
                .average()
                .orElseThrow();
    }

    private static OptionalDouble f1(Confusion confusion, int k) {
        int either = confusion.support(k) + confusion.taken(k); // 2 TP + FP + FN
        return either == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * confusion.count(k, k) / either);
    }

    private static OptionalDouble macroF1(Confusion confusion) {
        return IntStream.range(0, confusion.classes())
                .mapToObj(k -> f1(confusion, k))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    @Override
    public SequencedMap<String, OptionalDouble> asMap() {
        var map = new LinkedHashMap<String, OptionalDouble>();
        map.put("accuracy", OptionalDouble.of(accuracy));
        map.put("balanced_accuracy", OptionalDouble.of(balancedAccuracy));
        map.put("f1", f1);
        map.put("auroc", auroc);
        map.put("log_loss", OptionalDouble.of(logLoss));
        map.put("ece", OptionalDouble.of(ece));
        return map;
    }
}
