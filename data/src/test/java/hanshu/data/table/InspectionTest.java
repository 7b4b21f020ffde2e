package hanshu.data.table;

import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectionTest {
    /** 400 rows with a random number x and what is made of it. */
    private static List<String> sentences(String header, Function<Double, String> cells) {
        var random = new Random(5);
        String text = IntStream.range(0, 400)
                .mapToObj(row -> random.nextGaussian())
                .map(x -> x + "," + cells.apply(x) + "\n")
                .collect(Collectors.joining("", "x," + header + "\n", ""));
        Table table = table(text);
        Schema schema = Schema.of(table);
        return Inspection.of(table, schema, Target.of(table, schema, "y")).stream()
                .map(Notice::sentence)
                .toList();
    }

    @Test
    void nothingToSay() {
        var noise = new Random(1);
        assertThat(sentences("y", x -> x + noise.nextGaussian() + "")).isEmpty();
        assertThat(sentences("y", x -> x + noise.nextGaussian() > 0 ? "up" : "down"))
                .isEmpty();
    }

    @Test
    void columnsThatGiveTheAnswerAway() {
        var noise = new Random(1);
        assertThat(sentences("w,y", x -> noise.nextGaussian() + "," + (x > 0 ? "up" : "down")))
                .containsExactly(
                        "Column x gives the answer away: alone it tells y in 99.5 % of the rows. If it is not known before y is, leave it out with --ignore.");
        assertThat(sentences("y", x -> Math.exp(x) + ""))
                .first()
                .isEqualTo(
                        "Column x gives the answer away: it orders the rows as y does (rank correlation 1.0000). If it is not known before y is, leave it out with --ignore.");
        assertThat(sentences("c,y", x -> {
                    long level = Math.round(2 * noise.nextGaussian());
                    return "c" + level + "," + (level * level + 0.5);
                }))
                .contains(
                        "Column c gives the answer away: alone it explains 100.00 % of the variance of y. If it is not known before y is, leave it out with --ignore.");
    }

    @Test
    void columnsThatAreLeftOut() {
        var noise = new Random(1);
        assertThat(sentences("none,one,id,y", x -> ",1," + noise.nextLong() / 1000 + "," + noise.nextGaussian()))
                .containsExactly(
                        "Column none is left out: empty in every row.",
                        "Column one is left out: the same in every row.",
                        "Column id is left out: a name or number of the row itself.");
    }

    @Test
    void columnsWithManyMissingOrManyValues() {
        var noise = new Random(1);
        assertThat(sentences(
                        "m,c,d,y",
                        x -> (x < 0.5 ? "" : x) + ",c" + noise.nextInt(150) + ","
                                + "0%d/0%d/2012".formatted(1 + noise.nextInt(9), 1 + noise.nextInt(9)) + ","
                                + noise.nextGaussian()))
                .satisfiesExactly(
                        missing -> assertThat(missing).matches("Column m is missing in \\d+ % of the rows."),
                        many -> assertThat(many)
                                .matches("Column c has 1\\d\\d distinct values; rare ones are treated as one."),
                        dates -> assertThat(dates)
                                .isEqualTo("Dates of column d are read as M/d/uuuu; they could be d/M/uuuu as well."));
    }

    @Test
    void texts() {
        var noise = new Random(1);
        assertThat(sentences("t,y", x -> "good food and " + x + "," + noise.nextGaussian()))
                .containsExactly("Column t holds free text; its most frequent words are used, their order is not.");
    }

    @Test
    void duplicateAndContradictingRows() {
        Table table = table("a,b,y\n" + "1,x,0\n1,x,0\n1,x,1\n2,z,1\n".repeat(30));
        Schema schema = Schema.of(table);
        assertThat(Inspection.of(table, schema, Target.of(table, schema, "y")))
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .contains(
                        tuple(
                                Notice.Severity.WARNING,
                                "",
                                "88 rows repeat earlier ones; those in both training and test data flatter the result."),
                        tuple(
                                Notice.Severity.INFO,
                                "y",
                                "30 rows have the inputs of an earlier row but another y; no function can tell them apart."));
    }

    @Test
    void imbalance() {
        var noise = new Random(1);
        assertThat(sentences("y", x -> noise.nextInt(10) == 0 ? "rare" : "usual"))
                .singleElement()
                .asString()
                .matches(
                        "\\d\\d\\.\\d % of the rows are of the class usual, so a high accuracy says little: look at balanced accuracy.");
    }

    @Test
    void skewedTargets() {
        var noise = new Random(1);
        assertThat(sentences("y", x -> Math.exp(2 * noise.nextGaussian()) + ""))
                .singleElement()
                .asString()
                .matches(
                        "y is skewed \\(skewness .*\\): few rows are very large; if relative errors matter, learn its logarithm with --log-target.");
    }

    @Test
    void fewRows() {
        Table table = table("a,b,y\n" + "1,x,0\n2,z,1\n".repeat(5));
        Schema schema = Schema.of(table);
        assertThat(Inspection.of(table, schema, Target.of(table, schema, "y")).getFirst())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        Notice.Severity.WARNING,
                        "",
                        "Only 10 rows: what is measured on a few of them varies much from split to split.");
    }

    @Test
    void nothingToLearnFrom() {
        Table table = table("a,y\n" + "1,0\n1,1\n".repeat(10));
        Schema schema = Schema.of(table);
        assertThatThrownBy(() -> Inspection.of(table, schema, Target.of(table, schema, "y")))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv has no column to learn from beside the target y (kinds can be set with --kind)");
    }
}
