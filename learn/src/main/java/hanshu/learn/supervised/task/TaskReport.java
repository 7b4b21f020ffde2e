package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.Tagging;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.train.Event;
import hanshu.train.metric.Digits;
import hanshu.train.report.SupervisedReport;
import hanshu.train.report.SupervisedResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the report of a task shows: gathers it, and makes the page. */
public final class TaskReport {
    private static final int MISTAKES = 20;

    private TaskReport() {}

    /**
     * The page, one self-contained HTML text.
     *
     * @param history the epochs of the training, as the run's log holds them
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public static String of(
            TaskLearned learned,
            List<Event.EpochEnded> history,
            double seconds,
            Map<String, String> facts,
            String next) {
        var function = learned.function();
        var measured = learned.measured();
        var main = function.config().mainOutput();
        var result = new SupervisedResult(
                data(learned, main.name()),
                new SupervisedResult.Scores(
                        learned.mainMetric(),
                        measured.naive(),
                        measured.linear(),
                        measured.train(),
                        measured.validation(),
                        measured.unseen(),
                        learned.intervals(),
                        0.95),
                new SupervisedResult.Learning(
                        function.describe(),
                        learned.kept().isLinear(),
                        function.parameters(),
                        seconds,
                        Objects.requireNonNull(function.model().decoders().get(main.name()))
                                .loss(),
                        history,
                        learned.bestEpoch(),
                        apart(learned)),
                outcome(learned, main.name()),
                mistakes(learned, main.name()),
                List.of(),
                learned.finding(),
                new SupervisedResult.Reproduction(
                        new LinkedHashMap<>(facts), function.provenance().config(), next));
        return SupervisedReport.of(result).html();
    }

    /** What training loss holds and validation loss does not. */
    private static String apart(TaskLearned learned) {
        var config = learned.function().config();
        var changes = config.augmentation();
        boolean changed = !changes.pictures().isEmpty()
                || changes.mixing().isPresent()
                || changes.mask() > 0
                || changes.words() > 0;
        boolean smoothed = config.training().smoothing() > 0
                && config.outputs().stream()
                        .map(output -> learned.known().forms().output(output.name()))
                        .anyMatch(form -> form instanceof OutputForm.OneClass || form instanceof TextOutput);
        var what = Stream.of(changed ? "cases that are changed at random" : "", smoothed ? "smoothed targets" : "")
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" and "));
        return what.isEmpty()
                ? ""
                : "Training loss is that of %s, validation loss is not, and may be the lower one.".formatted(what);
    }

    private static SupervisedResult.Data data(TaskLearned learned, String main) {
        var known = learned.known();
        var model = learned.function().model();
        return new SupervisedResult.Data(
                known.name(),
                main,
                known.trainCases(),
                known.validationCases(),
                known.testCases(),
                known.forms().inputs().entrySet().stream()
                        .map(input -> new SupervisedResult.Column(
                                input.getKey(), input.getValue().describe(), 0, model.describe(input.getKey())))
                        .toList(),
                known.notices().stream()
                        .map(text -> new SupervisedResult.Notice(true, text))
                        .toList());
    }

    private static SupervisedResult.Outcome outcome(TaskLearned learned, String main) {
        var truth = learned.known().unseen().truth(main);
        var answers = learned.unseenAnswers(main);
        return switch (learned.known().forms().output(main)) {
            case OutputForm.OneClass form ->
                new SupervisedResult.Classification(
                        labels(form, truth), Judging.labels(truth), Judging.withUnlearned(form, truth, answers));
            case OutputForm.Classes(var labels) -> {
                // The reliability of all decisions together: there or not.
                var all = IntStream.range(0, truth.length * labels.size());
                yield new SupervisedResult.Classification(
                        List.of("not there", "there"),
                        all.map(i -> (int) truth[i / labels.size()][i % labels.size()])
                                .toArray(),
                        IntStream.range(0, truth.length * labels.size())
                                .mapToObj(i -> answers[i / labels.size()][i % labels.size()])
                                .map(p -> new double[] {1 - p, p})
                                .toArray(double[][]::new));
            }
            case TagForm tags -> {
                var found = new Tagging(tags, truth, answers).found();
                yield new SupervisedResult.Tagging(tags.entities() ? "entity" : "tag", found);
            }
            case TextOutput t -> new SupervisedResult.Texts(learned.samples(MISTAKES));
            case OutputForm.Numbers n ->
                new SupervisedResult.Regression(Judging.column(truth, 0), Judging.column(answers, 0), Optional.empty());
        };
    }

    private static List<SupervisedResult.Mistake> mistakes(TaskLearned learned, String main) {
        var form = learned.known().forms().output(main);
        var part = learned.known().unseen();
        var truth = part.truth(main);
        var answers = learned.unseenAnswers(main);
        var losses = Judging.losses(form, truth, answers);
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
                .limit(MISTAKES)
                .map(i -> {
                    int row = part.rows()[i];
                    return new SupervisedResult.Mistake(
                            row + 1L,
                            Seen.of(part.cases(), row),
                            answer(form, truth[i]),
                            TaskFunction.prediction(form, answers[i]).answer(),
                            wrong(form, truth[i], answers[i]));
                })
                .toList();
    }

    /** The classes, and what those are called that no training case was of, if there are any. */
    private static List<String> labels(OutputForm.OneClass form, double[][] truth) {
        return Judging.unlearned(form, truth) == 0
                ? form.labels()
                : Stream.concat(form.labels().stream(), Stream.of(form.label(form.width())))
                        .toList();
    }

    /** A truth in words. */
    private static String answer(OutputForm form, double[] truth) {
        return form instanceof OutputForm.OneClass one
                ? one.label((int) truth[0])
                : TaskFunction.prediction(form, truth).answer();
    }

    private static String wrong(OutputForm form, double[] truth, double[] answer) {
        return switch (form) {
            case OutputForm.OneClass c ->
                Digits.percent(truth[0] < answer.length ? answer[(int) truth[0]] : 0) + " for the truth";
            case OutputForm.Classes c ->
                IntStream.range(0, truth.length)
                                .filter(k -> (truth[k] == 1) != (answer[k] >= 0.5))
                                .count()
                        + " classes wrong";
            case TagForm tags -> new Tagging(tags, truth, answer).wrongTags() + " tags wrong";
            case TextOutput t -> "chrF " + Digits.of(Judging.chrf(truth, answer));
            case OutputForm.Numbers n -> "off by " + Digits.of(Math.abs(truth[0] - answer[0]));
        };
    }
}
