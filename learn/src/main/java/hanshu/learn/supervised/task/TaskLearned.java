package hanshu.learn.supervised.task;

import hanshu.learn.supervised.Measured;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** What came of learning a task: the function, and how good it is on cases that it never saw. */
public final class TaskLearned {
    private final Understood known;
    private final TaskFunction function;
    private final Measured measured;
    private final Map<String, double[][]> unseen;
    private final int bestEpoch;
    private final long parameters;
    private final Map<String, Interval> intervals;

    TaskLearned(
            Understood known,
            TaskFunction function,
            Measured measured,
            Map<String, double[][]> unseen,
            int bestEpoch,
            long parameters) {
        this.known = known;
        this.function = function;
        this.measured = measured;
        this.unseen = Map.copyOf(unseen);
        this.bestEpoch = bestEpoch;
        this.parameters = parameters;
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
                .map(output -> new TaskFunction.Judged(
                        output.name(),
                        Judging.metrics(
                                known.forms().output(output.name()),
                                known.unseen().truth(output.name()),
                                unseenAnswers(output.name())),
                        Map.of()))
                .toList();
    }

    /** What all this means, in a paragraph. */
    public String finding() {
        var name = mainMetric();
        double network = value(measured.unseen(), name);
        double linear = value(measured.linear(), name);
        double train = value(measured.train(), name);
        boolean higher = !name.equals("rmse");
        boolean better = higher ? network > linear : network < linear;
        var text = new StringBuilder("The network reaches %s %s on unseen cases, y = b + w·x %s."
                .formatted(name, Digits.of(network), Digits.of(linear)));
        if (!better) {
            text.append(" It is no better than a line here: more cases, or a smaller network, may help.");
        }
        double gap = higher ? train - network : network - train;
        double left = higher ? 1 - network : network;
        text.append(
                gap > left / 2
                        ? " It knows the cases it learned from much better (%s): more cases or more augmentation would help most."
                                .formatted(Digits.of(train))
                        : " On the cases it learned from it is hardly better (%s): a wider network (encoder.width) or more time (training.minutes) may gain more."
                                .formatted(Digits.of(train)));
        return text.toString();
    }

    private static double value(Map<String, OptionalDouble> metrics, String name) {
        return metrics.getOrDefault(name, OptionalDouble.empty()).orElse(Double.NaN);
    }

    int bestEpoch() {
        return bestEpoch;
    }

    long parameters() {
        return parameters;
    }

    double[][] unseenAnswers(String output) {
        return Objects.requireNonNull(unseen.get(output));
    }
}
