package hanshu.learn.supervised.language;

import hanshu.learn.supervised.generate.Sampling;
import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Perplexity;
import hanshu.train.report.Language;
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

/**
 * The page of a run on running text: how well the network foretells, how it learned, and what it writes.
 *
 * @param language of the page
 */
public record LanguageReport(LanguageFunction function, Perplexity naive, List<Event> events, Language language) {
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
        var lead = language.say(
                        "On the end of the text, which it never saw, the network is as unsure as if it chose among %s tokens each time; by their frequency alone it were %s.",
                        "在它没见过的文本末尾，网络的不确定程度相当于每次在 %s 个词元中选一个；只按词元的频率则是 %s 个。")
                .formatted(Digits.of(tested.value()), Digits.of(naive.value()));
        return ReportPage.of(language.say("The language of %s", "%s 的语言").formatted(title), lead)
                .in(language)
                .with(language.say("Result", "结果"), result())
                .with(language.say("How it learned", "学习过程"), learning(seconds))
                .with(language.say("What it writes", "它写出什么"), new Code(written()))
                .with(
                        language.say("To get the same again", "如何得到同样的结果"),
                        KeyValues.of(facts),
                        new Details(
                                language.say("All settings (config.yaml)", "全部设置（config.yaml）"),
                                List.of(new Code(Config.render(function.config())))))
                .with(language.say("Next", "下一步"), new Code(next))
                .html();
    }

    private DataTable result() {
        var tested = function.tested();
        return DataTable.of(
                language.say("On the end of the text", "在文本末尾"),
                List.of(
                        Column.text(""),
                        Column.number(language.say("by frequency", "按频率")),
                        Column.number(language.say("network", "网络"))),
                List.of(
                        List.of(language.say("loss", "损失"), Digits.of(naive.mean()), Digits.of(tested.mean())),
                        List.of(language.say("perplexity", "困惑度"), Digits.of(naive.value()), Digits.of(tested.value())),
                        List.of(
                                language.say("bits a token", "每词元比特"),
                                Digits.of(naive.bits()),
                                Digits.of(tested.bits()))));
    }

    private List<Section> learning(double seconds) {
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph(language.say("%s, %s parameters, learned in %s.", "%s，%s 个参数，学习用时 %s。")
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
                            language.say("Loss by step, on text that is not learned from", "每步的损失，在不用来学习的文本上"),
                            language.say("The loss goes from %s to %s.", "损失从 %s 到 %s。")
                                    .formatted(Digits.of(losses.getFirst()), Digits.of(losses.getLast())),
                            language.say("step", "步"),
                            language.say("loss", "损失"),
                            false,
                            List.of(new Line(language.say("validation", "验证"), steps, losses)))
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
