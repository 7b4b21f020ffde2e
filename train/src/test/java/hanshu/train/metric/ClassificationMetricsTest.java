package hanshu.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {
    /** Rows that put all probability on the predicted class. */
    private static double[][] certain(int classes, int... predicted) {
        return Arrays.stream(predicted)
                .mapToObj(k -> {
                    var row = new double[classes];
                    row[k] = 1;
                    return row;
                })
                .toArray(double[][]::new);
    }

    /** Rows (1 − p, p). */
    private static double[][] binary(double... p) {
        return Arrays.stream(p).mapToObj(q -> new double[] {1 - q, q}).toArray(double[][]::new);
    }

    /** The examples in the documentation of scikit-learn's balanced_accuracy_score, f1_score and confusion_matrix. */
    @Test
    void answersAsTheDocumentationOfScikitLearn() {
        var balanced = ClassificationMetrics.of(new int[] {0, 1, 0, 0, 1, 0}, certain(2, 0, 1, 0, 0, 0, 1));
        assertThat(balanced.balancedAccuracy()).isEqualTo(0.625);

        var macro = ClassificationMetrics.of(new int[] {0, 1, 2, 0, 1, 2}, certain(3, 0, 2, 1, 0, 0, 1));
        assertThat(macro.f1().orElseThrow()).isCloseTo(0.8 / 3, within(1e-15)); // the page says 0.267

        var confusion = ClassificationMetrics.of(new int[] {2, 0, 2, 2, 0, 1}, certain(3, 0, 0, 2, 2, 0, 2));
        assertThat(confusion.confusion().counts())
                .containsExactly(List.of(2, 0, 0), List.of(0, 0, 1), List.of(1, 0, 2));

        assertThat(Auroc.of(new int[] {0, 0, 1, 1}, binary(0.1, 0.4, 0.35, 0.8)))
                .hasValue(0.75);
        var loss = ClassificationMetrics.of(
                new int[] {1, 0, 0, 1}, new double[][] {{.1, .9}, {.9, .1}, {.8, .2}, {.35, .65}});
        assertThat(loss.logLoss()).isCloseTo(0.21616187468057912, within(1e-15));
    }

    @Test
    void perfect() {
        var metrics = ClassificationMetrics.of(new int[] {0, 1, 2}, certain(3, 0, 1, 2));

        assertThat(metrics.asMap().values()).extracting(v -> v.orElseThrow()).containsExactly(1., 1., 1., 1., 0., 0.);
        assertThat(metrics.asMap().keySet())
                .containsExactly("accuracy", "balanced_accuracy", "f1", "auroc", "log_loss", "ece");
    }

    @Test
    void theSecondClassIsPositiveUnlessTheCallerSaysOtherwise() {
        var truth = new int[] {0, 0, 0, 1};
        var predicted = certain(2, 0, 0, 1, 1); // of the second: TP 1, FP 1, FN 0; of the first: TP 2, FP 0, FN 1

        assertThat(ClassificationMetrics.of(truth, predicted).f1()).hasValue(2.0 / 3);
        assertThat(ClassificationMetrics.of(truth, predicted, 0).f1()).hasValue(0.8);
    }

    @Test
    void undefinedIsEmptyAndNotANumberMadeUp() {
        var metrics = ClassificationMetrics.of(new int[] {0, 0}, certain(2, 0, 0));
        assertThat(metrics.f1()).isEmpty();
        assertThat(metrics.auroc()).isEmpty();
        assertThat(metrics.accuracy()).isEqualTo(1);
        assertThat(metrics.balancedAccuracy()).isEqualTo(1);

        var absent = ClassificationMetrics.of(new int[] {0, 1}, certain(3, 0, 0));
        assertThat(absent.auroc()).isEmpty();
        assertThat(absent.balancedAccuracy()).as("class 2 occurs in no row").isEqualTo(0.5);
        assertThat(absent.f1().orElseThrow()).as("nor is it predicted").isCloseTo((2.0 / 3 + 0) / 2, within(1e-15));
    }

    @Test
    void tiedScoresCountOneHalf() {
        assertThat(Auroc.of(new int[] {0, 1, 0, 1}, binary(.5, .5, .5, .5))).hasValue(0.5);
        // pairs (positive, negative): .8 beats .2 and .5; .5 beats .2 and ties with .5
        assertThat(Auroc.of(new int[] {1, 1, 0, 0}, binary(.8, .5, .2, .5))).hasValue(3.5 / 4);
        assertThat(Auroc.of(new int[] {1, 0}, new double[][] {{1, 0.0}, {1, -0.0}}))
                .hasValue(0.5);
        assertThat(Auroc.of(new int[] {1, 0}, binary(.1, .9)))
                .as("all wrong way round")
                .hasValue(0);
    }

    @Test
    void theFirstOfEqualsIsPredicted() {
        assertThat(ClassificationMetrics.mostProbable(new double[] {.2, .4, .4}))
                .isEqualTo(1);
    }

    @Test
    void aCertainMistakeCostsMuchButNotInfinity() {
        assertThat(ClassificationMetrics.of(new int[] {1}, certain(2, 0)).logLoss())
                .isEqualTo(52 * Math.log(2));
    }

    @Test
    void calibrationErrorByHand() {
        // confidences .9 (bin 14 of 15, right, wrong) and .6 (bin 9, right): 2/3·|.5 − .9| + 1/3·|1 − .6| = .4
        var truth = new int[] {0, 1, 1};
        var probability = new double[][] {{.9, .1}, {.9, .1}, {.4, .6}};

        var diagram = Reliability.of(truth, probability);
        assertThat(diagram.ece()).isCloseTo(0.4, within(1e-15));
        assertThat(diagram.bins())
                .hasSize(15)
                .filteredOn(bin -> bin.rows() > 0)
                .hasSize(2)
                .satisfiesExactly(
                        sixty -> assertThat(sixty).isEqualTo(new Reliability.Bin(8 / 15., 9 / 15., 1, .6, 1)),
                        ninety -> assertThat(ninety).isEqualTo(new Reliability.Bin(13 / 15., 14 / 15., 2, .9, .5)));
    }

    @Test
    void certaintyFallsIntoTheLastBin() {
        assertThat(Reliability.of(new int[] {0}, certain(2, 0)).bins().getLast().rows())
                .isEqualTo(1);
        assertThat(Reliability.of(new int[] {0}, new double[][] {{1.0000001, 0}})
                        .bins()
                        .getLast()
                        .rows())
                .as("a float softmax may round upwards")
                .isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithTheRows() {
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {2}, certain(2, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("truth[0] is class 2, but probability has columns for classes 0 to 1");
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {0}, new double[][] {{.5, .4}}))
                .hasMessage("probability[0] sums to 0.9: the classes of a row must sum to 1");
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {0}, new double[][] {{Double.NaN, 1}}))
                .hasMessage("probability[0] holds NaN: probabilities lie in [0, 1]");
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {0}, new double[][] {{1}}))
                .hasMessage("probability has 1 column: classes are at least two, each with its column");
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {0, 0}, new double[][] {{1, 0}, {0, 0, 1}}))
                .hasMessage("probability[1] has 3 columns, probability[0] has 2");
        assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {0}, certain(2, 0), 2))
                .hasMessage("positive is 2: it must be one of the classes 0 to 1");
        assertThatThrownBy(() -> Reliability.of(new int[] {0}, certain(2, 0), 0))
                .hasMessage("count is 0: a diagram has at least one bin");
        assertThatThrownBy(() -> new Confusion(List.of(List.of(1, 2))))
                .hasMessage("a confusion matrix is square, but a row of 1 has 2 columns");
    }
}
