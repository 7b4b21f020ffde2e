package hanshu.train.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of rows before any training. */
class RowsTest {
    private static Rows drawn(int rows, double shift, Key key) {
        var values = key.normal(rows, 3).toFloats();
        var x = new float[rows][3];
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = values[3 * i + j] + (float) (j == 2 ? shift : 0);
            }
            y[i] = x[i][0] + 0.3 * x[i][1];
        }
        return new Rows(List.of("a", "b", "c"), x, y, 0);
    }

    @Test
    void rowsOfOneKindCannotBeToldApart() {
        var shift = Shift.between(drawn(600, 0, Key.of(1)), drawn(300, 0, Key.of(2)), Key.of(3));
        assertThat(shift.isFound()).isFalse();
        assertThat(shift.auroc()).isCloseTo(0.5, within(4 * shift.error()));
    }

    @Test
    void rowsOfAnotherKindAreFoundAndTheColumnNamed() {
        var train = drawn(600, 0, Key.of(1));
        var unseen = drawn(300, 1.5, Key.of(2));
        assertThat(Shift.between(train, unseen, Key.of(3)).isFound()).isTrue();
        assertThat(Telling.apart(train, unseen).getFirst().column()).isEqualTo("c");
    }

    @Test
    void columnsTellAsMuchAsTheyDo() {
        var telling = Telling.of(drawn(600, 0, Key.of(1)), drawn(300, 0, Key.of(2)));
        assertThat(telling.getFirst().column()).isEqualTo("a");
        assertThat(telling.getFirst().share()).isBetween(0.8, 0.95); // 1/(1 + 0.09) of the variance, less what 5 cost
        assertThat(telling.getLast().share()).isLessThan(0.1);
    }

    @Test
    void twinsAreCounted() {
        var rows = new Rows(List.of("a"), new float[][] {{1}, {2}, {3}}, new double[] {1, 2, 3}, 0);
        var others = new Rows(List.of("a"), new float[][] {{2}, {3}, {4}}, new double[] {2, 0, 4}, 0);
        assertThat(Twins.between(rows, others)).isEqualTo(new Twins(1, 3));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Rows(List.of("a"), new float[][] {{1, 2}}, new double[] {1}, 0))
                .hasMessage("rows: 1 names, 1 rows of 2 columns and 1 answers do not fit");
    }
}
