package hanshu.learn.supervised.task;

import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TagForm;
import hanshu.learn.supervised.task.output.Tagging;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.train.Event;
import hanshu.train.metric.Digits;
import hanshu.train.report.Language;
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

/**
 * The page of a task: gathers what it shows.
 *
 * @param language of the page
 */
public record TaskReport(TaskLearned learned, Language language) {
    private static final int MISTAKES = 20;

    /**
     * One self-contained HTML text.
     *
     * @param history the epochs of the training, as the run's log holds them
     * @param seconds the run took
     * @param facts what it takes to get the same again, besides the configuration
     * @param next the command to type next
     */
    public String html(List<Event.EpochEnded> history, double seconds, Map<String, String> facts, String next) {
        var function = learned.function();
        var measured = learned.measured();
        var main = function.config().mainOutput();
        var result = new SupervisedResult(
                data(main.name()),
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
                        function.describe(language),
                        learned.kept().isLinear(),
                        function.parameters(),
                        seconds,
                        language.say(Objects.requireNonNull(
                                        function.model().decoders().get(main.name()))
                                .loss()),
                        history,
                        learned.bestEpoch(),
                        apart()),
                outcome(main.name()),
                mistakes(main.name()),
                List.of(),
                learned.finding(language),
                new SupervisedResult.Reproduction(
                        new LinkedHashMap<>(facts), function.provenance().config(), next));
        return SupervisedReport.of(result, language).html();
    }

    /** What training loss holds and validation loss does not. */
    private String apart() {
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
        var what = Stream.of(
                        changed ? language.say("cases that are changed at random", "随机改动过的样本") : "",
                        smoothed ? language.say("smoothed targets", "平滑过的目标") : "")
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(language.say(" and ", "和")));
        return what.isEmpty()
                ? ""
                : language.say(
                                "Training loss is that of %s, validation loss is not, and may be the lower one.",
                                "训练损失是%s的损失，验证损失不是，可能反而更低。")
                        .formatted(what);
    }

    private SupervisedResult.Data data(String main) {
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
                                input.getKey(),
                                language.say(input.getValue().describe()),
                                0,
                                language.say(model.describe(input.getKey()))))
                        .toList(),
                known.notices().stream()
                        .map(text -> new SupervisedResult.Notice(true, language.say(text)))
                        .toList());
    }

    private SupervisedResult.Outcome outcome(String main) {
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
                        List.of(language.say("not there", "没有"), language.say("there", "有")),
                        all.map(i -> (int) truth[i / labels.size()][i % labels.size()])
                                .toArray(),
                        IntStream.range(0, truth.length * labels.size())
                                .mapToObj(i -> answers[i / labels.size()][i % labels.size()])
                                .map(p -> new double[] {1 - p, p})
                                .toArray(double[][]::new));
            }
            case TagForm tags -> {
                var found = new Tagging(tags, truth, answers).found();
                yield new SupervisedResult.Tagging(
                        tags.entities() ? language.say("entity", "实体") : language.say("tag", "标签"), found);
            }
            case TextOutput t -> new SupervisedResult.Texts(learned.samples(MISTAKES));
            case OutputForm.Numbers n ->
                new SupervisedResult.Regression(Judging.column(truth, 0), Judging.column(answers, 0), Optional.empty());
        };
    }

    private List<SupervisedResult.Mistake> mistakes(String main) {
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
                            Seen.of(part.cases(), row, language),
                            answer(form, truth[i]),
                            TaskFunction.prediction(form, answers[i]).answer(),
                            wrong(form, truth[i], answers[i]));
                })
                .toList();
    }

    /** The classes, and what those are called that no training case was of, if there are any. */
    private List<String> labels(OutputForm.OneClass form, double[][] truth) {
        return Judging.unlearned(form, truth) == 0
                ? form.labels()
                : Stream.concat(form.labels().stream(), Stream.of(label(form, form.width())))
                        .toList();
    }

    /** A truth in words. */
    private String answer(OutputForm form, double[] truth) {
        return form instanceof OutputForm.OneClass one
                ? label(one, (int) truth[0])
                : TaskFunction.prediction(form, truth).answer();
    }

    private String label(OutputForm.OneClass form, int number) {
        return number < form.labels().size() ? form.label(number) : language.say(form.label(number), "（从未学过的类别）");
    }

    private String wrong(OutputForm form, double[] truth, double[] answer) {
        return switch (form) {
            case OutputForm.OneClass c ->
                language.say("%s for the truth", "给真实类别 %s")
                        .formatted(Digits.percent(truth[0] < answer.length ? answer[(int) truth[0]] : 0));
            case OutputForm.Classes c ->
                language.say("%d classes wrong", "错 %d 个类别")
                        .formatted(IntStream.range(0, truth.length)
                                .filter(k -> (truth[k] == 1) != (answer[k] >= 0.5))
                                .count());
            case TagForm tags ->
                language.say("%d tags wrong", "错 %d 个标签").formatted(new Tagging(tags, truth, answer).wrongTags());
            case TextOutput t -> "chrF " + Digits.of(Judging.chrf(truth, answer));
            case OutputForm.Numbers n ->
                language.say("off by %s", "误差 %s").formatted(Digits.of(Math.abs(truth[0] - answer[0])));
        };
    }
}
