package hanshu.learn.supervised.forecast;

import hanshu.train.Event;
import hanshu.train.config.Config;
import hanshu.train.metric.Digits;
import hanshu.train.metric.ForecastMetrics;
import hanshu.train.report.Language;
import hanshu.train.report.LineChart;
import hanshu.train.report.LineChart.Line;
import hanshu.train.report.ReportPage;
import hanshu.train.report.Section;
import hanshu.train.report.Section.Callout;
import hanshu.train.report.Section.Code;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Details;
import hanshu.train.report.Section.KeyValues;
import hanshu.train.report.Section.Paragraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The page of a forecaster: how far its forecasts lie from what came beside simpler ones, what one looks like, how the error
 * grows with the steps ahead, and how it learned.
 *
 * @param history the epochs of its training, as the run's log holds them
 * @param language of the page
 */
public record ForecastReport(ForecastLearned learned, List<Event.EpochEnded> history, Language language) {
    private static final int MOST_CHARTS = 8;
    private static final int SEEN = 3; // horizons of the past that are shown

    /**
     * One self-contained HTML text.
     *
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public String html(double seconds, Map<String, String> facts, String next) {
        var known = learned.known();
        var config = known.config();
        var lead = language.say(
                        "%s steps ahead, %s apart, from each of %s origins that it never saw. %s",
                        "从它没见过的 %3$s 个起点，各向前预测 %1$s 步，每步 %2$s。%4$s")
                .formatted(
                        Digits.of((long) config.horizon()),
                        language.say(known.series().sampling().wording()),
                        Digits.of((long) learned.test().windows()),
                        learned.finding(language));
        return ReportPage.of(
                        language.say("Forecast of %s", "%s 的预测")
                                .formatted(known.series().name()),
                        lead)
                .in(language)
                .with(language.say("Result", "结果"), result())
                .with(language.say("The last forecast of the test", "测试的最后一次预测"), examples())
                .with(language.say("Error by steps ahead", "误差与向前的步数"), byStep(), held())
                .with(language.say("How it learned", "学习过程"), learning(seconds))
                .with(language.say("What was chosen", "选定了什么"), choices())
                .with(
                        language.say("To get the same again", "如何得到同样的结果"),
                        KeyValues.of(facts),
                        new Details(
                                language.say("All settings (config.yaml)", "全部设置（config.yaml）"),
                                List.of(new Code(Config.render(config)))))
                .with(language.say("Next", "下一步"), new Code(next))
                .html();
    }

    private List<Section> result() {
        var sections = new ArrayList<Section>();
        sections.add(table(
                language.say(
                        "All targets, in deviations of the training steps; sMAPE in percent, of the units",
                        "全部目标，以训练步的标准差为单位；sMAPE 为百分数，按原单位"),
                ""));
        var targets = learned.known().config().targets();
        targets.forEach(target -> sections.add(
                table(target + language.say(", in its unit; sMAPE in percent", "，按其单位；sMAPE 为百分数"), target)));
        return sections;
    }

    private DataTable table(String caption, String target) {
        var rows = learned.test().all().stream()
                .map(test -> {
                    var metrics = target.isEmpty() ? test.standardised() : of(test, target);
                    return List.of(
                            BackTest.said(test.forecaster(), language),
                            Digits.of(metrics.mse()),
                            Digits.of(metrics.mae()),
                            metrics.mase().isPresent()
                                    ? Digits.of(metrics.mase().getAsDouble())
                                    : "–",
                            Digits.of(metrics.smape()));
                })
                .toList();
        return new DataTable(
                caption,
                List.of(
                        Column.text(language.say("forecaster", "预测器")),
                        Column.number("MSE"),
                        Column.number("MAE"),
                        Column.number("MASE"),
                        Column.number("sMAPE")),
                rows,
                rows.size() - 1);
    }

    private static ForecastMetrics of(BackTest test, String target) {
        return Objects.requireNonNull(test.targets().get(target));
    }

    private List<Section> examples() {
        var targets = learned.known().config().targets();
        var sections = new ArrayList<Section>();
        for (int target = 0; target < Math.min(MOST_CHARTS, targets.size()); target++) {
            sections.add(example(targets.get(target), target));
        }
        if (targets.size() > MOST_CHARTS) {
            sections.add(new Paragraph(
                    language.say("And %d targets more.", "还有 %d 个目标。").formatted(targets.size() - MOST_CHARTS)));
        }
        return sections;
    }

    /** What was seen, what came, what was foretold and within which interval; step 1 is the first that was foretold. */
    private Section example(String name, int target) {
        var known = learned.known();
        var function = learned.function();
        var scaling = function.facts().scaling();
        var all = learned.test().forecasts();
        int horizon = known.config().horizon();
        int window = learned.test().windows() - 1;
        int origin = known.test().origins()[window];
        int size = horizon * all.channels();
        var last = new Forecasting.Forecasts(
                Arrays.copyOfRange(all.truth(), window * size, (window + 1) * size),
                Arrays.copyOfRange(all.predicted(), window * size, (window + 1) * size),
                horizon,
                all.channels());
        var foretold = BackTest.ofOne(last, target, scaling);
        var low = BackTest.ofOne(
                new Forecasting.Forecasts(
                        last.truth(), function.intervals().low(last.predicted()), horizon, all.channels()),
                target,
                scaling);
        var high = BackTest.ofOne(
                new Forecasting.Forecasts(
                        last.truth(), function.intervals().high(last.predicted()), horizon, all.channels()),
                target,
                scaling);
        int seen = Math.min(known.config().lookBack(), SEEN * horizon);
        var past = IntStream.range(origin - seen, origin).boxed().toList();
        var ahead = IntStream.rangeClosed(1, horizon).mapToObj(i -> (double) i).toList();
        var lines = List.of(
                new Line(
                        language.say("seen", "看到的"),
                        past.stream().map(step -> (double) (step - origin + 1)).toList(),
                        past.stream().map(step -> known.observed(step, target)).toList()),
                new Line(language.say("what came", "实际的"), ahead, list(foretold.truth())),
                new Line(language.say("forecast", "预测的"), ahead, list(foretold.predicted())),
                Line.faint(language.say("low", "下限"), ahead, list(low.predicted())),
                Line.faint(language.say("high", "上限"), ahead, list(high.predicted())));
        return new LineChart(
                        language.say("%s, foretold from %s on", "%s，从 %s 起的预测")
                                .formatted(
                                        name, known.series().text(known.series().times()[origin])),
                        language.say(
                                        "The forecast begins with %s and ends with %s; what came begins with %s and ends with %s.",
                                        "预测从 %s 开始，到 %s 结束；实际从 %s 开始，到 %s 结束。")
                                .formatted(
                                        Digits.of(foretold.predicted()[0]),
                                        Digits.of(foretold.predicted()[horizon - 1]),
                                        Digits.of(foretold.truth()[0]),
                                        Digits.of(foretold.truth()[horizon - 1])),
                        language.say("steps ahead", "向前的步数"),
                        name,
                        false,
                        lines)
                .chart();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private Section byStep() {
        var lines = learned.test().all().stream()
                .map(test -> Line.of(
                        BackTest.said(test.forecaster(), language),
                        test.standardised().maeByStep()))
                .toList();
        var ours = learned.test().forecaster().standardised().maeByStep();
        return new LineChart(
                        language.say(
                                "Mean absolute error by steps ahead, in deviations of the training steps",
                                "平均绝对误差与向前的步数，以训练步的标准差为单位"),
                        language.say(
                                        "The error goes from %s one step ahead to %s at the last.",
                                        "误差从向前一步的 %s 到最后一步的 %s。")
                                .formatted(Digits.of(ours.getFirst()), Digits.of(ours.getLast())),
                        language.say("steps ahead", "向前的步数"),
                        "MAE",
                        false,
                        lines)
                .chart();
    }

    private DataTable held() {
        var rows = learned.test().intervals().entrySet().stream()
                .map(entry -> List.of(
                        entry.getKey(),
                        Digits.percent(entry.getValue().coverage()),
                        Digits.of(entry.getValue().meanWidth())))
                .toList();
        return DataTable.of(
                language.say(
                                "Intervals that promise to hold %s of what comes (split-conformal, a width for each step ahead)",
                                "承诺包含 %s 实际值的区间（分割保形，每一步各有宽度）")
                        .formatted(Digits.percent(learned.known().config().coverage())),
                List.of(
                        Column.text(language.say("target", "目标")),
                        Column.number(language.say("holds on the test", "测试中包含")),
                        Column.number(language.say("mean width", "平均宽度"))),
                rows);
    }

    private List<Section> learning(double seconds) {
        var sections = new ArrayList<Section>();
        sections.add(new Paragraph(
                language.say("%s, %s parameters, learned in %s; epoch %d was kept.", "%s，%s 个参数，学习用时 %s；保留第 %d 轮。")
                        .formatted(
                                learned.known().config().forecaster(),
                                Digits.of(learned.function().parameters()),
                                Digits.duration(seconds),
                                learned.bestEpoch())));
        if (!history.isEmpty()) {
            var validation = history.stream()
                    .map(epoch -> epoch.validationLoss().orElse(Double.NaN))
                    .toList();
            sections.add(new LineChart(
                            language.say("Squared error by epoch, standardised", "每轮的平方误差，标准化后"),
                            language.say("On validation windows the error goes from %s to %s.", "在验证窗口上误差从 %s 到 %s。")
                                    .formatted(Digits.of(validation.getFirst()), Digits.of(validation.getLast())),
                            language.say("epoch", "轮"),
                            "MSE",
                            false,
                            List.of(
                                    Line.of(language.say("validation", "验证"), validation),
                                    Line.of(
                                            language.say("training", "训练"),
                                            history.stream()
                                                    .map(Event.EpochEnded::trainLoss)
                                                    .toList())))
                    .chart());
        }
        return sections;
    }

    private List<Section> choices() {
        var sections = new ArrayList<Section>();
        for (var notice : learned.known().notices()) {
            sections.add(new Callout(Callout.Kind.WARNING, language.say("Mind this", "请注意"), language.say(notice)));
        }
        learned.known().choices().forEach(choice -> sections.add(new Paragraph(language.say(choice))));
        return sections;
    }
}
