package hanshu.learn.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import hanshu.train.config.Config;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Exhibits;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a table's function answers one row: what each column would change, and what the units say. */
class TableInsideTest {
    private static final Table PENGUINS = Table.read(Path.of("../examples/data/penguins.csv"));
    private static final Map<String, Object> ROW = Map.of(
            "island", "Biscoe",
            "bill_length_mm", 49,
            "bill_depth_mm", 14,
            "flipper_length_mm", 220,
            "body_mass_g", 5500,
            "sex", "male");

    private static TabularFunction function(String target, String model) {
        var config = Config.with(
                Config.with(
                        Config.with(
                                Config.with(SupervisedConfig.DEFAULTS.withTarget(target), "model", model),
                                "training.epochs",
                                "15"),
                        "network.members",
                        "4"),
                "training.folds",
                "1");
        return Supervised.of(Understanding.of(PENGUINS, Optional.empty(), config))
                .learn(Optional.empty(), event -> {})
                .function();
    }

    private static List<Section> inside(TabularFunction function, Map<String, Object> row) {
        return TableInside.of(function, function.preprocessing().apply(row), Language.ENGLISH);
    }

    private static <S> S only(List<Section> sections, Class<S> kind, String words) {
        return sections.stream()
                .filter(section ->
                        kind.isInstance(section) && section.toString().contains(words))
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAnswerOfALineMovesByItsSlopeAndAnUnusedColumnByNothing() {
        var table = Table.read("line.csv", new StringReader(lines()), ReadOptions.DEFAULT);
        var config = Config.with(SupervisedConfig.DEFAULTS.withTarget("y"), "model", "linear");
        var function = Supervised.of(Understanding.of(table, Optional.empty(), config))
                .learn(Optional.empty(), event -> {})
                .function();
        var sections = inside(function, Map.of("a", 50, "b", 0.5));
        var moved = only(sections, DataTable.class, "Between what the answer moves");
        assertThat(moved.rows().getFirst().getFirst()).isEqualTo("a");
        double least = Double.parseDouble(moved.rows().getFirst().get(1));
        double most = Double.parseDouble(moved.rows().getFirst().get(2));
        assertThat(most - least).isBetween(290.0, 300.0); // y = 3a, a from 0 to 99
        assertThat(Double.parseDouble(moved.rows().get(1).get(2))
                        - Double.parseDouble(moved.rows().get(1).get(1)))
                .isLessThan(5);
        assertThat(sections).noneMatch(Exhibits.class::isInstance); // it has no units
    }

    /** From 0 to 99, in no order. */
    private static double a(int row) {
        return row * 37 % 100;
    }

    /** y = 3a; b tells nothing. */
    private static String lines() {
        return IntStream.range(0, 100)
                .mapToObj(i -> "%s,%s,%s".formatted(a(i), (i * 13 % 40) / 40.0, 3 * a(i)))
                .collect(Collectors.joining("\n", "a,b,y\n", "\n"));
    }

    @Test
    void aNetworkShowsItsUnitsAndItsComputation() {
        var function = function("species", "network");
        var sections = inside(function, ROW);
        var chart = only(sections, Chart.class, "If one column were different");
        assertThat(chart.option().toString()).contains("probability of Gentoo", "flipper_length_mm");
        var units = only(sections, Exhibits.class, "What the units say");
        assertThat(units.exhibits()).hasSizeGreaterThan(1);
        var steps = (DataTable) sections.getLast();
        assertThat(steps.rows()).anySatisfy(row -> assertThat(row.get(1)).containsIgnoringCase("matmul"));
        assertThat(only(sections, DataTable.class, "Between what the answer moves")
                        .rows())
                .extracting(List::getFirst)
                .contains("island", "body_mass_g")
                .doesNotContain("species");
    }

    @Test
    void aRowWithMissingValuesIsLookedIntoToo() {
        var function = function("body_mass_g", "network");
        var sections = inside(
                function,
                Map.of(
                        "island",
                        "",
                        "bill_length_mm",
                        Double.NaN,
                        "bill_depth_mm",
                        14,
                        "flipper_length_mm",
                        220,
                        "species",
                        "Gentoo",
                        "sex",
                        "unheard of"));
        assertThat(only(sections, DataTable.class, "Between what the answer moves")
                        .rows())
                .allSatisfy(row -> assertThat(row.get(1) + row.get(2)).doesNotContain("NaN"));
    }

    @Test
    void oneRowIsLookedInto() {
        var function = function("species", "linear");
        var two = function.preprocessing().apply(PENGUINS, new int[] {0, 1});
        assertThatThrownBy(() -> TableInside.of(function, two, Language.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2");
    }
}
