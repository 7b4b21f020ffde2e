package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.train.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final Space SPACE = Space.parse(
            List.of("training.rate=1e-5..1:log", "network.width=8..512:log", "network.layers=1..6", "kind=a,b,c"));

    @Test
    void valuesLieBetweenZeroAndOneAndComeBack() {
        for (int i = 0; i < 200; i++) {
            var values = SPACE.random(Key.of(i));
            assertThat(SPACE.at(SPACE.place(values))).isEqualTo(values);
        }
        var rate = SPACE.dimensions().getFirst();
        assertThat(rate.at(0)).isEqualTo("0.00001");
        assertThat(Double.parseDouble(rate.at(0.5))).isCloseTo(Math.sqrt(1e-5), within(1e-5));
        assertThat(Double.parseDouble(rate.at(1))).isEqualTo(1);
    }

    @Test
    void theEndsOfAWholeRangeAreAsLikelyAsItsMiddle() {
        var layers = Dimension.parse("layers=1..6");
        var counts = new int[7];
        for (int i = 0; i < 6_000; i++) {
            counts[Integer.parseInt(layers.at((i + 0.5) / 6_000))]++;
        }
        for (int value = 1; value <= 6; value++) {
            assertThat(counts[value]).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate", "rate=1..", "rate=5..1", "rate=0..1:log", "rate=a..b", "kind=a", "=1..2"})
    void aRangeThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Dimension.parse(text)).isInstanceOf(ConfigException.class);
    }

    @Test
    void aKeyIsSearchedOnce() {
        assertThatThrownBy(() -> Space.parse(List.of("a=1..2", "a=1,2")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a is to be searched twice");
    }

    /** A valley whose bottom lies away from the middle, in four dimensions of three kinds. */
    private static double loss(SequencedMap<String, String> values) {
        double rate = Math.log10(Double.parseDouble(values.get("training.rate"))) + 1.6;
        double width = Math.log(Double.parseDouble(values.get("network.width")) / 300);
        double layers = Double.parseDouble(values.get("network.layers")) - 5;
        return rate * rate + width * width + 0.3 * layers * layers + ("b".equals(values.get("kind")) ? 0 : 1);
    }

    private static double lowest(Search search, int trials, Key key) {
        var seen = new ArrayList<Trial>();
        for (int number = 1; number <= trials; number++) {
            var values = search.propose(SPACE, seen, key.at(number));
            seen.add(new Trial(number, values, 0, 1, loss(values), 1, 0, Trial.End.STOPPED));
        }
        return Tuning.best(seen).orElseThrow().loss();
    }

    @Test
    void parzenEstimatorsFindLowerLossesThanChance() {
        int wins = 0;
        double estimated = 0;
        double random = 0;
        for (int seed = 0; seed < 20; seed++) {
            double one = lowest(Tpe.DEFAULT, 60, Key.of(seed));
            double other = lowest(Search.random(), 60, Key.of(seed));
            wins += one < other ? 1 : 0;
            estimated += one / 20;
            random += other / 20;
        }
        assertThat(wins).isGreaterThanOrEqualTo(16);
        assertThat(estimated).isLessThan(0.5 * random);
    }

    @Test
    void whatDivergedIsAvoided() {
        var seen = new ArrayList<Trial>();
        for (int number = 1; number <= 40; number++) {
            var values = Tpe.DEFAULT.propose(SPACE, seen, Key.of(7).at(number));
            boolean diverges = Double.parseDouble(values.get("training.rate")) > 0.01;
            seen.add(new Trial(
                    number,
                    values,
                    0,
                    1,
                    diverges ? Double.POSITIVE_INFINITY : loss(values),
                    1,
                    0,
                    diverges ? Trial.End.DIVERGED : Trial.End.NONE));
        }
        var late = seen.subList(20, 40).stream()
                .filter(trial -> Double.isInfinite(trial.loss()))
                .count();
        assertThat(late).isLessThanOrEqualTo(6); // by chance 8 of 20
    }

    @Test
    void onlyTrialsOfOneLengthAreCompared() {
        // Short trainings have low losses on the left, long ones on the right: what was trained long counts.
        var space = Space.parse(List.of("x=0.0..1.0"));
        var seen = new ArrayList<Trial>();
        for (int i = 0; i < 60; i++) {
            var values = space.at((i + 0.5) / 60);
            double x = Double.parseDouble(values.get("x"));
            seen.add(new Trial(i + 1, values, 0, 1, x, 1, 0, Trial.End.NONE));
            if (i % 3 == 0) {
                seen.add(new Trial(i + 1, values, 1, 3, 1 - x, 1, 0, Trial.End.NONE));
            }
        }
        double mean = 0;
        for (int seed = 0; seed < 20; seed++) {
            mean += Double.parseDouble(
                            Tpe.DEFAULT.propose(space, seen, Key.of(seed)).get("x"))
                    / 20;
        }
        assertThat(mean).isGreaterThan(0.7);
    }
}
