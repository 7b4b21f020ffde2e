package hanshu.nn.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.loss.Ctc;
import hanshu.nn.loss.Reduction;
import hanshu.tensor.Gradients;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CtcTest {
    private static final Key KEY = Key.of(1);
    private static final CtcDecoder DECODER = new CtcDecoder(0);

    /** Wide enough, the beam knows every reading with its exact probability: that of the loss. */
    @Test
    void theBeamAgreesWithTheLoss() {
        var logits = KEY.normal(5, 3);
        var readings = DECODER.prefixBeam(logits, 1000);
        double sum = 0;
        for (var reading : readings) {
            sum += Math.exp(reading.logProbability());
            int n = reading.labels().size();
            var labels = Tensor.of(reading.labels().stream().mapToInt(i -> i).toArray(), 1, n);
            double loss = new Ctc(0, false, Reduction.SUM)
                    .of(logits.unsqueeze(0), labels, one(5), one(n))
                    .item();
            double bound = Math.min(loss, 50);
            assertThat(Math.min(-reading.logProbability(), 50)).isCloseTo(bound, within(1e-4));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(readings).isSortedAccordingTo((a, b) -> Double.compare(b.logProbability(), a.logProbability()));
    }

    /** The classic example: blank is likeliest at each step, yet most paths read "1". */
    @Test
    void theBeamFindsWhatTheBestPathMisses() {
        var logits = Tensor.of(new float[] {0.6f, 0.4f, 0.6f, 0.4f}, 2, 2).log();
        assertThat(DECODER.bestPath(logits).labels()).isEmpty();
        assertThat(DECODER.bestPath(logits).logProbability()).isCloseTo(Math.log(0.36), within(1e-6));
        var best = DECODER.prefixBeam(logits, 2).getFirst();
        assertThat(best.labels()).containsExactly(1);
        assertThat(best.logProbability()).isCloseTo(Math.log(0.64), within(1e-6));
    }

    @Test
    void theBestPathMergesRepetitionsAndDropsBlanks() {
        var path = Tensor.of(new int[] {1, 1, 0, 1, 2, 2, 0}, 7).oneHot(3).times(9);
        assertThat(DECODER.bestPath(path).labels()).containsExactly(1, 1, 2);
        assertThat(DECODER.prefixBeam(path, 3).getFirst().labels()).containsExactly(1, 1, 2);
    }

    /** Two equal labels need a blank between them: two steps are too few. */
    @Test
    void anImpossibleRowIsInfiniteAndTeachesNothing() {
        var logits = KEY.normal(1, 2, 3).tracked();
        var labels = Tensor.of(new int[] {1, 1}, 1, 2);
        var loss = new Ctc().of(logits, labels, one(2), one(2));
        assertThat(loss.item()).isInfinite();
        assertThat(Gradients.grad(loss, logits).toFloats()).containsOnly(0);
        assertThat(new Ctc(0, true, Reduction.MEAN)
                        .of(logits, labels, one(2), one(2))
                        .item())
                .isZero();
    }

    @Test
    void aRowWithoutStepsReadsNothing() {
        var logits = KEY.normal(2, 2, 3);
        var labels = Tensor.of(new int[] {1, 1}, 2, 1);
        var none = new Ctc(0, false, Reduction.NONE)
                .of(logits, labels, Tensor.of(new int[] {0, 0}, 2), Tensor.of(new int[] {0, 1}, 2));
        assertThat(none.abs().toFloats()).containsExactly(0, Float.POSITIVE_INFINITY);
    }

    @Test
    void errorsSayWhatWasExpected() {
        var logits = Tensor.zeros(1, 4, 3);
        var labels = Tensor.of(new int[] {1, 0}, 1, 2);
        assertThatThrownBy(() -> new Ctc().of(logits, labels, one(4), one(2)))
                .hasMessage("CTC: labels are from 0 to 2 and not the blank 0, got 0 in row 0");
        assertThatThrownBy(() -> new Ctc().of(logits, labels, one(5), one(1)))
                .hasMessage("CTC: times are from 0 to 4, got 5");
        assertThatThrownBy(() -> new Ctc().of(logits, labels, one(4), Tensor.zeros(1)))
                .hasMessage("CTC: counts are whole numbers, one for each of 1 rows, got F32 [1]");
        assertThatThrownBy(() -> new Ctc().of(logits, Tensor.zeros(1, 2), one(4), one(1)))
                .hasMessage("CTC: labels are whole numbers (batch, labels) for logits [1, 4, 3], got F32 [1, 2]");
        assertThatThrownBy(() -> new Ctc(3, false, Reduction.MEAN).of(logits, labels, one(4), one(1)))
                .hasMessage("CTC: needs logits (batch, time, classes), the blank 3 among the classes, got [1, 4, 3]");
        assertThatThrownBy(() -> DECODER.bestPath(logits))
                .hasMessage("CtcDecoder: needs logits (time, classes), the blank 0 among the classes, got [1, 4, 3]");
        assertThatThrownBy(() -> DECODER.prefixBeam(Tensor.zeros(4, 3), 0))
                .hasMessage("CtcDecoder: the width of a beam is 1 or more, got 0");
    }

    private static Tensor one(long value) {
        return Tensor.of(new long[] {value}, 1);
    }
}
