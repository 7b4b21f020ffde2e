package hanshu.learn.supervised.language;

import hanshu.learn.supervised.generate.Sampling;
import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Perplexity;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a language: how well the network foretells, how it learned, and what it writes. */
public record LanguageReport(LanguageFunction function, Perplexity naive, List<Event> events) {
    private static final int WRITTEN = 400;

    /**
     * One self-contained HTML text.
     *
     * @param title what was learned from
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public String html(String title, double seconds, Map<String, String> facts, String next) {
        var tested = function.tested();
        var lead =
                "On the end of the text, which it never saw, the network is as unsure as if it chose among %s tokens each time; by their frequency alone it were %s."
                        .formatted(Digits.of(tested.value()), Digits.of(naive.value()));
        return ReportPage.of("The language of " + title, lead)
                .with("Result", result())
                .with("How it learned", learning(seconds))
                .with("What it writes", new Code(written()))
                .with(
                        "To get the same again",
                        KeyValues.of(facts),
                        new Details("All settings (config.yaml)", List.of(new Code(Config.render(function.config())))))
                .with("Next", new Code(next))
                .html();
    }

    private DataTable result() {
        var tested = function.tested();
        return DataTable.of(
                "On the end of the text",
                List.of(Column.text(""), Column.number("by frequency"), Column.number("network")),
                List.of(
                        List.of("loss", Digits.of(naive.mean()), Digits.of(tested.mean())),
                        List.of("perplexity", Digits.of(naive.value()), Digits.of(tested.value())),
                        List.of("bits a token", Digits.of(naive.bits()), Digits.of(tested.bits()))));
    }

    private List<Section> learning(double seconds) {
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph("%s, %s parameters, learned in %s."
                .formatted(
                        function.model(), Digits.of(Params.of(function.model()).count()), Digits.duration(seconds))));
        var steps = new ArrayList<Double>();
        var losses = new ArrayList<Double>();
        for (var event : events) {
            if (event instanceof Event.Validated validated) {
                steps.add((double) validated.step());
                losses.add(validated.validationLoss());
            }
        }
        if (!steps.isEmpty()) {
            sections.add(new LineChart(
                            "Loss by step, on text that is not learned from",
                            "The loss goes from %s to %s."
                                    .formatted(Digits.of(losses.getFirst()), Digits.of(losses.getLast())),
                            "step",
                            "loss",
                            false,
                            List.of(new Line("validation", steps, losses)))
                    .chart());
        }
        return sections;
    }

    private String written() {
        var text = new StringBuilder();
        function.continued(
                "",
                WRITTEN,
                Sampling.atTemperature(0.8),
                Key.of(function.config().seed()),
                text::append);
        return text.toString();
    }
}
