package hanshu.learn.supervised.task;

import hanshu.data.Wording;
import hanshu.learn.supervised.Measured;
import hanshu.learn.supervised.task.cases.Given;
import hanshu.learn.supervised.task.output.OutputForm;
import hanshu.learn.supervised.task.output.TextOutput;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import hanshu.train.report.Language;
import hanshu.train.report.SupervisedResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What came of learning a task: the function, and how good it is on cases that it never saw. */
public final class TaskLearned {
    private static final Wording SENTENCES = Wording.of(" ", "");

    private final Understood known;
    private final TaskFunction function;
    private final Kept kept;
    private final Measured measured;
    private final Map<String, OptionalDouble> network;
    private final Map<String, double[][]> unseen;
    private final int bestEpoch;
    private final double shareWaited;
    private final Map<String, Interval> intervals;

    TaskLearned(
            Understood known,
            TaskFunction function,
            Kept kept,
            Measured measured,
            Map<String, OptionalDouble> network,
            Map<String, double[][]> unseen,
            int bestEpoch,
            double shareWaited) {
        this.known = known;
        this.function = function;
        this.kept = kept;
        this.measured = measured;
        this.network = Collections.unmodifiableMap(new LinkedHashMap<>(network));
        this.unseen = Map.copyOf(unseen);
        this.bestEpoch = bestEpoch;
        this.shareWaited = shareWaited;
        var main = function.config().mainOutput().name();
        intervals = Judging.intervals(
                known.forms().output(main),
                known.unseen().truth(main),
                unseenAnswers(main),
                function.config().seed());
    }

    public Understood known() {
        return known;
    }

    public TaskFunction function() {
        return function;
    }

    /** What was measured of the first output. */
    public Measured measured() {
        return measured;
    }

    /** Whether the network by itself is the function. */
    public boolean isNetwork() {
        return kept.isNetwork();
    }

    /** Whether the network and y = b + w·x together are the function, as they were better on the validation cases. */
    public boolean isBoth() {
        return !kept.isNetwork() && !kept.isLinear();
    }

    /** What the network achieves on the unseen cases, kept or not. */
    public Map<String, OptionalDouble> network() {
        return network;
    }

    /** Where 95 % of each metric would lie on other cases of the same kind. */
    public Map<String, Interval> intervals() {
        return intervals;
    }

    /** The metric that people ask for first. */
    public String mainMetric() {
        return Judging.main(known.forms().output(function.config().mainOutput().name()));
    }

    /** How good each of several outputs is on the unseen cases; the first is {@link #measured} too. */
    public List<TaskFunction.Judged> outputs() {
        return function.config().outputs().stream()
                .map(output -> TaskFunction.Judged.of(
                        output.name(),
                        known.forms().output(output.name()),
                        known.unseen().truth(output.name()),
                        unseenAnswers(output.name()),
                        Map.of()))
                .toList();
    }

    /** How many unseen cases of each class were taken for each, of the first output; empty where it is no class. */
    public SequencedMap<String, SequencedMap<String, Integer>> confusion() {
        var counts = new LinkedHashMap<String, SequencedMap<String, Integer>>();
        var main = function.config().mainOutput().name();
        if (known.forms().output(main) instanceof OutputForm.OneClass form) {
            var truth = known.unseen().truth(main);
            var answers = unseenAnswers(main);
            for (int i = 0; i < truth.length; i++) {
                counts.computeIfAbsent(form.label((int) truth[i][0]), label -> new TreeMap<>())
                        .merge(form.label(ClassificationMetrics.mostProbable(answers[i])), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** What all this means, in a paragraph. */
    public String finding() {
        return finding(Language.ENGLISH);
    }

    /** The same in a language. */
    public String finding(Language language) {
        return language.say(wording());
    }

    private Wording wording() {
        var name = mainMetric();
        double unseen = value(measured.unseen(), name);
        if (known.forms().written().isPresent()) {
            return writing(unseen, value(measured.train(), name));
        }
        double network = value(this.network, name);
        double linear = value(measured.linear(), name);
        double train = value(measured.train(), name);
        boolean higher = !name.equals("rmse");
        var reached = Wording.of(
                        "The network reaches %s %s on unseen cases, y = b + w·x %s%s.",
                        "在没见过的样本上，网络的 %s 是 %s，y = b + w·x 是 %s%s。")
                .with(
                        name,
                        Digits.of(network),
                        Digits.of(linear),
                        isBoth()
                                ? Wording.of(", both together %s", "，两者一起是 %s").with(Digits.of(unseen))
                                : Wording.of(""));
        double gap = higher ? train - unseen : unseen - train;
        double left = higher ? 1 - unseen : unseen;
        var advice = gap > left / 2
                ? Wording.of(
                        "It knows the cases it learned from much better (%s): more cases or more augmentation would help most.",
                        "它对学过的样本知道得好得多（%s）：更多的样本或更多的数据增强最有用。")
                : Wording.of(
                        "On the cases it learned from it is hardly better (%s): a wider network (encoder.width) or more time (training.minutes) may gain more.",
                        "它在学过的样本上也没好多少（%s）：更宽的网络（encoder.width）或更多的时间（training.minutes）也许能更好。");
        return Wording.joined(
                SENTENCES, List.of(reached, kept.reason(function.config().model()), advice.with(Digits.of(train))));
    }

    private Wording writing(double unseen, double train) {
        var reached = Wording.of(
                        "What was written reaches BLEU %s on unseen cases; what is read, copied, %s. There is no y = b + w·x that writes texts.",
                        "写出的文本在没见过的样本上 BLEU 是 %s；照抄所读是 %s。没有会写文本的 y = b + w·x。")
                .with(Digits.of(unseen), Digits.of(value(measured.naive(), mainMetric())));
        var gain = train > 2 * unseen
                ? Wording.of(
                        "Of what it learned from it knows much by heart (%s): more pairs, or more dropout, would help most.",
                        "它学过的有许多是死记的（%s）：更多的句对，或更多的 dropout，最有用。")
                : Wording.of(
                        "On what it learned from it reaches %s: more time (training.epochs) or a wider network (encoder.width) may gain more.",
                        "它在学过的上面是 %s：更多的时间（training.epochs）或更宽的网络（encoder.width）也许能更好。");
        return Wording.joined(SENTENCES, List.of(reached, gain.with(Digits.of(train))));
    }

    private static double value(Map<String, OptionalDouble> metrics, String name) {
        return metrics.getOrDefault(name, OptionalDouble.empty()).orElse(Double.NaN);
    }

    /** What part of the time of training was spent in waiting for batches: 0 … 1. */
    public double shareWaited() {
        return shareWaited;
    }

    /** Some unseen texts, with those that were written after them; none where the function writes no text. */
    public List<SupervisedResult.Sample> samples(int most) {
        var form = known.forms().written();
        if (form.isEmpty()) {
            return List.of();
        }
        var main = function.config().mainOutput().name();
        var part = known.unseen();
        var read = (Given.Texts)
                Objects.requireNonNull(part.cases().inputs().get(form.get().input()));
        return IntStream.range(0, Math.min(most, part.count()))
                .mapToObj(i -> new SupervisedResult.Sample(
                        read.all().get(part.rows()[i]),
                        TextOutput.text(part.truth(main)[i]),
                        TextOutput.text(unseenAnswers(main)[i])))
                .toList();
    }

    int bestEpoch() {
        return bestEpoch;
    }

    Kept kept() {
        return kept;
    }

    double[][] unseenAnswers(String output) {
        return Objects.requireNonNull(unseen.get(output));
    }
}
