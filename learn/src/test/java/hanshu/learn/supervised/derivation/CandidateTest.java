package hanshu.learn.supervised.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.learn.supervised.derivation.Cures.Cure;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import hanshu.train.Examples;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {
    /** y is chance but for a little of x1; nothing can be learned from the others. */
    private static Question noisy() {
        var columns = new LinkedHashMap<String, Cells>();
        var first = Key.of(10).normal(120).toDoubles();
        var y = Key.of(20).normal(120).toDoubles();
        for (int i = 0; i < y.length; i++) {
            y[i] += 0.7 * first[i];
        }
        columns.put("x1", Cells.numbers(first));
        for (int i = 2; i <= 8; i++) {
            columns.put("x" + i, Cells.numbers(Key.of(10 + i).normal(120).toDoubles()));
        }
        columns.put("y", Cells.numbers(y));
        return Question.column(Table.of(columns), "y", Key.of(1));
    }

    @Test
    void aNetworkLearnsChanceByHeartAndCuresHelp() {
        var sick = Recipe.of(8, 3).withEpochs(150).withKeepsBest(false);
        var none = Candidate.of(noisy(), sick, Key.of(1));
        assertThat(none.overfits()).isTrue();
        assertThat(none.validation()).isGreaterThan(2 * none.train());
        for (var cure : List.of(Cure.WEIGHT_DECAY, Cure.DROPOUT, Cure.EARLY_STOPPING)) {
            assertThat(Candidate.of(noisy(), Cures.with(cure, sick), Key.of(1)).validation())
                    .isLessThan(none.validation());
        }
    }

    @Test
    void theThetaKeptIsTheBestOnValidationRows() {
        var kept = Candidate.of(noisy(), Recipe.of(8, 2), Key.of(1));
        double least = kept.rounds().stream()
                .mapToDouble(round -> round.score().orElseThrow().loss())
                .min()
                .orElseThrow();
        assertThat(kept.validation()).isEqualTo(least, within(1e-5));
        var at = kept.rounds().get(kept.bestEpoch() - 1).score().orElseThrow();
        assertThat(at.loss()).isEqualTo(least);
    }

    @Test
    void unseenRowsHaveNoSayInWhatIsChosen() {
        var question = noisy();
        var swapped = new Question(
                question.target(),
                question.inputs(),
                question.series(),
                question.inputMean(),
                question.inputDeviation(),
                question.mean(),
                question.deviation(),
                question.train(),
                question.validation(),
                new Examples(
                        question.test().x(), Tensor.zeros(question.test().x().size(0), 1)));
        var models = Models.of(question, Key.of(1), stage -> {});
        var others = Models.of(swapped, Key.of(1), stage -> {});
        assertThat(others.chosen().recipe()).isEqualTo(models.chosen().recipe());
        assertThat(others.chosen().validation()).isEqualTo(models.chosen().validation());
        assertThat(others.chosen().test()).isNotEqualTo(models.chosen().test());
        assertThat(models.chosen())
                .isEqualTo(models.candidates().stream()
                        .min(Comparator.comparingDouble(Candidate::validation))
                        .orElseThrow());
        assertThat(models.candidates().stream().map(c -> c.recipe().inputs())).containsExactly(1, 7, 8, 8, 8, 8, 8);
    }

    @Test
    void fewerRowsAreSeenAsOften() {
        var half = Recipe.of(8, 1).withOneRowOf(2);
        assertThat(half.epochs()).isEqualTo(120);
        int all = noisy().train().x().size(0);
        assertThat(noisy().oneOf(2).train().x().size(0)).isEqualTo((all + 1) / 2);
        assertThat(noisy().oneOf(2).validation().x().toDoubles())
                .isEqualTo(noisy().validation().x().toDoubles());
    }

    @Test
    void aRecipeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Recipe.of(0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recipe: inputs, width and every are at least 1 and depth 0, got 0, 32, 1 and 2");
    }
}
