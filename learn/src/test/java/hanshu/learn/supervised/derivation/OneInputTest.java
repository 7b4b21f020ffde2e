package hanshu.learn.supervised.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.DataException;
import hanshu.data.table.Cells;
import hanshu.data.table.Split;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.learn.supervised.derivation.Curvature.Place;
import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneInputTest {
    /** y = 3 + 2·x and a little noise, beside a column that says nothing. */
    private static Question question() {
        var noise = Key.of(1).normal(200).toDoubles();
        var columns = new LinkedHashMap<String, Cells>();
        columns.put("chance", Cells.numbers(Key.of(2).normal(200).toDoubles()));
        columns.put(
                "x", Cells.numbers(IntStream.range(0, 200).mapToDouble(i -> i).toArray()));
        columns.put(
                "y",
                Cells.numbers(IntStream.range(0, 200)
                        .mapToDouble(i -> 3 + 2 * i + noise[i])
                        .toArray()));
        return Question.column(Table.of(columns), "y", Key.of(1));
    }

    @Test
    void theLineIsFoundInTheUnitsOfTheData() {
        var question = question();
        assertThat(question.inputs()).containsExactly("x", "chance");
        var line = OneInput.of(question);
        assertThat(line.inUnits(question).u()).isCloseTo(3, within(1.0));
        assertThat(line.inUnits(question).v()).isCloseTo(2, within(0.01));
        assertThat(line.at().place()).isEqualTo(Place.MINIMUM);
    }

    @Test
    void theSlopePointsToTheLeastLossFromBothSides() {
        var line = OneInput.of(question());
        double best = line.best().v();
        for (var slope : line.slopes()) {
            if (Math.abs(slope.w() - best) > 0.01) {
                assertThat(Math.signum(slope.slope())).isEqualTo(Math.signum(slope.w() - best));
                assertThat(Math.abs(slope.next() - best)).isLessThan(Math.abs(slope.w() - best));
            } else {
                assertThat(slope.slope()).isCloseTo(0, within(1e-4));
            }
        }
    }

    @Test
    void aRateAboveTwoOverTheCurvatureDiverges() {
        var rates = OneInput.of(question()).rates();
        assertThat(rates.stream().map(Descent::diverged)).containsExactly(false, false, true);
        assertThat(rates.get(1).loss()).isLessThan(rates.get(0).loss());
    }

    @Test
    void oneAtATimeChangesOneUnknownInAStep() {
        var path = OneInput.of(question()).ways().getFirst().path();
        for (int i = 1; i < path.size(); i++) {
            boolean firstRests = path.get(i).u() == path.get(i - 1).u();
            assertThat(firstRests).isEqualTo((i - 1) / 5 % 2 == 1);
        }
    }

    @Test
    void eachKindOfPlaceIsKnownByItsCurvature() {
        assertThat(Stops.of().stops().stream().map(s -> s.end().place()))
                .containsExactly(Place.MINIMUM, Place.MINIMUM, Place.SADDLE, Place.MINIMUM, Place.PLATEAU);
        var ends = Stops.of().stops().stream().map(s -> s.end().loss()).toList();
        assertThat(ends.get(0)).isLessThan(ends.get(1));
        assertThat(ends.get(3)).isEqualTo(ends.get(0), within(1e-4));
    }

    @Test
    void aSeriesIsPartedInTime() {
        var values = IntStream.range(0, 110).mapToDouble(i -> i % 7 + i / 100.0).toArray();
        var question = Question.next("s", values, 10);
        assertThat(question.inputs()).startsWith("s 1 before").hasSize(10);
        assertThat(question.train().x().size(0)).isEqualTo(64);
        assertThat(question.validation().x().size(0)).isEqualTo(16);
        assertThat(question.test().x().size(0)).isEqualTo(20);
        double last = question.test().y().toDoubles()[19] * question.deviation() + question.mean();
        assertThat(last).isCloseTo(values[109], within(1e-4));
        double before = question.test().x().toDoubles()[190] * question.inputDeviation() + question.inputMean();
        assertThat(before).isCloseTo(values[108], within(1e-4));
    }

    @Test
    void whatCannotBeDerivedIsRefused() {
        var same = new double[100];
        Arrays.fill(same, 4);
        assertThatThrownBy(() -> Question.next("level", same, 3))
                .isInstanceOf(DataException.class)
                .hasMessage("level: the same number 4.0 throughout the training rows; there is nothing to find");
        assertThatThrownBy(() -> Question.next("level", same, 60))
                .hasMessage("level gives 40 rows to learn from; a derivation needs at least 50, to part them in three");
        var rows = IntStream.range(0, 100).toArray();
        var unseen =
                Split.random(rows, Split.Shares.DEFAULT, Key.of(1).at("split")).test();
        var late = same.clone();
        for (int row : unseen) {
            late[row] = row + 0.5; // changes where nothing is learned from
        }
        var still = new LinkedHashMap<String, Cells>();
        still.put("x", Cells.numbers(late));
        still.put("y", Cells.numbers(Key.of(1).normal(100).toDoubles()));
        assertThatThrownBy(() -> Question.column(Table.of(still), "y", Key.of(1)))
                .hasMessageStartingWith("y: no column of numbers beside it changes");
        var alone = Table.of(Map.of("y", Cells.numbers(1, 2.5, 3, 7)));
        assertThatThrownBy(() -> Question.column(alone, "y", Key.of(1)))
                .isInstanceOf(TableException.class)
                .hasMessage("table has no column of numbers beside y to find it from");
    }
}
