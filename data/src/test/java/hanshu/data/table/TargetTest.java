package hanshu.data.table;

import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static Table rows(int count, IntFunction<String> target) {
        return table(
                IntStream.range(0, count)
                        .mapToObj(row -> Math.sin(row) + "," + target.apply(row) + "\n")
                        .collect(Collectors.joining("", "x,y\n", "")),
                ReadOptions.DEFAULT.header(true));
    }

    private static Target target(Table table) {
        return Target.of(table, Schema.of(table), "y");
    }

    @Test
    void namesAreClasses() {
        Target target = target(rows(30, row -> List.of("cat", "dog", "ant").get(row % 3)));
        assertThat(target.task()).isEqualTo(new Task.Classification(List.of("ant", "cat", "dog")));
        assertThat(target.reason()).isEqualTo("y holds 3 distinct names, so they are classes.");
    }

    @Test
    void fewCodesAreClassesInNumericOrder() {
        Target target = target(rows(120, row -> "" + (1 + row % 10)));
        assertThat(target.task())
                .isEqualTo(new Task.Classification(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")));
        assertThat(target.reason()).isEqualTo("y holds only 10 distinct whole numbers, so they are taken for classes.");
        assertThat(((Task.Classification) target(rows(20, row -> "" + row % 2)).task()).binary())
                .isTrue();
    }

    @Test
    void quantitiesAreARegression() {
        assertThat(target(rows(30, row -> row * 0.7 + "")).task()).isEqualTo(new Task.Regression());
        assertThat(target(rows(120, row -> "" + (3 + row % 6))).task()).isEqualTo(new Task.Regression());
        assertThat(target(rows(120, row -> "" + row % 11)).task()).isEqualTo(new Task.Regression());
        assertThat(target(rows(120, row -> row % 3 / 2.0 + "")).task()).isEqualTo(new Task.Regression());
        assertThat(target(rows(30, row -> row * 0.7 + "")).reason())
                .isEqualTo("y holds numbers, 30 distinct ones, so it is taken for a quantity.");
    }

    @Test
    void theTaskCanBeChosen() {
        Table table = rows(120, row -> "" + (3 + row % 6));
        Target chosen = Target.of(table, Schema.of(table), "2", Target.Choice.CLASSIFICATION);
        assertThat(chosen.task()).isEqualTo(new Task.Classification(List.of("3", "4", "5", "6", "7", "8")));
        Table names = rows(30, row -> row % 2 == 0 ? "cat" : "dog");
        assertThatThrownBy(() -> Target.of(names, Schema.of(names), "y", Target.Choice.REGRESSION))
                .isInstanceOf(TableException.class)
                .hasMessage("the target y can't be predicted as a number: it holds texts such as cat");
    }

    @Test
    void badTargets() {
        Table table = rows(30, row -> "cat");
        assertThatThrownBy(() -> Target.of(table, Schema.of(table), "yy"))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv has no column \"yy\"; did you mean \"y\"?");
        assertThatThrownBy(() -> target(table))
                .hasMessage("the target y is always cat: there is nothing to learn; choose another column");
        assertThatThrownBy(() -> target(rows(30, row -> "")))
                .hasMessage("the target y is missing in every row of t.csv: choose another column");
        assertThatThrownBy(() -> target(rows(1, row -> "1")))
                .hasMessage("t.csv has one row: to learn from it takes 5 rows at the very least");
        assertThatThrownBy(() -> target(rows(60, row -> "name" + row)))
                .hasMessage(
                        "the target y has 60 distinct values in 60 rows: that is no set of classes; choose another column");
    }

    @Test
    void rowsWithoutATargetAreLeftOut() {
        Table table = rows(20, row -> row % 5 == 0 ? "" : row % 2 == 0 ? "cat" : "dog");
        Target target = target(table);
        assertThat(target.present(table)).hasSize(16).doesNotContain(0, 5, 10, 15);
        assertThat(target.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(Notice.Severity.WARNING, "y", "4 rows are left out because y is missing in them."));
    }

    @Test
    void aSingleExampleOfAClassIsMentioned() {
        assertThat(target(rows(20, row -> row == 7 ? "yak" : row % 2 == 0 ? "cat" : "dog"))
                        .notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(tuple(
                        Notice.Severity.WARNING,
                        "y",
                        "The class yak of y has a single example; no model can be tested on it."));
    }

    @Test
    void strataAreClassesOrTenths() {
        Table classes = rows(20, row -> row == 0 ? "" : row % 2 == 0 ? "cat" : "dog");
        assertThat(target(classes).strata(classes)).startsWith(-1, 1, 0, 1, 0);
        Table numbers = rows(100, row -> row + ".5");
        assertThat(target(numbers).strata(numbers))
                .startsWith(0, 0, 0)
                .endsWith(9, 9, 9)
                .contains(5);
    }
}
