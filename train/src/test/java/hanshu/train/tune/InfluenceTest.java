package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Key;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InfluenceTest {
    private static final Space SPACE = Space.parse(List.of("a=0..1", "b=0..1"));

    /** Trials anywhere, whose loss is a function of a and b. */
    private static List<Trial> trials(int count, ToDoubleBiFunction<Double, Double> loss) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var values = SPACE.random(Key.of(9).at(i));
                    double a = SPACE.place(values)[0];
                    double b = SPACE.place(values)[1];
                    return new Trial(i + 1, values, 0, 1, loss.applyAsDouble(a, b), 1, 1, Trial.End.NONE);
                })
                .toList();
    }

    @Test
    void whatTheLossIsMadeOfMattersAndTheRestDoesNot() {
        var found = Influence.of(SPACE, trials(200, (a, b) -> Math.exp(8 * Math.abs(b - 0.4))));
        assertThat(found.getFirst().key()).isEqualTo("b");
        assertThat(found.getFirst().share()).isGreaterThan(0.8);
        assertThat(found.getLast().share()).isLessThan(0.1);
    }

    @Test
    void trialsThatDivergedDoNotDrownTheOthers() {
        var found = Influence.of(SPACE, trials(200, (a, b) -> b > 0.9 ? Double.POSITIVE_INFINITY : a));
        assertThat(found.getFirst().key()).isEqualTo("a");
        assertThat(found.getFirst().share()).isGreaterThan(0.5);
    }

    @Test
    void tooFewTrialsAndTrialsThatAreAllAlikeTellNothing() {
        assertThat(Influence.of(SPACE, trials(9, (a, b) -> a)))
                .allSatisfy(each -> assertThat(each.share()).isZero());
        assertThat(Influence.of(SPACE, trials(50, (a, b) -> 1)))
                .allSatisfy(each -> assertThat(each.share()).isZero());
    }

    @Test
    void onlyTheFirstRungCounts() {
        var later = trials(100, (a, b) -> b).stream()
                .map(t -> new Trial(t.number(), t.values(), 1, 3, t.loss(), 1, 1, Trial.End.STOPPED))
                .toList();
        assertThat(Influence.of(SPACE, later))
                .allSatisfy(each -> assertThat(each.share()).isZero());
    }
}
