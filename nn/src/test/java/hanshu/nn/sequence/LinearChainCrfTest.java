package hanshu.nn.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearChainCrfTest {
    private static final Key KEY = Key.of(1);
    private static final LinearChainCrf CRF = new LinearChainCrf(
            KEY.at("transitions").normal(3, 3),
            KEY.at("start").normal(3),
            KEY.at("end").normal(3));

    /** All 27 sequences of three tags: their probabilities add up to 1, and Viterbi finds the largest. */
    @Test
    void agreesWithTryingAll() {
        var scores = KEY.at("scores").normal(1, 3, 3);
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        List<Integer> best = List.of();
        for (int i = 0; i < 27; i++) {
            var tags = List.of(i % 3, i / 3 % 3, i / 9);
            var y = Tensor.of(tags.stream().mapToInt(t -> t).toArray(), 1, 3);
            double log = CRF.logLikelihood(scores, y).item();
            sum += Math.exp(log);
            if (log > most) {
                most = log;
                best = tags;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        var path = CRF.best(scores).getFirst();
        assertThat(path.tags()).isEqualTo(best);
        double partition =
                CRF.logPartition(scores, Tensor.of(new long[] {3}, 1)).item();
        assertThat(path.score() - partition).isCloseTo(most, within(1e-5));
    }

    @Test
    void aRowIsReadToItsEnd() {
        var scores = KEY.at("scores").normal(2, 4, 3);
        var paths = CRF.best(scores, Tensor.of(new long[] {2, 4}, 2));
        assertThat(paths.getFirst())
                .isEqualTo(CRF.best(scores.slice(0, 0, 1).slice(1, 0, 2)).getFirst());
        assertThat(paths.get(1)).isEqualTo(CRF.best(scores.slice(0, 1, 2)).getFirst());
    }

    @Test
    void errorsSayWhatWasExpected() {
        var scores = Tensor.zeros(2, 4, 3);
        assertThatThrownBy(() -> CRF.best(Tensor.zeros(2, 4, 5)))
                .hasMessage("LinearChainCrf: needs scores (batch, time, 3), got [2, 4, 5]");
        assertThatThrownBy(() -> CRF.best(scores, Tensor.of(new long[] {0, 4}, 2)))
                .hasMessage("LinearChainCrf: lengths are from 1 to the 4 steps, got 0");
        assertThatThrownBy(() -> CRF.best(scores, Tensor.of(new long[] {4}, 1)))
                .hasMessage("LinearChainCrf: lengths are whole numbers, one for each of 2 rows, got I64 [1]");
        assertThatThrownBy(() -> CRF.logLikelihood(scores, Tensor.zeros(2, 4)))
                .hasMessage("LinearChainCrf: needs a tag for each of [2, 4] elements, got F32 [2, 4]");
        assertThatThrownBy(() -> new LinearChainCrf(Tensor.zeros(3, 2), Tensor.zeros(3), Tensor.zeros(3)))
                .hasMessage("LinearChainCrf: needs transitions (tags, tags), start (tags) and end (tags), "
                        + "got [3, 2], [3] and [3]");
    }
}
