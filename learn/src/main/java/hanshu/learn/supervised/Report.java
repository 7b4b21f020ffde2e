package hanshu.learn.supervised;

import hanshu.data.table.Column;
import hanshu.data.table.Notice;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Metrics;
import hanshu.train.report.Language;
import hanshu.train.report.Shown;
import hanshu.train.report.SupervisedReport;
import hanshu.train.report.SupervisedResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The page of a run on a table: gathers what it shows.
 *
 * @param language of the page
 */
public record Report(Learned learned, Language language) {
    private static final int MISTAKES = 10;

    /**
     * One self-contained HTML text.
     *
     * @param history the epochs of the network's training, as the run's log holds them
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public String html(List<Event.EpochEnded> history, double seconds, Map<String, String> facts, String next) {
        return SupervisedReport.of(result(history, seconds, facts, next), language)
                .html();
    }

    private SupervisedResult result(
            List<Event.EpochEnded> history, double seconds, Map<String, String> facts, String next) {
        var function = learned.function();
        return new SupervisedResult(
                data(),
                new SupervisedResult.Scores(
                        learned.mainMetric(),
                        map(learned.naive().scores().unseen()),
                        map(learned.linear().scores().unseen()),
                        map(learned.scores().train()),
                        map(learned.scores().validation()),
                        map(learned.scores().unseen()),
                        learned.intervals(),
                        0.95),
                new SupervisedResult.Learning(
                        function.describe(language),
                        !learned.keptNetwork(),
                        function.parameters(),
                        seconds,
                        function.labels().isEmpty()
                                ? language.say("mean squared error, standardised", "标准化后的均方误差")
                                : language.say("cross-entropy", "交叉熵"),
                        history,
                        learned.trained().isEmpty()
                                ? 0
                                : learned.trained().getFirst().bestEpoch()),
                outcome(),
                mistakes(),
                Importance.of(learned, Key.of(function.provenance().seed()).at("importance")),
                learned.finding(language),
                new SupervisedResult.Reproduction(
                        new LinkedHashMap<>(facts), function.provenance().config(), next));
    }

    private SupervisedResult.Data data() {
        var known = learned.known();
        var inputs = learned.function().preprocessing().inputs();
        return new SupervisedResult.Data(
                known.table().name(),
                known.target().name(),
                known.trainRows(),
                known.validationRows(),
                known.testRows(),
                known.schema().columns().stream()
                        .map(c -> column(c, known, inputs))
                        .toList(),
                known.notices().stream()
                        .map(n -> new SupervisedResult.Notice(
                                n.severity() == Notice.Severity.WARNING, language.say(n.wording())))
                        .toList());
    }

    private SupervisedResult.Column column(Column column, Understanding known, List<String> inputs) {
        String treatment = column.name().equals(known.target().name())
                ? language.say("predicted", "要预测的")
                : !inputs.contains(column.name())
                        ? language.say("left out", "不用")
                        : switch (column.kind()) {
                            case NUMBER -> language.say("scaled, and cut into bins", "缩放，并切成区间");
                            case YES_NO -> language.say("0 or 1", "0 或 1");
                            case CATEGORY -> language.say("a learned vector for each value", "每个值一个学出的向量");
                            case DATE -> language.say("parts of the calendar", "日历的各部分");
                            case TEXT -> language.say("which words occur", "出现哪些词");
                            case IDENTIFIER, CONSTANT, IGNORED -> language.say("left out", "不用");
                        };
        return new SupervisedResult.Column(column.name(), kind(column), column.missing(), treatment);
    }

    private String kind(Column column) {
        var chinese = switch (column.kind()) {
            case NUMBER -> "数值";
            case CATEGORY -> "类别";
            case YES_NO -> "是/否";
            case DATE -> "日期";
            case TEXT -> "文本";
            case IDENTIFIER -> "标识";
            case CONSTANT -> "常量";
            case IGNORED -> "忽略";
        };
        return language.say(column.kind().toString(), chinese);
    }

    private static Map<String, OptionalDouble> map(Metrics metrics) {
        return metrics.asMap();
    }

    private SupervisedResult.Outcome outcome() {
        var truth = learned.unseenTruth();
        return switch (learned.unseenAnswers()) {
            case Answers.Numbers(var values) ->
                new SupervisedResult.Regression(truth, values, intervals(learned.function(), values));
            case Answers.Classes(var probabilities) ->
                new SupervisedResult.Classification(learned.function().labels(), Quality.labels(truth), probabilities);
        };
    }

    private static Optional<SupervisedResult.Intervals> intervals(TabularFunction function, double[] values) {
        return function.certainty() instanceof Certainty.Margin(var interval)
                ? interval.map(i -> new SupervisedResult.Intervals(
                        java.util.Arrays.stream(values).map(v -> v - i.margin()).toArray(),
                        java.util.Arrays.stream(values).map(v -> v + i.margin()).toArray(),
                        i.coverage()))
                : Optional.empty();
    }

    private List<SupervisedResult.Mistake> mistakes() {
        var truth = learned.unseenTruth();
        var losses = Objectives.losses(
                learned.unseenAnswers(), truth, learned.function().encoder().scale());
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
                .limit(MISTAKES)
                .map(this::mistake)
                .toList();
    }

    private SupervisedResult.Mistake mistake(int i) {
        var known = learned.known();
        var table = known.unseenTable();
        int row = known.unseenRowNumbers()[i];
        var inputs = new LinkedHashMap<String, Shown>();
        for (var column : learned.function().preprocessing().inputs()) {
            inputs.put(column, new Shown.Words(table.cells(column).text(row)));
        }
        var truth = table.cells(known.target().name()).text(row);
        return switch (learned.unseenAnswers()) {
            case Answers.Numbers(var values) ->
                new SupervisedResult.Mistake(
                        row + 1L,
                        inputs,
                        truth,
                        Digits.of(values[i]),
                        language.say("off by %s", "误差 %s")
                                .formatted(Digits.of(Math.abs(values[i] - learned.unseenTruth()[i]))));
            case Answers.Classes(var probabilities) -> {
                var predicted = learned.function().predictions(new Answers.Classes(new double[][] {probabilities[i]}));
                yield new SupervisedResult.Mistake(
                        row + 1L,
                        inputs,
                        truth,
                        predicted.getFirst().answer(),
                        language.say("%s for the truth", "给真实类别 %s")
                                .formatted(Digits.percent(probabilities[i][(int) learned.unseenTruth()[i]])));
            }
        };
    }
}
