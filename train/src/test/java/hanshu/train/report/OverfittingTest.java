package hanshu.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.Event.EpochEnded;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverfittingTest {
    private static List<EpochEnded> history(double[] train, double[] validation) {
        return IntStream.range(0, train.length)
                .mapToObj(i -> new EpochEnded(
                        i,
                        i,
                        i + 1,
                        train.length,
                        train[i],
                        validation.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(validation[i]),
                        Map.of(),
                        1e-3))
                .toList();
    }

    @Test
    void beginsWhereValidationLossIsLowest() {
        assertThat(Overfitting.of(history(new double[] {5, 4, 3, 2, 1}, new double[] {5, 4, 3.5, 3.6, 3.9})))
                .contains(new Overfitting(3, 5));
    }

    @Test
    void isNotJitter() {
        assertThat(Overfitting.of(history(new double[] {5, 4, 3, 2.9}, new double[] {5, 4, 3.5, 3.51})))
                .isEmpty();
    }

    @Test
    void isNotThatBothLossesRise() {
        assertThat(Overfitting.of(history(new double[] {5, 2, 4, 6}, new double[] {5, 2, 4, 6})))
                .isEmpty();
    }

    @Test
    void needsEpochsAfterTheLowestAndValidationRows() {
        assertThat(Overfitting.of(history(new double[] {5, 4}, new double[] {5, 4})))
                .isEmpty();
        assertThat(Overfitting.of(history(new double[] {5, 4, 3}, new double[0])))
                .isEmpty();
        assertThat(Overfitting.of(List.of())).isEmpty();
    }
}
