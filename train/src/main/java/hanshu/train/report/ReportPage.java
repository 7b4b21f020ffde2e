package hanshu.train.report;

import static hanshu.train.report.Html.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One HTML file that holds all it needs: styles, charts (Apache ECharts) and data. It asks no network, and its content
 * security policy forbids it: even a script hidden in the data would not run.
 *
 * @param title of the window and, large, of the page
 * @param lead what the page says, in a sentence or two
 * @param parts in their order
 * @param language of the words that every page has
 */
public record ReportPage(String title, String lead, List<Part> parts, Language language) {

    /** A heading and what stands under it. */
    public record Part(String heading, List<Section> sections) {
        public Part {
            sections = List.copyOf(sections);
        }
    }

    public ReportPage {
        parts = List.copyOf(parts);
    }

    public static ReportPage of(String title, String lead) {
        return new ReportPage(title, lead, List.of(), Language.ENGLISH);
    }

    /** This page in another language. */
    public ReportPage in(Language other) {
        return new ReportPage(title, lead, parts, other);
    }

    /** This page and one more part; as it is if there are no sections. */
    public ReportPage with(String heading, List<? extends Section> sections) {
        if (sections.isEmpty()) {
            return this;
        }
        var more = new ArrayList<>(parts);
        more.add(new Part(heading, List.copyOf(sections)));
        return new ReportPage(title, lead, more, language);
    }

    public ReportPage with(String heading, Section... sections) {
        return with(heading, List.of(sections));
    }

    /** The page; equal pages give equal text. */
    public String html() {
        var charts = Asset.ECHARTS.text();
        var draw = Asset.CHARTS.text() + Asset.REPORT.text();
        var links = IntStream.range(0, parts.size())
                .mapToObj(i -> "<li><a href=\"#part-%d\">%s</a></li>".formatted(i + 1, heading(i)))
                .collect(Collectors.joining("\n"));
        var body = IntStream.range(0, parts.size())
                .mapToObj(i -> "<section aria-labelledby=\"part-%d\">\n<h2 id=\"part-%d\">%s</h2>\n%s</section>\n"
                        .formatted(
                                i + 1,
                                i + 1,
                                heading(i),
                                new SectionHtml(language).html(parts.get(i).sections())))
                .collect(Collectors.joining());
        return String.join(
                "\n",
                "<!doctype html>",
                "<html lang=\"" + language.tag() + "\">",
                "<head>",
                "<meta charset=\"utf-8\">",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                        + "style-src 'unsafe-inline'; script-src '%s' '%s'\">"
                                .formatted(Html.hash(charts), Html.hash(draw)),
                "<title>" + escape(title) + "</title>",
                "<link rel=\"icon\" href=\"data:,\">",
                "<style>",
                Asset.STYLE.text(),
                "</style>",
                "</head>",
                "<body>",
                "<header>",
                "<p class=\"brand\">Hanshu 函数</p>",
                "<h1>" + escape(title) + "</h1>",
                "<p class=\"lead\">" + escape(lead) + "</p>",
                "<nav aria-label=\"" + language.say("Parts of this page", "本页各部分") + "\"><ul>",
                links,
                "</ul></nav>",
                "</header>",
                "<main>",
                body + "</main>",
                "<footer>"
                        + language.say(
                                "This page holds all that it shows and asks no network. Charts: Apache ECharts, Apache License 2.0.",
                                "本页自带所示的一切，不访问网络。图表：Apache ECharts，Apache License 2.0。")
                        + "</footer>",
                "<script>" + charts + "</script>",
                "<script>" + draw + "</script>",
                "</body>",
                "</html>",
                "");
    }

    private String heading(int part) {
        return escape(parts.get(part).heading());
    }
}
