package hanshu.learn.supervised;

import hanshu.data.table.Column;
import hanshu.data.table.Notice;
import hanshu.tensor.Key;
import hanshu.train.Event;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Metrics;
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

/** What a run's report shows: gathers it, and makes the page. */
public final class Report {
    private static final int MISTAKES = 10;

    private Report() {}

    /**
     * The page, one self-contained HTML text.
     *
     * @param history the epochs of the network's training, as the run's log holds them
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public static String of(
            Learned learned, List<Event.EpochEnded> history, double seconds, Map<String, String> facts, String next) {
        return SupervisedReport.of(result(learned, history, seconds, facts, next))
                .html();
    }

    private static SupervisedResult result(
            Learned learned, List<Event.EpochEnded> history, double seconds, Map<String, String> facts, String next) {
        var function = learned.function();
        return new SupervisedResult(
                data(learned),
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
                        function.describe(),
                        !learned.keptNetwork(),
                        function.parameters(),
                        seconds,
                        function.labels().isEmpty() ? "mean squared error, standardised" : "cross-entropy",
                        history,
                        learned.trained().isEmpty()
                                ? 0
                                : learned.trained().getFirst().bestEpoch()),
                outcome(learned),
                mistakes(learned),
                Importance.of(learned, Key.of(function.provenance().seed()).at("importance")),
                learned.finding(),
                new SupervisedResult.Reproduction(
                        new LinkedHashMap<>(facts), function.provenance().config(), next));
    }

    private static SupervisedResult.Data data(Learned learned) {
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
                        .map(n -> new SupervisedResult.Notice(n.severity() == Notice.Severity.WARNING, n.sentence()))
                        .toList());
    }

    private static SupervisedResult.Column column(Column column, Understanding known, List<String> inputs) {
        String treatment = column.name().equals(known.target().name())
                ? "predicted"
                : !inputs.contains(column.name())
                        ? "left out"
                        : switch (column.kind()) {
                            case NUMBER -> "scaled, and cut into bins";
                            case YES_NO -> "0 or 1";
                            case CATEGORY -> "a learned vector for each value";
                            case DATE -> "parts of the calendar";
                            case TEXT -> "which words occur";
                            case IDENTIFIER, CONSTANT, IGNORED -> "left out";
                        };
        return new SupervisedResult.Column(column.name(), column.kind().toString(), column.missing(), treatment);
    }

    private static Map<String, OptionalDouble> map(Metrics metrics) {
        return metrics.asMap();
    }

    private static SupervisedResult.Outcome outcome(Learned learned) {
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

    private static List<SupervisedResult.Mistake> mistakes(Learned learned) {
        var truth = learned.unseenTruth();
        var losses = Objectives.losses(
                learned.unseenAnswers(), truth, learned.function().encoder().scale());
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
                .limit(MISTAKES)
                .map(i -> mistake(learned, i))
                .toList();
    }

    private static SupervisedResult.Mistake mistake(Learned learned, int i) {
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
                        "off by " + Digits.of(Math.abs(values[i] - learned.unseenTruth()[i])));
            case Answers.Classes(var probabilities) -> {
                var predicted = learned.function().predictions(new Answers.Classes(new double[][] {probabilities[i]}));
                yield new SupervisedResult.Mistake(
                        row + 1L,
                        inputs,
                        truth,
                        predicted.getFirst().answer(),
                        Digits.percent(probabilities[i][(int) learned.unseenTruth()[i]]) + " for the truth");
            }
        };
    }
}
