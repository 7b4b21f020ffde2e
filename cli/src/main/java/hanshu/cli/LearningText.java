package hanshu.cli;

import hanshu.data.table.Task;
import hanshu.learn.supervised.Baseline;
import hanshu.learn.supervised.Learned;
import hanshu.learn.supervised.Prediction;
import hanshu.learn.supervised.SupervisedConfig;
import hanshu.learn.supervised.SupervisedConfig.SplitConfig;
import hanshu.learn.supervised.Understanding;
import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import hanshu.train.metric.Metrics;
import hanshu.train.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a run says to people, as it becomes known. */
final class LearningText {
    static final String LINEAR = "y = b + w·x";
    private static final int LABEL = 11;

    private final Console console;
    private final Style style;
    private final Paragraphs page;

    LearningText(Console console, boolean shown) {
        this.console = console;
        style = console.style();
        page = new Paragraphs(console, shown, LABEL);
    }

    void understood(Understanding known) {
        var target = known.target();
        page.say(TableText.title(known.table(), known.schema(), style));
        page.say("");
        TableText.columns(known.schema(), target.name(), style).forEach(page::say);
        page.say("");
        var task = switch (target.task()) {
            case Task.Regression() -> "predict a number. ";
            case Task.Classification(List<String> classes) ->
                "predict one of %s classes. ".formatted(Digits.of((long) classes.size()));
        };
        page.say("Task", task + target.reason());
        page.say(
                "Rows",
                "%s to learn from, %s to decide when to stop, %s kept back for the test (%s)."
                        .formatted(
                                Digits.of((long) known.trainRows()),
                                Digits.of((long) known.validationRows()),
                                Digits.of((long) known.testRows()),
                                how(known.config().split())));
        if (!known.notices().isEmpty()) {
            page.say("");
            known.notices().forEach(notice -> TableText.notice(notice, style).forEach(page::say));
        }
        page.say("");
    }

    private static String how(SplitConfig split) {
        return switch (split.kind()) {
            case STRATIFIED -> "at random, in equal shares";
            case RANDOM -> "at random";
            case GROUP -> "by groups of " + split.by();
            case TIME -> "the latest by " + split.by();
            case COLUMN -> "as column " + split.by() + " says";
        };
    }

    void naive(Baseline naive, Understanding known) {
        var answer = switch (known.target().task()) {
            case Task.Regression() -> "always the mean";
            case Task.Classification c -> "always the most frequent class";
        };
        page.say("Naive", main(naive.scores().unseen()) + ": " + answer + ".");
    }

    void linear(Baseline linear, Understanding known) {
        page.say(LINEAR, main(linear.scores().unseen()) + ".");
        page.say("");
    }

    /** The first two metrics: the one that people ask for, and another. */
    private static String main(Metrics metrics) {
        var words = new ArrayList<String>();
        metrics.asMap().forEach((name, value) -> words.add(name + " " + digits(value)));
        return String.join(", ", words.subList(0, 2));
    }

    void learned(Learned learned, RunFolder folder, double seconds, String next) {
        var known = learned.known();
        page.say(
                known.testRows() > 0
                        ? "On %s that it never saw:".formatted(TableText.count(known.testRows(), "row"))
                        : "On %s that decided when to stop, as none were kept back for a test:"
                                .formatted(TableText.count(known.validationRows(), "row")));
        page.say("");
        scores(learned).forEach(page::say);
        page.say("");
        page.say("Each answer", certainty(learned));
        page.say("Finding", learned.finding());
        page.say("");
        page.say("Run", "%s, %s".formatted(folder.path(), Digits.duration(seconds)));
        page.say("Report", folder.report().toString());
        if (known.config().model() != SupervisedConfig.ModelChoice.LINEAR) {
            page.sayCommand("Doctor", console.command("doctor", folder.path().toString()));
        }
        page.sayCommand("Next", next);
    }

    /** A line for each metric; the kept function last, with its interval. */
    private List<String> scores(Learned learned) {
        var naive = learned.naive().scores().unseen().asMap();
        var linear = learned.linear().scores().unseen().asMap();
        var kept = learned.scores().unseen().asMap();
        var text = TextTable.of(learned.keptNetwork() ? "lrrrl" : "lrrl");
        var head = new ArrayList<>(List.of(
                "",
                "naive",
                LINEAR,
                "network",
                "95 % interval of " + (learned.keptNetwork() ? "the network" : LINEAR)));
        if (!learned.keptNetwork()) {
            head.remove("network"); // what was kept stands there already
        }
        text.row(style::dim, head);
        kept.forEach((name, value) -> {
            var row = new ArrayList<>(List.of(name, digits(naive, name), digits(linear, name)));
            if (learned.keptNetwork()) {
                row.add(digits(value));
            }
            row.add(interval(learned.intervals(), name));
            text.row(name.equals(learned.mainMetric()) ? style::bold : line -> line, row);
        });
        return text.lines(2);
    }

    /** How sure single answers are. */
    private static String certainty(Learned learned) {
        var table = learned.known().table();
        return switch (learned.function().predict(table.select(0)).getFirst()) {
            case Prediction.Quantity(double value, var interval) ->
                interval.map(i -> "comes with an interval of ± %s, which holds the truth nine times out of ten."
                                .formatted(Digits.of((i.high() - i.low()) / 2)))
                        .orElse("comes without an interval: too few rows were there to promise one.");
            case Prediction.Quantities _, Prediction.Labels _, Prediction.Tags _, Prediction.Text _ ->
                throw new IllegalStateException("a table has one answer");
            case Prediction.Label label ->
                "comes with the probability of each class; on unseen rows it is off by %s on average (ece)."
                        .formatted(
                                learned.scores().unseen().asMap().getOrDefault("ece", OptionalDouble.empty()).stream()
                                        .mapToObj(Digits::percent)
                                        .findFirst()
                                        .orElse("an unknown amount"));
        };
    }

    static String interval(Map<String, Interval> intervals, String name) {
        var interval = intervals.get(name);
        return interval == null ? "" : Digits.of(interval.low()) + " … " + Digits.of(interval.high());
    }

    static String digits(Map<String, OptionalDouble> metrics, String name) {
        return digits(metrics.getOrDefault(name, OptionalDouble.empty()));
    }

    /** Four digits, or a dash where the rows leave a metric undefined. */
    static String digits(OptionalDouble value) {
        return value.isPresent() ? Digits.of(value.getAsDouble()) : "-";
    }
}
