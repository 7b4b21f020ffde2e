package hanshu.train.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.Wording;
import hanshu.tensor.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLookTest {
    private static final Key KEY = Key.of(5);

    /** y = a + b + noise; the third column is noise, or tells y. */
    private static Rows rows(int from, int count, boolean isTold) {
        var x = new float[count][3];
        var y = new double[count];
        for (int i = 0; i < count; i++) {
            var own = KEY.at(from + i);
            x[i][0] = (float) own.randomDouble(0);
            x[i][1] = (float) own.randomDouble(1);
            y[i] = x[i][0] + x[i][1] + 0.5 * own.randomDouble(2);
            x[i][2] = (float) (isTold ? 3 * y[i] : own.randomDouble(3));
        }
        return new Rows(List.of("a", "b", "c"), x, y, 0);
    }

    @Test
    void nothingIsSaidOfSoundRows() {
        assertThat(FirstLook.at(rows(0, 400, false), rows(400, 100, false))).isEmpty();
    }

    @Test
    void rowsOnBothSidesAreTold() {
        assertThat(FirstLook.at(rows(0, 400, false), rows(380, 100, false)))
                .map(Wording::english)
                .hasValueSatisfying(words ->
                        assertThat(words).contains("20 of 100 unseen rows").contains("(sure)"));
    }

    @Test
    void aColumnThatGivesTheAnswerAwayIsNamed() {
        assertThat(FirstLook.at(rows(0, 400, true), rows(400, 100, true)))
                .map(Wording::english)
                .hasValueSatisfying(words ->
                        assertThat(words).startsWith("But mind: c alone tells").contains("(likely)"));
    }
}
