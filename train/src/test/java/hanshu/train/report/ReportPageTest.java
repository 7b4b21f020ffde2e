package hanshu.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.train.metric.Confusion;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.ConfusionMatrix;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportPageTest {
    private static final String ATTACK = "</script><script>alert(1)</script>";

    private static String html(Section... sections) {
        return text(ReportPage.of("Title", "Lead").with("Part", sections));
    }

    /** The page without the code that draws its charts. */
    private static String text(ReportPage page) {
        return page.html().replaceAll("(?s)<script>.*?</script>", "");
    }

    private static ReportPage withAttacksEverywhere() {
        var table = DataTable.of(ATTACK, List.of(Column.text(ATTACK)), List.of(List.of(ATTACK)));
        var option = JsonMapper.shared().createObjectNode().put("name", ATTACK);
        return ReportPage.of(ATTACK, ATTACK)
                .with(
                        ATTACK,
                        new Paragraph(ATTACK),
                        new Figures(List.of(new Figure(ATTACK, ATTACK, ATTACK, true))),
                        KeyValues.of(Map.of(ATTACK, ATTACK)),
                        table,
                        new Chart(ATTACK, ATTACK, option, 20, Optional.of(table)),
                        new ConfusionMatrix(
                                ATTACK, List.of(ATTACK, "b"), Confusion.of(new int[] {0, 1}, new int[] {0, 0}, 2)),
                        new Callout(Callout.Kind.WARNING, ATTACK, ATTACK),
                        new Details(ATTACK, List.of(new Code(ATTACK))));
    }

    @Test
    void textFromDataNeverBecomesAScript() {
        var html = withAttacksEverywhere().html();

        assertThat(html.contains("<script>alert")).isFalse();
        assertThat(html.contains("alert(1)</script>")).isFalse();
        // the option of the chart, the library, and the code that draws
        assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(3);
        assertThat(Pattern.compile("</script").matcher(html).results()).hasSize(3);
    }

    @Test
    void thePolicyAllowsItsOwnScriptsAndNothingElse() {
        var html = withAttacksEverywhere().html();
        var scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(match -> "'" + Html.hash(match.group(1)) + "'")
                .toList();

        assertThat(scripts).hasSize(2);
        assertThat(text(withAttacksEverywhere()))
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                        + "style-src 'unsafe-inline'; script-src " + String.join(" ", scripts) + "\">");
    }

    @Test
    void nothingIsFetched() {
        assertThat(html()).doesNotContain("http:", "https:", "@import", "src=\"", "url(");
    }

    @Test
    void everyElementIsClosedWhereItShould() {
        var html = withAttacksEverywhere().html().replaceAll("(?s)<(script|style).*?</\\1>", "");
        var open = new java.util.ArrayDeque<String>();
        var tags = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>").matcher(html);
        while (tags.find()) {
            if (tags.group(1).isEmpty() && !List.of("meta", "link").contains(tags.group(2))) {
                open.push(tags.group(2));
            } else if (!tags.group(1).isEmpty()) {
                assertThat(tags.group(2)).as("closed at %d", tags.start()).isEqualTo(open.pop());
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void partsAreReachedFromTheTop() {
        var html = text(ReportPage.of("t", "l")
                .with("R & D", new Paragraph("p"))
                .with("Empty", List.of())
                .with("Last", new Paragraph("q")));

        assertThat(html)
                .contains(
                        "<a href=\"#part-1\">R &amp; D</a>", "<h2 id=\"part-1\">R &amp; D</h2>", "id=\"part-2\">Last<")
                .doesNotContain("Empty");
    }

    @Test
    void tablesHaveHeaders() {
        var html = html(new DataTable(
                "Scores",
                List.of(Column.text("name"), Column.number("value")),
                List.of(List.of("a", "1"), List.of("b", "2")),
                1));

        assertThat(html)
                .contains(
                        "<caption>Scores</caption>",
                        "<th scope=\"col\" class=\"short\">name</th><th scope=\"col\" class=\"number\">value</th>",
                        "<tr><th scope=\"row\" class=\"short\">a</th><td class=\"number\">1</td></tr>",
                        "<tr class=\"main\"><th scope=\"row\" class=\"short\">b</th>");
    }

    @Test
    void aChartHasWordsForThoseWhoDoNotSeeIt() {
        var option = JsonMapper.shared().createObjectNode().put("a", 1);

        assertThat(html(new Chart("Loss", "It falls.", option, 20, Optional.empty())))
                .contains(
                        "<figcaption><strong>Loss</strong></figcaption>",
                        "<div class=\"chart\" role=\"img\" aria-label=\"It falls.\" style=\"height: 20rem\"></div>",
                        "<script type=\"application/json\">{\"a\":1}</script>",
                        "<noscript><p>The chart needs JavaScript. It shows: It falls.</p></noscript>");
        assertThat(html(new Chart("Loss", "It falls.", option, Chart.SQUARE, Optional.empty())))
                .contains("<div class=\"chart square\" role=\"img\" aria-label=\"It falls.\"></div>");
    }

    @Test
    void aConfusionMatrixIsShadedByTheShareOfItsClass() {
        var confusion = Confusion.of(new int[] {0, 0, 0, 0}, new int[] {0, 0, 0, 1}, 2);

        assertThat(html(new ConfusionMatrix("Matrix", List.of("cat", "dog"), confusion)))
                .contains(
                        "<tr><th scope=\"row\">cat</th>"
                                + "<td class=\"dense\" style=\"--share: 0.750\">3</td>"
                                + "<td class=\"wrong\" style=\"--share: 0.250\">1</td></tr>",
                        "<td class=\"wrong none\" style=\"--share: 0.000\">0</td>");
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> DataTable.of("t", List.of(Column.text("a")), List.of(List.of("1", "2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table \"t\" has 1 columns, but a row has 2 cells: [1, 2]");
        assertThatThrownBy(() -> new ConfusionMatrix("m", List.of("a"), Confusion.of(new int[] {0}, new int[] {0}, 2)))
                .hasMessage("1 labels for a confusion matrix of 2 classes: [a]");
    }
}
