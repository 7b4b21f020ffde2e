package hanshu.data.table;

import static hanshu.data.table.Kind.CATEGORY;
import static hanshu.data.table.Kind.DATE;
import static hanshu.data.table.Kind.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.table.features.Features;
import hanshu.data.table.features.Preprocessing;
import hanshu.tensor.Key;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables that the project ships. */
class ExampleTablesTest {
    private static final Path EXAMPLES = Path.of("../examples/data");

    @Test
    void penguins() {
        Table table = Table.read(EXAMPLES.resolve("penguins.csv"));
        Schema schema = Schema.of(table);
        assertThat(schema.columns())
                .extracting(Column::kind)
                .containsExactly(CATEGORY, CATEGORY, NUMBER, NUMBER, NUMBER, NUMBER, CATEGORY);
        Target target = Target.of(table, schema, "species");
        assertThat(target.task()).isEqualTo(new Task.Classification(List.of("Adelie", "Chinstrap", "Gentoo")));
        assertThat(Inspection.of(table, schema, target)).isEmpty();
        Split split = Split.stratified(
                target.present(table),
                target.strata(table),
                Split.Shares.DEFAULT,
                Key.of(0).at("split"));
        assertThat(split.test()).hasSize(69);
        Features train = Preprocessing.fit(table, split.train(), schema, target).apply(table, split.train());
        assertThat(train.rows()).isEqualTo(220);
        assertThat(train.categoryWidth()).isEqualTo(2);
    }

    @Test
    void tomorrowsWeatherInSeattle() {
        Table table = Table.read(EXAMPLES.resolve("seattle-weather.csv"));
        assertThat(Schema.of(table).columns())
                .extracting(Column::kind)
                .containsExactly(DATE, NUMBER, NUMBER, NUMBER, NUMBER, CATEGORY);
        Table lagged = table.lagged("date", "temp_max", 3);
        assertThat(lagged.rows()).isEqualTo(1458);
        assertThat(lagged.names()).hasSize(2 + 3 * 5);
        assertThat(lagged.cells("temp_max").number(0))
                .isEqualTo(table.cells("temp_max").number(3));
        assertThat(lagged.cells("temp_max 1 before").number(1))
                .isEqualTo(lagged.cells("temp_max").number(0));
        Schema schema = Schema.of(lagged);
        Target target = Target.of(lagged, schema, "temp_max");
        Split split = Split.byTime(target.present(lagged), Lags.times(lagged, "date"), Split.Shares.DEFAULT);
        Preprocessing fitted = Preprocessing.fit(lagged, split.train(), schema, target);
        assertThat(fitted.inputs()).contains("date", "weather 3 before").doesNotContain("temp_max", "weather");
        Table next = new Lags("date", "temp_max", 3).next(table);
        assertThat(next.cells("date").text(0)).isEqualTo("2016-01-01");
        assertThat(fitted.apply(next).rows()).isEqualTo(1);
    }
}
