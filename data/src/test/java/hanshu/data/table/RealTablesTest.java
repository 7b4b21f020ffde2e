package hanshu.data.table;

import static hanshu.data.table.Kind.CATEGORY;
import static hanshu.data.table.Kind.CONSTANT;
import static hanshu.data.table.Kind.DATE;
import static hanshu.data.table.Kind.IDENTIFIER;
import static hanshu.data.table.Kind.NUMBER;
import static hanshu.data.table.Kind.TEXT;
import static hanshu.data.table.Kind.YES_NO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.table.features.Preprocessing;
import hanshu.data.table.features.TargetEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files as people find them. */
class RealTablesTest {
    private static Table read(String name) {
        return read(name, ReadOptions.DEFAULT);
    }

    private static Table read(String name, ReadOptions options) {
        return Table.read(file(name), options);
    }

    private static Path file(String name) {
        Path folder = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"));
        assumeTrue(
                Files.exists(folder.resolve(name)), () -> "there is no " + name + " in HANSHU_DATA (" + folder + ")");
        return folder.resolve(name);
    }

    private static Kind[] kinds(Table table) {
        return Schema.of(table).columns().stream().map(Column::kind).toArray(Kind[]::new);
    }

    private static Kind[] all(int count, Kind kind, Kind... then) {
        return IntStream.range(0, count + then.length)
                .mapToObj(i -> i < count ? kind : then[i - count])
                .toArray(Kind[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "tabular/california_housing.csv, 20640, 9, true, target, Regression",
        "tabular/housing.data, 506, 14, false, 14, Regression",
        "tabular/winequality-red.csv, 1599, 12, false, 12, Regression",
        "tabular/winequality-white.csv, 4898, 12, false, 12, Regression",
        "tabular/adult-train.csv, 32561, 15, false, 15, Classification",
        "tabular/adult-test.csv, 16281, 15, false, 15, Classification",
        "tabular/pima-indians-diabetes.csv, 768, 9, false, 9, Classification",
        "tabular/ionosphere.csv, 351, 35, false, 35, Classification",
        "tabular/sonar.csv, 208, 61, false, 61, Classification",
        "tabular/breast-cancer.csv, 286, 10, false, 10, Classification",
        "tabular/horse-colic.csv, 300, 28, false, 24, Classification",
        "tabular/wine.csv, 178, 14, false, 14, Classification",
        "tabular/glass.csv, 214, 10, false, 10, Classification",
        "tabular/ecoli.csv, 336, 8, false, 8, Classification",
        "tabular/iris.csv, 150, 5, false, 5, Classification",
        "text-zh/waimai_10k.csv, 11987, 2, true, label, Classification",
        "timeseries-forecast/pollution.csv, 43824, 13, true, pm2.5, Regression",
        "timeseries-forecast/ETTh1.csv, 17420, 8, true, OT, Regression"
    })
    void rowsColumnsHeaderAndTask(String name, int rows, int columns, boolean header, String target, String task) {
        Table table = read(name);
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.names()).hasSize(columns);
        assertThat(table.dialect().orElseThrow().header()).isEqualTo(header);
        Schema schema = Schema.of(table);
        Target found = Target.of(table, schema, target);
        assertThat(found.task().getClass().getSimpleName()).isEqualTo(task);
        assertThat(Inspection.of(table, schema, found))
                .noneMatch(notice -> notice.sentence().contains("gives the answer away"));
        int[] train = found.present(table);
        Preprocessing fitted = Preprocessing.fit(table, train, schema, found);
        assertThat(Preprocessing.fromJson(fitted.toJson())).isEqualTo(fitted);
        float[] numbers = fitted.apply(table).numbers();
        for (float number : numbers) {
            assertThat(number).isBetween(-3f, 3f);
        }
    }

    @Test
    void kindsOfAdult() {
        Table table = read("tabular/adult-train.csv");
        assertThat(kinds(table))
                .containsExactly(
                        NUMBER, CATEGORY, NUMBER, CATEGORY, NUMBER, CATEGORY, CATEGORY, CATEGORY, CATEGORY, CATEGORY,
                        NUMBER, NUMBER, NUMBER, CATEGORY, CATEGORY);
        Schema schema = Schema.of(table);
        assertThat(schema.column("2").missing()).isEqualTo(1836);
        assertThat(schema.column("14").distinct()).isEqualTo(41);
    }

    @Test
    void labelsOfTheAdultTestSetAreThoseOfTheTrainingSet() {
        Table train = read("tabular/adult-train.csv");
        Schema schema = Schema.of(train);
        Target target = Target.of(train, schema, "15");
        Preprocessing fitted = Preprocessing.fit(train, target.present(train), schema, target);
        Table test = read("tabular/adult-test.csv", fitted.reading("table.csv", ReadOptions.DEFAULT));
        var classes = (TargetEncoding.Classes) fitted.target();
        int[] labels = classes.encode(classes.align(test), target.present(test));
        assertThat(Arrays.stream(labels).filter(label -> label == 1)).hasSize(3846);
        assertThat(fitted.apply(test).rows()).isEqualTo(16281);
    }

    @Test
    void kindsOfOthers() {
        assertThat(kinds(read("tabular/california_housing.csv"))).containsExactly(all(9, NUMBER));
        assertThat(kinds(read("tabular/housing.data")))
                .containsExactly(
                        NUMBER, NUMBER, NUMBER, YES_NO, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER,
                        NUMBER, NUMBER);
        assertThat(kinds(read("tabular/breast-cancer.csv")))
                .containsExactly(
                        CATEGORY, CATEGORY, CATEGORY, CATEGORY, YES_NO, NUMBER, CATEGORY, CATEGORY, YES_NO, CATEGORY);
        assertThat(kinds(read("tabular/iris.csv"))).containsExactly(all(4, NUMBER, CATEGORY));
        assertThat(kinds(read("tabular/horse-colic.csv")))
                .containsExactly(all(24, NUMBER, CATEGORY, CATEGORY, NUMBER, NUMBER));
        assertThat(kinds(read("tabular/ionosphere.csv"))).startsWith(YES_NO, CONSTANT, NUMBER);
        assertThat(kinds(read("tabular/pima-indians-diabetes.csv"))).containsExactly(all(8, NUMBER, YES_NO));
        assertThat(kinds(read("text-zh/waimai_10k.csv"))).containsExactly(YES_NO, TEXT);
        assertThat(kinds(read("timeseries-forecast/ETTh1.csv"))).startsWith(DATE, NUMBER);
        assertThat(kinds(read("timeseries-forecast/pollution.csv"))).startsWith(IDENTIFIER, NUMBER, NUMBER);
        assertThat(kinds(read("timeseries-forecast/airline-passengers.csv"))).containsExactly(DATE, NUMBER);
    }

    @Test
    void theCovidSurveyNamesColumnsMoreThanOnce() {
        Path file = file("covid-survey/covid.train.csv");
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "covid.train.csv: the header names cli, ili, hh_cmnty_cli, nohh_cmnty_cli, wearing_mask and 11 others more than once: rename them in the file, or give --rename-duplicates to call them cli, cli.1, …");
        Table table = Table.read(file, ReadOptions.DEFAULT.renameDuplicates(true));
        assertThat(table.names()).hasSize(118).contains("tested_positive", "tested_positive.4");
        Schema schema = Schema.of(table);
        assertThat(schema.column("id").kind()).isEqualTo(IDENTIFIER);
        Target target = Target.of(table, schema, "tested_positive.4");
        assertThat(target.task()).isEqualTo(new Task.Regression());
    }

    @Test
    void daysBeforeInASeries() {
        Table table = read("timeseries-forecast/daily-min-temperatures.csv");
        Table lagged = table.lagged("Date", "Temp", 7);
        assertThat(lagged.names()).hasSize(9);
        assertThat(lagged.notices())
                .extracting(Notice::column)
                .isEqualTo(List.of("Date")); // two days are not in the file
        assertThat(lagged.cells("Temp 1 before").number(0))
                .isEqualTo(table.cells("Temp").number(6));
    }
}
