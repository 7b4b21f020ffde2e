package hanshu.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Gradients;
import hanshu.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    private final Tensor prediction = Tensor.of(new double[] {1, -2, 4}, 3);
    private final Tensor target = Tensor.of(new double[] {1.5, 0, 1}, 3);
    private final Tensor weights = Tensor.of(new double[] {1, 0, 3}, 3);

    @Test
    void ofNumbers() {
        assertThat(new Mse(Reduction.NONE).of(prediction, target).toDoubles()).containsExactly(0.25, 4, 9);
        assertThat(new Mse().of(prediction, target).item()).isCloseTo(13.25 / 3, CLOSE);
        assertThat(new Mse(Reduction.SUM).of(prediction, target).item()).isCloseTo(13.25, CLOSE);
        assertThat(new Mae().of(prediction, target).item()).isCloseTo(5.5 / 3, CLOSE);
        assertThat(new Huber(2, Reduction.NONE).of(prediction, target).toDoubles())
                .containsExactly(new double[] {0.125, 2, 4}, CLOSE);
    }

    @Test
    void rowsHaveWeights() {
        assertThat(new Mse().of(prediction, target, weights).item()).isCloseTo((0.25 + 27) / 4, CLOSE);
        assertThat(new Mse(Reduction.SUM).of(prediction, target, weights).item())
                .isCloseTo(27.25, CLOSE);
        assertThat(new Mse(Reduction.NONE).of(prediction, target, weights).toDoubles())
                .containsExactly(0.25, 0, 27);
        var two = new Mse()
                .of(
                        Tensor.of(new double[] {1, 2, 3, 4}, 2, 2),
                        Tensor.zeros(2, 2).cast(weights.dtype()),
                        weights.slice(0, 1, 3));
        assertThat(two.item()).isCloseTo((9 + 16) / 2.0, CLOSE);
        assertThatThrownBy(() -> new Mse().of(prediction, target, Tensor.ones(2)))
                .hasMessage("loss: row weights are one number a row, got [2] for losses [3]");
    }

    @Test
    void crossEntropy() {
        double a = Math.log(1 + Math.exp(-1)); // logits 1 and 0
        var logits = Tensor.of(new double[] {1, 0, 1, 0}, 2, 2);
        var classes = Tensor.of(new long[] {0, 1}, 2);
        assertThat(new CrossEntropy().of(logits, classes).item()).isCloseTo((a + a + 1) / 2, CLOSE);
        // smoothing 0.2: 0.9 of the true class, 0.1 of the other
        assertThat(new CrossEntropy(0.2).of(logits, classes).item())
                .isCloseTo((0.9 * a + 0.1 * (a + 1) + 0.9 * (a + 1) + 0.1 * a) / 2, CLOSE);
        var weighted = new CrossEntropy().withClassWeights(Tensor.of(new float[] {3, 1}));
        assertThat(weighted.of(logits, classes).item()).isCloseTo((3 * a + a + 1) / 4, CLOSE);
        assertThat(weighted.of(logits, classes, Tensor.of(new float[] {1, 2})).item())
                .isCloseTo((3 * a + 2 * (a + 1)) / 5, CLOSE);
        assertThat(new CrossEntropy()
                        .of(logits, classes, Tensor.of(new float[] {1, 3}))
                        .item())
                .isCloseTo((a + 3 * (a + 1)) / 4, CLOSE);
    }

    @Test
    void crossEntropySaysWhatDoesNotFit() {
        var logits = Tensor.zeros(4, 3);
        var loss = new CrossEntropy();
        assertThatThrownBy(() -> loss.of(logits, Tensor.zeros(4)))
                .hasMessage("cross-entropy: needs logits (…, classes) and class numbers as I64, got [4, 3] and F32");
        assertThatThrownBy(() -> loss.of(logits, Tensor.range(3)))
                .hasMessage(
                        "cross-entropy: [4, 3] are the logits of 3 classes, so the target is one class number a row, got [3]");
        assertThatThrownBy(() -> loss.withClassWeights(Tensor.ones(2)).of(logits, Tensor.range(4)))
                .hasMessage("cross-entropy: needs a weight for each of 3 classes, got [2]");
    }

    @Test
    void binaryCrossEntropyKeepsItsDigits() {
        var logits = Tensor.of(new float[] {15, -15, 15, -15, 0}, 5).tracked();
        var yes = Tensor.of(new float[] {1, 0, 0, 1, 1}, 5);
        var losses = new BinaryCrossEntropy(Reduction.NONE).of(logits, yes);
        double sure = Math.log1p(Math.exp(-15));
        assertThat(losses.toDoubles()[0]).isCloseTo(sure, within(1e-6 * sure));
        assertThat(losses.toDoubles()[1]).isCloseTo(sure, within(1e-6 * sure));
        assertThat(losses.toDoubles()[2]).isCloseTo(15, within(1e-5));
        assertThat(losses.toDoubles()[3]).isCloseTo(15, within(1e-5));
        var slopes = Gradients.grad(losses.sum(), logits).toDoubles();
        assertThat(slopes).containsExactly(new double[] {0, 0, 1, -1, -0.5}, within(1e-6));
    }

    @Test
    void gaussian() {
        var variance = Tensor.of(new double[] {1, 4, 0.25}, 3);
        double expected = (0.25 + (4 / 4.0 + Math.log(4)) + (9 / 0.25 + Math.log(0.25))) / 2;
        assertThat(new GaussianNll(1e-6, Reduction.SUM)
                        .ofMeanAndVariance(prediction, variance, target)
                        .item())
                .isCloseTo(expected, CLOSE);
        var both = Tensor.stack(1, prediction, variance.log());
        assertThat(new GaussianNll(1e-6, Reduction.SUM).of(both, target).item()).isCloseTo(expected, CLOSE);
        assertThatThrownBy(() -> new GaussianNll().of(prediction, target))
                .hasMessage("gaussian: the prediction is (…, 2), mean and logarithm of the variance, got [3]");
    }

    @Test
    void aVarianceOfZeroCanGrowAgain() {
        var variance = Tensor.of(new double[] {0}, 1).tracked();
        var mean = Tensor.of(new double[] {0}, 1);
        var loss = new GaussianNll(0.5, Reduction.SUM).ofMeanAndVariance(mean, variance, mean.plus(1));
        assertThat(loss.item()).isCloseTo((1 / 0.5 + Math.log(0.5)) / 2, CLOSE);
        var slope = Gradients.grad(loss, variance);
        assertThat(slope.item()).isCloseTo((-1 / 0.25 + 1 / 0.5) / 2, CLOSE);
    }

    @Test
    void quantile() {
        var loss = new Quantile(List.of(0.1, 0.5), Reduction.NONE);
        var two = Tensor.of(new double[] {0, 0, 3, 1}, 2, 2);
        // errors 2, 2; −1, 1
        assertThat(loss.of(two, Tensor.of(new double[] {2, 2}, 2)).toDoubles())
                .containsExactly(new double[] {0.2, 1, 0.9, 0.5}, CLOSE);
        assertThatThrownBy(() -> loss.of(prediction, target))
                .hasMessage("quantile: the prediction is (…, 2), one number for each level, got [3]");
        assertThatThrownBy(() -> new Quantile(0.5, 1))
                .hasMessage("Quantile: levels are between 0 and 1, got [0.5, 1.0]");
    }

    @Test
    void aColumnIsNotAVector() {
        assertThatThrownBy(() -> new Mse().of(Tensor.zeros(3, 1), Tensor.zeros(3)))
                .hasMessage("mse: prediction and target need the same shape, got [3, 1] and [3]");
        assertThatThrownBy(() -> new Huber(0)).hasMessage("Huber: delta is more than 0, got 0.0");
        assertThatThrownBy(() -> new CrossEntropy(2)).hasMessage("CrossEntropy: smoothing is from 0 to 1, got 2.0");
        assertThatThrownBy(() -> new GaussianNll(0, Reduction.MEAN))
                .hasMessage("GaussianNll: epsilon is more than 0, got 0.0");
    }

    @Test
    void ignoredLabelsDoNotCount() {
        var logits = Tensor.of(new double[] {1, 0, 5, Double.NaN, 0, 1}, 3, 2);
        var classes = Tensor.of(new long[] {0, -100, 1}, 3);
        double a = Math.log(1 + Math.exp(-1));
        assertThat(new CrossEntropy().ignoring(-100).of(logits, classes).item()).isCloseTo(a, CLOSE);
        assertThat(new CrossEntropy()
                        .ignoring(-100)
                        .of(logits, classes, Tensor.of(new float[] {1, 5, 3}))
                        .item())
                .isCloseTo(a, CLOSE);
    }

    @Test
    void newLossesSayWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Focal(1, 2, Reduction.MEAN))
                .hasMessage("Focal: alpha is between 0 and 1, got 1.0");
        assertThatThrownBy(() -> new Triplet(0, false, Reduction.MEAN))
                .hasMessage("Triplet: margin is more than 0, got 0.0");
        assertThatThrownBy(() -> new MarginRanking(-1, Reduction.MEAN))
                .hasMessage("MarginRanking: margin is at least 0, got -1.0");
        assertThatThrownBy(() -> new HingeEmbedding(0, Reduction.MEAN))
                .hasMessage("HingeEmbedding: margin is more than 0, got 0.0");
        assertThatThrownBy(() -> new Contrastive(0)).hasMessage("Contrastive: temperature is more than 0, got 0.0");
        assertThatThrownBy(() -> new Dice().of(prediction, target)).hasMessage("dice: needs (batch, …), got [3]");
        assertThatThrownBy(() -> new Contrastive(1).infoNce(prediction, target))
                .hasMessage("infoNce: needs (batch, width), got [3]");
        assertThatThrownBy(() -> new Poisson().of(prediction, weights.unsqueeze(0)))
                .hasMessage("poisson: prediction and target need the same shape, got [3] and [1, 3]");
    }
}
