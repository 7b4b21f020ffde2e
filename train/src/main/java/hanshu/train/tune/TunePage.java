package hanshu.train.tune;

import hanshu.data.Wording;
import hanshu.train.metric.Digits;
import hanshu.train.report.BarChart;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.ParallelChart;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.Section.Paragraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The page of a search: what was found, how the loss fell with time, which settings go together and which matter.
 *
 * @param data what is learned
 * @param space that is searched
 * @param trials in their order
 * @param defaults values that the search began with
 * @param stretches what a trial is trained for, such as epochs
 * @param rate what the range test says
 * @param next the command to type next
 */
public record TunePage(
        String data,
        Space space,
        List<Trial> trials,
        SequencedMap<String, String> defaults,
        Wording stretches,
        Optional<RateFinder> rate,
        String next,
        Language language) {
    private static final int SHOWN = 12;
    private static final int MOST_LINES = 150;

    public String html() {
        var best = Tuning.best(trials);
        var page = ReportPage.of(
                        say("Settings for ", "设置搜索：") + data,
                        best.map(this::lead).orElse(say("No trial has ended yet.", "还没有结束的试验。")))
                .in(language);
        if (best.isPresent()) {
            page = page.with(say("Found", "结果"), found(best.get()))
                    .with(say("Which settings go together", "哪些设置配得好"), together(best.get()))
                    .with(say("Which settings matter", "哪些设置要紧"), influence());
        }
        return page.with(say("The learning rate", "学习率"), rate.map(this::rates).orElse(List.of()))
                .with(say("The best trials", "最好的试验"), table())
                .with(say("Next", "下一步"), new Code(next))
                .html();
    }

    private String say(String english, String chinese) {
        return language.say(english, chinese);
    }

    private Optional<Trial> first() {
        return trials.stream().filter(trial -> trial.values().equals(defaults)).reduce((a, b) -> b);
    }

    private String lead(Trial best) {
        long count = trials.stream().map(Trial::number).distinct().count();
        return say("The best of %d trials has a validation loss of %s%s.", "%d 次试验中最好的，验证损失为 %s%s。")
                .formatted(
                        count,
                        Digits.of(best.loss()),
                        first().map(trial -> say("; the settings it began with, of %s", "；开始时的设置为 %s")
                                        .formatted(Digits.of(trial.loss())))
                                .orElse(""));
    }

    private List<Section> found(Trial best) {
        var sections = new ArrayList<Section>();
        sections.add(new Figures(Stream.concat(
                        Stream.of(new Figure(Digits.of(best.loss()), say("validation loss", "验证损失"), "", true)),
                        best.values().entrySet().stream()
                                .map(value -> new Figure(
                                        value.getValue(),
                                        value.getKey(),
                                        say("was ", "原为 ") + defaults.getOrDefault(value.getKey(), "–"),
                                        false)))
                .toList()));
        var seconds = new ArrayList<Double>();
        var losses = new ArrayList<Double>();
        double time = 0;
        double least = Double.POSITIVE_INFINITY;
        for (var trial : trials) {
            time += trial.seconds();
            least = Math.min(least, trial.loss());
            if (Double.isFinite(least)) {
                seconds.add(time);
                losses.add(least);
            }
        }
        sections.add(new LineChart(
                        say("The lowest loss so far", "到目前为止的最低损失"),
                        say("The lowest validation loss by time", "最低验证损失随时间的变化"),
                        say("seconds", "秒"),
                        say("validation loss", "验证损失"),
                        false,
                        List.of(new LineChart.Line(say("lowest loss", "最低损失"), seconds, losses)))
                .chart());
        return sections;
    }

    private List<Section> together(Trial best) {
        var sorted = trials.stream()
                .filter(trial -> Double.isFinite(trial.loss()))
                .sorted(Comparator.comparingDouble(Trial::loss))
                .limit(MOST_LINES)
                .toList();
        var lines = new ArrayList<ParallelChart.Line>();
        for (int i = sorted.size() - 1; i >= 0; i--) {
            var trial = sorted.get(i);
            double better = 1 - (double) i / sorted.size();
            var places = new ArrayList<Double>();
            for (double place : space.place(trial.values())) {
                places.add(place);
            }
            places.add(better);
            lines.add(new ParallelChart.Line(
                    "%d: %s".formatted(trial.number(), Digits.of(trial.loss())),
                    places,
                    trial.equals(best) ? 2 : Math.pow(better, 4)));
        }
        var axes =
                new ArrayList<>(space.dimensions().stream().map(Dimension::key).toList());
        axes.add(say("low loss", "低损失"));
        var ranges = space.dimensions().stream()
                .map(dimension -> "%s %s … %s".formatted(dimension.key(), dimension.at(0), dimension.at(1)))
                .collect(Collectors.joining(", "));
        return List.of(
                new Paragraph(say(
                                "A line for each trial, from axis to axis; the lower its loss, the stronger it is drawn. The best one stands out. From below: %s.",
                                "每次试验一条线，依次穿过各轴；损失越低画得越重，最好的一条突出显示。自下而上：%s。")
                        .formatted(ranges)),
                new ParallelChart(
                                say("Trials", "试验"),
                                say("The values of each trial, and its loss", "每次试验的取值与损失"),
                                axes,
                                lines)
                        .chart());
    }

    private List<Section> influence() {
        var influences = Influence.of(space, trials);
        return List.of(
                new Paragraph(say(
                        "How much of the order of the losses a setting explains by itself, in percent (the correlation ratio η² of their ranks, less what chance gives).",
                        "单独一项设置能解释损失排序的百分之几（秩的相关比 η²，已减去偶然）。")),
                new BarChart(
                                say("Percent explained", "解释的百分比"),
                                influences.stream()
                                        .map(each -> each.key() + " " + Digits.percent(each.share()))
                                        .reduce((a, b) -> a + ", " + b)
                                        .orElse(""),
                                "",
                                influences.stream().map(Influence::key).toList(),
                                influences.stream()
                                        .map(each -> (int) Math.round(100 * each.share()))
                                        .toList())
                        .chart());
    }

    private List<Section> rates(RateFinder found) {
        return List.of(
                new Paragraph(say(
                                "The range test (Smith 2017) lets the rate grow from step to step. The loss falls most steeply at %s, and no longer at %s: what is between suits.",
                                "范围测试（Smith 2017）让学习率逐步增大。在 %s 处损失降得最快，到 %s 不再下降：合适的在两者之间。")
                        .formatted(Digits.of(found.best()), Digits.of(found.bound()))),
                new LineChart(
                                say("Loss by rate", "损失与学习率"),
                                say("The smoothed loss while the rate grows", "学习率增大时的平滑损失"),
                                say("log₁₀ of the rate", "学习率的 log₁₀"),
                                say("loss", "损失"),
                                false,
                                List.of(new LineChart.Line(
                                        say("loss", "损失"),
                                        found.steps().stream()
                                                .map(step -> Math.log10(step.rate()))
                                                .toList(),
                                        found.steps().stream()
                                                .map(RateFinder.Step::loss)
                                                .toList())))
                        .chart());
    }

    private DataTable table() {
        var columns = new ArrayList<Column>();
        columns.add(Column.number(say("trial", "试验")));
        columns.add(Column.number(say("loss", "损失")));
        columns.add(Column.number(language.say(stretches)));
        space.dimensions().forEach(dimension -> columns.add(Column.number(dimension.key())));
        var shown = new HashSet<Integer>(); // a trial that was trained on is one trial
        var rows = trials.stream()
                .sorted(Comparator.comparingDouble(Trial::loss))
                .filter(trial -> shown.add(trial.number()))
                .limit(SHOWN)
                .map(trial -> Stream.concat(
                                Stream.of(
                                        String.valueOf(trial.number()),
                                        Double.isFinite(trial.loss())
                                                ? Digits.of(trial.loss())
                                                : language.say(trial.end().words()),
                                        String.valueOf(trial.epochs())),
                                IntStream.range(0, space.size())
                                        .mapToObj(i -> trial.values()
                                                .getOrDefault(
                                                        space.dimensions()
                                                                .get(i)
                                                                .key(),
                                                        "–")))
                        .toList())
                .toList();
        return DataTable.of(say("By validation loss", "按验证损失"), columns, rows);
    }
}
