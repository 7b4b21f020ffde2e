package hanshu.learn.supervised.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final int[] ROWS = IntStream.range(0, 400).toArray();

    @Test
    void theSumIsThatOfTheMarkedNumbersOneInEachHalf() {
        var problem = new Adding(9);
        var batch = problem.learning(400, Key.of(1)).batch(ROWS, 0, 400);
        var numbers = batch.x().slice(2, 0, 1).squeeze(2);
        var marks = batch.x().slice(2, 1, 2).squeeze(2);
        assertThat(numbers.times(marks).sum(1).toFloats())
                .containsExactly(batch.y().reshape(-1).toFloats(), within(1e-6f));
        assertThat(marks.slice(1, 0, 4).sum(1).toFloats()).containsOnly(1);
        assertThat(marks.slice(1, 4, 9).sum(1).toFloats()).containsOnly(1);
        assertThat(marks.sum(0).toFloats()).doesNotContain(0);
        var always1 = Tensor.ones(400, 9, 1);
        assertThat(problem.loss(always1, batch.y()).item()).isEqualTo(problem.naive(), within(0.03));
    }

    @Test
    void theDigitsAreToBeRepeatedAtTheEnd() {
        var problem = new Copying(5);
        var batch = problem.unseen(400, Key.of(1)).batch(ROWS, 0, 400);
        var digits = batch.x().argmax(2);
        assertThat(batch.y().slice(1, 15, 25).toLongs())
                .isEqualTo(digits.slice(1, 0, 10).toLongs());
        assertThat(batch.y().slice(1, 0, 15).toLongs()).containsOnly(0);
        assertThat(digits.slice(1, 10, 15).toLongs()).containsOnly(0);
        assertThat(digits.slice(1, 15, 25).toLongs()).containsOnly(9);
        assertThat(digits.slice(1, 0, 10).toLongs())
                .contains(1, 2, 3, 4, 5, 6, 7, 8)
                .doesNotContain(0, 9);
    }

    @Test
    void sameKeySameSequencesAndOthersUnseen() {
        var problem = new Adding(5);
        var once = problem.learning(8, Key.of(1)).batch(ROWS, 2, 5).x().toFloats();
        assertThat(problem.learning(8, Key.of(1)).batch(ROWS, 2, 5).x().toFloats())
                .isEqualTo(once);
        assertThat(problem.unseen(8, Key.of(1)).batch(ROWS, 2, 5).x().toFloats())
                .isNotEqualTo(once);
    }

    @Test
    void windowsToLearnFromEndBeforeTheLastFifth() {
        var measured = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        var problem = NextValue.of("level", measured, 10);
        double deviation = Math.sqrt((80.0 * 80 - 1) / 12);
        var learned = problem.learning(400, Key.of(1)).batch(ROWS, 0, 400);
        assertThat(learned.y().max().item()).isEqualTo((79 - 39.5) / deviation, within(1e-5));
        assertThat(learned.y().min().item()).isEqualTo((10 - 39.5) / deviation, within(1e-5));
        var step = learned.y().minus(learned.x().get(1, 9));
        assertThat(step.max().item()).isEqualTo(step.min().item(), within(1e-5));
        var unseen = problem.unseen(400, Key.of(1)).batch(ROWS, 0, 400);
        assertThat(unseen.y().min().item()).isEqualTo((80 - 39.5) / deviation, within(1e-5));
        assertThat(unseen.y().max().item()).isEqualTo((99 - 39.5) / deviation, within(1e-5));
        assertThat(problem.naive()).isEqualTo(1 / (deviation * deviation), within(1e-6));
    }

    @Test
    void aProblemThatCannotBeIsSaid() {
        assertThatThrownBy(() -> new Adding(1))
                .hasMessage("adding: two steps are marked, so it needs 2 or more, got 1");
        assertThatThrownBy(() -> new Copying(0)).hasMessage("copying: needs 1 blank or more, got 0");
        assertThatThrownBy(() -> NextValue.of("level", new double[50], 10))
                .hasMessage(
                        "level: a series to learn from consists of numbers that change, got the same number 0.0 throughout");
    }
}
