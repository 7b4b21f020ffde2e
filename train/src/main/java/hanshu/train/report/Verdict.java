package hanshu.train.report;

import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.Section.Figure;
import hanshu.train.report.Section.Figures;
import hanshu.train.report.SupervisedResult.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How good the function is on rows that it never saw, beside the naive answer and y = b + w·x. */
final class Verdict {
    private static final String SAME = "the same answer for every row";
    private static final String COPIED = "what is read, copied";
    private static final String LINEAR = "y\u00a0=\u00a0b\u00a0+\u00a0w·x";

    private final SupervisedResult result;
    private final Scores scores;
    private final String main;
    private final boolean linearKept;
    private final boolean hasLine;
    private final String naive;

    Verdict(SupervisedResult result) {
        this.result = result;
        this.scores = result.scores();
        this.main = scores.main();
        this.linearKept = result.learning().linearKept();
        hasLine = !scores.linear().isEmpty();
        naive = result.outcome() instanceof SupervisedResult.Texts ? COPIED : SAME;
    }

    /** In one sentence. */
    String sentence() {
        var learned = linearKept ? LINEAR + " is enough here: it" : "The network";
        var target = result.data().target();
        var name = MetricText.name(main);
        var score = text(main, scores.test());
        if (scores.intervals().containsKey(main)) {
            score += " (%s interval %s)".formatted(MetricText.percent(scores.coverage()), interval(main));
        }
        var rows = Digits.of((long) result.data().testRows()) + " rows that it never saw";
        return switch (main) {
            case "rmse", "mae" ->
                "%s predicts %s on %s with a typical error (%s) of %s; %s."
                        .formatted(learned, target, rows, name, score, others("has"));
            case "accuracy", "balanced_accuracy" ->
                "%s names the right %s for %s of %s (%s); %s."
                        .formatted(learned, target, score, rows, name, others("does so for"));
            default ->
                "%s reaches a %s of %s for %s on %s; %s."
                        .formatted(learned, name, score, target, rows, others("reaches"));
        };
    }

    private String others(String verb) {
        var score = text(main, scores.naive());
        return linearKept || !hasLine
                ? "%s %s %s".formatted(naive, verb, score)
                : "%s %s %s, %s %s".formatted(LINEAR, verb, text(main, scores.linear()), naive, score);
    }

    /** In a few numbers. */
    Figures figures() {
        var name = MetricText.name(main) + ", ";
        var figures = new ArrayList<Figure>();
        var note = scores.intervals().containsKey(main)
                ? MetricText.percent(scores.coverage()) + ": " + interval(main)
                : "";
        figures.add(new Figure(text(main, scores.test()), name + (linearKept ? LINEAR : "network"), note, true));
        if (!linearKept && hasLine) {
            figures.add(new Figure(text(main, scores.linear()), name + LINEAR, "", false));
        }
        figures.add(new Figure(text(main, scores.naive()), name + naive, "", false));
        var rows = Digits.of((long) result.data().testRows());
        figures.add(new Figure(rows, "test rows", "kept aside until the end", false));
        return new Figures(figures);
    }

    /** Every metric of every function, side by side. */
    DataTable table() {
        var learned = linearKept ? LINEAR : "network";
        var columns = new ArrayList<>(
                List.of(Column.text("score"), Column.number(naive.equals(SAME) ? "same answer" : naive)));
        if (!linearKept && hasLine) {
            columns.add(Column.number(LINEAR));
        }
        columns.add(Column.number(learned));
        columns.add(Column.number("its " + MetricText.percent(scores.coverage()) + " interval"));
        columns.add(Column.number(learned + ", validation"));
        columns.add(Column.number(learned + ", training"));
        var metrics = List.copyOf(scores.test().keySet());
        var rows = new ArrayList<List<String>>();
        for (var metric : metrics) {
            var row = new ArrayList<>(List.of(MetricText.name(metric), text(metric, scores.naive())));
            if (!linearKept && hasLine) {
                row.add(text(metric, scores.linear()));
            }
            row.add(text(metric, scores.test()));
            row.add(interval(metric));
            row.add(text(metric, scores.validation()));
            row.add(text(metric, scores.train()));
            rows.add(row);
        }
        return new DataTable(
                "All scores, of the test rows unless the column says otherwise", columns, rows, metrics.indexOf(main));
    }

    private String interval(String metric) {
        var interval = scores.intervals().get(metric);
        return interval == null ? MetricText.UNDEFINED : MetricText.interval(metric, interval);
    }

    private static String text(String metric, Map<String, OptionalDouble> scores) {
        var value = scores.getOrDefault(metric, OptionalDouble.empty());
        return value.isPresent() ? MetricText.value(metric, value.getAsDouble()) : MetricText.UNDEFINED;
    }
}
