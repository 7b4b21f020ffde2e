package hanshu.data.table.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import hanshu.data.table.Cells;
import hanshu.data.table.Notice;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetEncodingTest {
    private static final int[] ALL = {0, 1, 2, 3};

    @Test
    void numbersHaveMeanZeroAndDeviationOne() {
        Table table = Table.of(Map.of("y", Cells.numbers(2, 4, 4, 6)));
        var encoding = TargetEncoding.Quantity.fit(table, "y", ALL, false);
        assertThat(encoding).isEqualTo(new TargetEncoding.Quantity("y", false, 4, Math.sqrt(2)));
        float[] encoded = encoding.encode(table, ALL);
        assertThat(encoded).containsExactly(new float[] {-1.4142135f, 0, 0, 1.4142135f}, within(1e-6f));
        assertThat(encoding.decode(encoded[3])).isCloseTo(6, within(1e-6));
    }

    @Test
    void skewedNumbersAreLearnedAsLogarithms() {
        Table table = Table.of(Map.of("y", Cells.numbers(0, 9, 99, 999)));
        var encoding = TargetEncoding.Quantity.fit(table, "y", ALL, true);
        assertThat(encoding.mean()).isCloseTo(Math.log(10) * 1.5, within(1e-12));
        assertThat(encoding.decode(encoding.encode(table, ALL)[2])).isCloseTo(99, within(1e-3));
        Table negative = Table.of(Map.of("y", Cells.numbers(-1, 9, 99, 999)));
        assertThatThrownBy(() -> TargetEncoding.Quantity.fit(negative, "y", ALL, true))
                .isInstanceOf(TableException.class)
                .hasMessage("table, row 1: ln(1 + y) needs a number above -1, but it is -1: don't use --log-target");
        Table missing = Table.of(Map.of("y", Cells.numbers(1, Double.NaN)));
        assertThatThrownBy(() -> encoding.encode(missing, new int[] {1}))
                .isInstanceOf(TableException.class)
                .hasMessage("table, row 2: the target y is missing");
    }

    @Test
    void classesAreNumberedInTheOrderOfTheirLabels() {
        var classes = new TargetEncoding.Classes("y", List.of("ant", "cat", "dog"));
        Table table = Table.of(Map.of("y", Cells.texts("dog", "ant", "cat", "dog")));
        assertThat(classes.encode(table, ALL)).containsExactly(2, 0, 1, 2);
        assertThatThrownBy(() -> classes.encode(Table.of(Map.of("y", Cells.texts("yak"))), new int[] {0}))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "table, row 1: the class \"yak\" of y was not in the training data, which has ant, cat, dog");
        assertThatThrownBy(() -> classes.encode(Table.of(Map.of("y", Cells.texts(""))), new int[] {0}))
                .hasMessage("table, row 1: the target y is missing");
    }

    @Test
    void labelsThatDifferOnlyAtTheEndAreAligned() {
        var classes = new TargetEncoding.Classes("y", List.of("<=50K", ">50K"));
        Table test = Table.of(Map.of("y", Cells.texts("<=50K.", ">50k", ">50K", "other")));
        Table aligned = classes.align(test);
        assertThat(aligned.cells("y").text(0)).isEqualTo("<=50K");
        assertThat(aligned.cells("y").text(1)).isEqualTo(">50K");
        assertThat(aligned.cells("y").text(3)).isEqualTo("other");
        assertThat(aligned.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.INFO,
                                "y",
                                "Labels of y in table are written differently and are taken for those of the training data: <=50K. for <=50K."));
        Table same = Table.of(Map.of("y", Cells.texts("<=50K")));
        assertThat(classes.align(same)).isSameAs(same);
    }

    @Test
    void labelsThatDifferInNothingElseStayDistinct() {
        var classes = new TargetEncoding.Classes("y", List.of("A", "a"));
        Table test = Table.of(Map.of("y", Cells.texts("a.", "A")));
        assertThat(classes.align(test)).isSameAs(test);
    }
}
