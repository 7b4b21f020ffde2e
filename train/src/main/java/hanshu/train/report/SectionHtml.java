package hanshu.train.report;

import static hanshu.train.report.Html.escape;

import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Beside;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.ConfusionMatrix;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.Exhibits;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sections as HTML, for a page that draws the charts in it.
 *
 * @param language of the words that are the page's own
 */
public record SectionHtml(Language language) {
    /** Text of so many characters stays on one line. */
    private static final int SHORT = 22;

    /** The HTML of some sections. */
    public String html(List<Section> sections) {
        return sections.stream().map(this::html).collect(Collectors.joining());
    }

    private String html(Section section) {
        return switch (section) {
            case Paragraph(String text) -> "<p>" + escape(text) + "</p>\n";
            case Figures figures -> figures(figures);
            case KeyValues(var values) ->
                values.entrySet().stream()
                        .map(e -> "<dt>" + escape(e.getKey()) + "</dt><dd>" + escape(e.getValue()) + "</dd>\n")
                        .collect(Collectors.joining("", "<dl class=\"pairs\">\n", "</dl>\n"));
            case DataTable table -> table(table);
            case Exhibits(String caption, var exhibits) ->
                exhibits.stream()
                        .map(SampleHtml::html)
                        .collect(Collectors.joining(
                                "",
                                "<p class=\"note\">" + escape(caption) + "</p>\n<ul class=\"exhibits\">\n",
                                "</ul>\n"));
            case Chart chart -> chart(chart);
            case Beside(var sections) -> "<div class=\"beside\">\n" + beside(sections) + "</div>\n";
            case ConfusionMatrix matrix -> confusion(matrix);
            case Callout callout -> callout(callout);
            case Code(String text) -> "<pre tabindex=\"0\"><code>" + escape(text) + "</code></pre>\n";
            case Details(String summary, var sections) ->
                "<details><summary>" + escape(summary) + "</summary>\n" + html(sections) + "</details>\n";
        };
    }

    private String beside(List<Section> sections) {
        return sections.stream()
                .map(section -> "<div>\n" + html(section) + "</div>\n")
                .collect(Collectors.joining());
    }

    private static String figures(Figures figures) {
        return figures.figures().stream()
                .map(f -> "<div%s><dt>%s</dt><dd>%s</dd>%s</div>\n"
                        .formatted(
                                f.main() ? " class=\"main\"" : "",
                                escape(f.label()),
                                escape(f.value()),
                                f.note().isEmpty() ? "" : "<dd class=\"note\">" + escape(f.note()) + "</dd>"))
                .collect(Collectors.joining("", "<dl class=\"figures\">\n", "</dl>\n"));
    }

    private static String table(DataTable table) {
        var head = table.columns().stream()
                .map(column -> cell("th scope=\"col\"", column, column.name()))
                .collect(Collectors.joining());
        var rows = IntStream.range(0, table.rows().size())
                .mapToObj(r -> IntStream.range(0, table.columns().size())
                        .mapToObj(c -> cell(
                                c == 0 ? "th scope=\"row\"" : "td",
                                table.columns().get(c),
                                table.rows().get(r).get(c)))
                        .collect(Collectors.joining(
                                "", r == table.mainRow() ? "<tr class=\"main\">" : "<tr>", "</tr>\n")))
                .collect(Collectors.joining());
        return scrolling(
                "",
                table.caption(),
                "<table>\n<caption>%s</caption>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table>"
                        .formatted(escape(table.caption()), head, rows));
    }

    private static String cell(String tag, Column column, String text) {
        var kind = column.number() ? " class=\"number\"" : text.length() <= SHORT ? " class=\"short\"" : "";
        return "<" + tag + kind + ">" + escape(text) + "</" + tag.substring(0, 2) + ">";
    }

    /** A wide table scrolls by itself, by keyboard too, and the page stays as it is. */
    private static String scrolling(String kind, String name, String content) {
        return "<div class=\"scroll%s\" role=\"region\" aria-label=\"%s\" tabindex=\"0\">\n%s\n</div>\n"
                .formatted(kind, escape(name), content);
    }

    private String chart(Chart chart) {
        var numbers = chart.numbers()
                .map(table -> html(List.of(new Details(language.say("The numbers", "数据表"), List.of(table)))));
        return """
                <figure class="drawn">
                <figcaption><strong>%s</strong></figcaption>
                <div class="chart%s" role="img" aria-label="%s"%s></div>
                <script type="application/json">%s</script>
                <noscript><p>%s%s</p></noscript>
                %s</figure>
                """.formatted(
                        escape(chart.title()),
                        chart.height() == Chart.SQUARE ? " square" : "",
                        escape(chart.alternative()),
                        chart.height() == Chart.SQUARE ? "" : " style=\"height: " + chart.height() + "rem\"",
                        Html.json(chart.option()),
                        language.say("The chart needs JavaScript. It shows: ", "图表需要 JavaScript。图中所示："),
                        escape(chart.alternative()),
                        numbers.orElse(""));
    }

    private String confusion(ConfusionMatrix matrix) {
        var labels = matrix.labels();
        var confusion = matrix.confusion();
        var head = labels.stream()
                .map(label -> "<th scope=\"col\">" + escape(label) + "</th>")
                .collect(Collectors.joining());
        var rows = IntStream.range(0, labels.size())
                .mapToObj(t -> IntStream.range(0, labels.size())
                        .mapToObj(p -> cell(confusion.count(t, p), confusion.support(t), t == p))
                        .collect(Collectors.joining(
                                "", "<tr><th scope=\"row\">" + escape(labels.get(t)) + "</th>", "</tr>\n")))
                .collect(Collectors.joining());
        return scrolling(
                " confusion",
                matrix.caption(),
                ("<table>\n<caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th>%s</tr></thead>\n"
                                + "<tbody>\n%s</tbody>\n</table>")
                        .formatted(
                                escape(matrix.caption()), language.say("true \\ predicted", "真实 \\ 预测"), head, rows));
    }

    private static String cell(int count, int support, boolean right) {
        double share = support == 0 ? 0 : (double) count / support;
        var kinds = (right ? "" : " wrong") + (share > 0.55 ? " dense" : "") + (count == 0 ? " none" : "");
        return "<td class=\"%s\" style=\"--share: %s\">%s</td>"
                .formatted(kinds.strip(), String.format(Locale.ROOT, "%.3f", share), Digits.of((long) count));
    }

    private static String callout(Callout callout) {
        return "<div class=\"callout %s\" role=\"note\"><p class=\"title\">%s</p><p>%s</p></div>\n"
                .formatted(
                        callout.kind().name().toLowerCase(Locale.ROOT),
                        escape(callout.title()),
                        escape(callout.text()));
    }
}
