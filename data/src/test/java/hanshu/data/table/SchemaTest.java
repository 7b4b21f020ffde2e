package hanshu.data.table;

import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    /** A table of twenty rows: a column to look at, and a second one beside it. */
    private static Column column(String name, IntFunction<String> cell) {
        String text = IntStream.range(0, 20)
                .mapToObj(row -> "\"" + cell.apply(row) + "\"," + Math.sin(row) + "," + row % 3 + "\n")
                .collect(Collectors.joining("", name + ",sine,third\n", ""));
        return Schema.of(table(text, ReadOptions.DEFAULT.header(true))).column(name);
    }

    private static IntFunction<String> cycle(String... cells) {
        return row -> cells[row % cells.length];
    }

    @Test
    void numbers() {
        Column column = column("x", row -> row + ".5");
        assertThat(column.kind()).isEqualTo(Kind.NUMBER);
        assertThat(column.statistics().orElseThrow())
                .isEqualTo(new Column.Statistics(0.5, 19.5, 10, 10, Math.sqrt(399 / 12.0), 0));
        assertThat(column("x", cycle("1", "2", "3")).kind()).isEqualTo(Kind.NUMBER);
        assertThat(column("x", cycle("1", "2", "3")).distinct()).isEqualTo(3);
        assertThat(column("x", cycle("1", "", "3")).missing()).isEqualTo(7);
    }

    @Test
    void skewnessIsThatOfFisherAndPearson() {
        Column column = column("x", cycle("1", "1", "1", "5"));
        assertThat(column.statistics().orElseThrow().skewness()).isCloseTo(2 / Math.sqrt(3), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "yes,no", "Y,N", "true,false", "T,F", "on,off", "ja,nein", "oui,non", "是,否", "TRUE,False"})
    void oppositeAnswers(String yes, String no) {
        assertThat(column("x", cycle(yes, no, "")).kind()).isEqualTo(Kind.YES_NO);
    }

    @Test
    void categories() {
        assertThat(column("x", cycle("Adelie", "Gentoo", "Chinstrap")).kind()).isEqualTo(Kind.CATEGORY);
        assertThat(column("x", cycle("male", "female")).kind()).isEqualTo(Kind.CATEGORY);
        assertThat(column("x", cycle("00000", "02208", "11300")).kind()).isEqualTo(Kind.CATEGORY);
        assertThat(column("x", cycle("b", "a", "b")).examples()).containsExactly("b", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2012-01-%02d|uuuu-M-d|15340",
                "2012/01/%02d|uuuu/M/d|15340",
                "2012-01-%02d 06:00|uuuu-M-d|15340.25",
                "2012-01-%02dT06:00:00Z|uuuu-M-d|15340.25",
                "2012-01-%02dT06:00:00.000+02:00|uuuu-M-d|15340.166666666666",
                "2012-01-%02d 6:00 PM|uuuu-M-d|15340.75",
                "%d.1.2012|d.M.uuuu|15340",
                "1/%d/2012|M/d/uuuu|15340",
                "%d/1/2012|d/M/uuuu|15340",
                "01/%02d/12|M/d/uu|15340",
                "%d Jan 2012|d MMM uuuu|15340",
                "%02d-JAN-12|d-MMM-uu|15340",
                "January %d, 2012|MMMM d, uuuu|15340",
                "2012年1月%d日|uuuu年M月d日|15340",
                "201201%02d|uuuuMMdd|15340"
            })
    void dates(String pattern, String format, double first) {
        Column column = column("day", row -> pattern.formatted(row + 1));
        assertThat(column.kind()).isEqualTo(Kind.DATE);
        assertThat(column.format()).contains(new DateFormat(format));
        assertThat(column.format().orElseThrow().parse(pattern.formatted(1))).isEqualTo(first);
    }

    @Test
    void months() {
        Column column = column("month", row -> "%d-%02d".formatted(1949 + row / 12, row % 12 + 1));
        assertThat(column.kind()).isEqualTo(Kind.DATE);
        assertThat(column.format()).contains(new DateFormat("uuuu-MM"));
    }

    @Test
    void theOrderOfRowsTellsDayFromMonth() {
        assertThat(column("day", row -> "%02d/0%d/2012".formatted(row % 4 + 1, row / 4 + 1))
                        .format())
                .contains(new DateFormat("d/M/uuuu"));
        assertThat(column("day", row -> "0%d/%02d/2012".formatted(row / 4 + 1, row % 4 + 1))
                        .format())
                .contains(new DateFormat("M/d/uuuu"));
        assertThat(column("day", cycle("01/02/2012", "03/01/2012", "02/05/2012"))
                        .format())
                .contains(new DateFormat("M/d/uuuu"));
    }

    @Test
    void impossibleDaysAreNoDates() {
        assertThat(column("day", row -> "2012-02-%02d".formatted(row + 15)).kind())
                .isEqualTo(Kind.IDENTIFIER);
    }

    @Test
    void datesAreWrittenAsTheyAreRead() {
        for (String text : List.of("2012-01-31", "1999-12-31 23:59", "2012-06-01 10:00:07")) {
            var format = new DateFormat("uuuu-M-d");
            assertThat(format.parse(format.text(format.parse(text)))).isEqualTo(format.parse(text));
        }
        assertThat(new DateFormat("d.M.uuuu").text(15370)).isEqualTo("31.01.2012");
        assertThat(new DateFormat(DateFormat.EPOCH_SECONDS).text(1.5)).isEqualTo("129600");
    }

    @Test
    void secondsSince1970AreADateOnlyWhenTold() {
        String text = IntStream.range(0, 30)
                .mapToObj(row -> (1_600_000_000L + 86_400L * row * row) + "," + row * row + "\n")
                .collect(Collectors.joining("", "at,y\n", ""));
        Schema schema = Schema.of(table(text));
        assertThat(schema.column("at").kind()).isEqualTo(Kind.NUMBER);
        Column told = schema.with("at", Kind.DATE).column("at");
        assertThat(told.format()).contains(new DateFormat(DateFormat.EPOCH_SECONDS));
        assertThat(told.format().orElseThrow().parse("86400")).isEqualTo(1);
    }

    @Test
    void texts() {
        assertThat(column("x", row -> "the food was good " + row).kind()).isEqualTo(Kind.TEXT);
        assertThat(column("x", row -> "味道还可以送的挺快" + row).kind()).isEqualTo(Kind.TEXT);
        assertThat(column("x", cycle("the food was good", "the food was bad")).kind())
                .isEqualTo(Kind.CATEGORY);
    }

    @Test
    void identifiers() {
        assertThat(column("x", row -> "A" + row * 7919 % 1000).kind()).isEqualTo(Kind.IDENTIFIER);
        assertThat(column("x", row -> "" + row).kind()).isEqualTo(Kind.IDENTIFIER);
        assertThat(column("PassengerId", row -> "" + (892 + 3 * row)).kind()).isEqualTo(Kind.IDENTIFIER);
        assertThat(column("price", row -> "" + (892 + 3 * row)).kind()).isEqualTo(Kind.NUMBER);
    }

    @Test
    void aCounterIsANumberWhereItIsAllThereIs() {
        String text = IntStream.range(0, 20)
                .mapToObj(x -> x + "," + 3 * x + "\n")
                .collect(Collectors.joining("", "x,y\n", ""));
        assertThat(Schema.of(table(text)).column("x").kind()).isEqualTo(Kind.NUMBER);
    }

    @Test
    void constants() {
        assertThat(column("x", row -> "same").kind()).isEqualTo(Kind.CONSTANT);
        assertThat(column("x", row -> "").kind()).isEqualTo(Kind.CONSTANT);
        assertThat(column("x", row -> "4").kind()).isEqualTo(Kind.CONSTANT);
    }

    @Test
    void kindsCanBeOverriddenWhereTheCellsAllowIt() {
        Schema schema = Schema.of(table("zip,day,word\n" + "2115,2012-01-01,x\n3116,2012-01-02,y\n".repeat(10)));
        assertThat(schema.with("zip", Kind.CATEGORY).column("1").kind()).isEqualTo(Kind.CATEGORY);
        assertThat(schema.with("2", Kind.IGNORED).column("day").kind()).isEqualTo(Kind.IGNORED);
        assertThatThrownBy(() -> schema.with("word", Kind.NUMBER))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "column word can't be of the kind number: some of its cells are no numbers (its first values are x, y)");
        assertThatThrownBy(() -> schema.with("word", Kind.DATE))
                .hasMessage(
                        "column word can't be of the kind date: its cells are no dates in one format (its first values are x, y)");
        assertThatThrownBy(() -> schema.with("wrd", Kind.DATE))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv has no column \"wrd\"; did you mean \"word\"?");
    }

    @Test
    void codesBecomeNumbersOnRequest() {
        Table table = table("code,y\n" + "007,1\n012,2\n".repeat(10));
        Schema schema = Schema.of(table);
        assertThat(schema.column("code").kind()).isEqualTo(Kind.CATEGORY);
        assertThat(schema.with("code", Kind.NUMBER).column("code").statistics().map(Column.Statistics::max))
                .isEqualTo(Optional.of(12.0));
    }

    @Test
    void kindsAreKnownByTheirLabels() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.of(kind.toString())).isEqualTo(kind);
            assertThat(Kind.of(kind.name())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> Kind.of("numeral"))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "there is no kind of column \"numeral\": choose number, category, yes/no, date, text, identifier, constant or ignored");
    }

    @Test
    void aTableMayKeepSomeOfItsColumns() {
        Table table = Texts.table("a,b,c\n1,2,3\n4,5,6\n");
        assertThat(table.keeping(List.of("c", "a", "x")).names()).containsExactly("a", "c");
        assertThat(table.keeping(List.of("b")).where(1)).isEqualTo("t.csv:3");
    }
}
