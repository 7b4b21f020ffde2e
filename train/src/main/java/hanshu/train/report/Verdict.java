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
    private static final String LINEAR = "y\u00a0=\u00a0b\u00a0+\u00a0w·x";

    private final SupervisedResult result;
    private final Language language;
    private final Scores scores;
    private final String main;
    private final boolean linearKept;
    private final boolean hasLine;
    private final boolean copies;
    private final String naive;

    Verdict(SupervisedResult result, Language language) {
        this.result = result;
        this.language = language;
        this.scores = result.scores();
        this.main = scores.main();
        this.linearKept = result.learning().linearKept();
        hasLine = !scores.linear().isEmpty();
        copies = result.outcome() instanceof SupervisedResult.Texts;
        naive = copies
                ? language.say("what is read, copied", "照抄所读")
                : language.say("the same answer for every row", "每行都给同一答案");
    }

    /** In one sentence. */
    String sentence() {
        var learned = linearKept
                ? LINEAR + language.say(" is enough here: it", "在这里已经够用：它")
                : language.say("The network", "网络");
        var target = result.data().target();
        var name = MetricText.name(main, language);
        var score = text(main, scores.test());
        if (scores.intervals().containsKey(main)) {
            score += language.say(" (%s interval %s)", "（%s 区间 %s）")
                    .formatted(MetricText.percent(scores.coverage()), interval(main));
        }
        var rows = language.say("%s rows that it never saw", "没见过的 %s 行")
                .formatted(Digits.of((long) result.data().testRows()));
        return switch (main) {
            case "rmse", "mae" ->
                language.say(
                                "%s predicts %s on %s with a typical error (%s) of %s; %s.",
                                "%1$s在%3$s上预测 %2$s，典型误差（%4$s）为 %5$s；%6$s。")
                        .formatted(learned, target, rows, name, score, others("has"));
            case "accuracy", "balanced_accuracy" ->
                language.say("%s names the right %s for %s of %s (%s); %s.", "%1$s在%4$s上把 %2$s 说对的比例（%5$s）为 %3$s；%6$s。")
                        .formatted(learned, target, score, rows, name, others("does so for"));
            default ->
                language.say("%s reaches a %s of %s for %s on %s; %s.", "%1$s在%5$s上求 %4$s，%2$s为 %3$s；%6$s。")
                        .formatted(learned, name, score, target, rows, others("reaches"));
        };
    }

    private String others(String verb) {
        var score = text(main, scores.naive());
        return linearKept || !hasLine
                ? language.say("%s %s %s", "%1$s为 %3$s").formatted(naive, verb, score)
                : language.say("%s %s %s, %s %s", "%1$s 为 %3$s，%4$s为 %5$s")
                        .formatted(LINEAR, verb, text(main, scores.linear()), naive, score);
    }

    /** In a few numbers. */
    Figures figures() {
        var name = MetricText.name(main, language) + language.say(", ", "，");
        var figures = new ArrayList<Figure>();
        var note = scores.intervals().containsKey(main)
                ? MetricText.percent(scores.coverage()) + ": " + interval(main)
                : "";
        figures.add(new Figure(text(main, scores.test()), name + learned(), note, true));
        if (!linearKept && hasLine) {
            figures.add(new Figure(text(main, scores.linear()), name + LINEAR, "", false));
        }
        figures.add(new Figure(text(main, scores.naive()), name + naive, "", false));
        var rows = Digits.of((long) result.data().testRows());
        figures.add(new Figure(
                rows, language.say("test rows", "测试行"), language.say("kept aside until the end", "一直留到最后"), false));
        return new Figures(figures);
    }

    /** Every metric of every function, side by side. */
    DataTable table() {
        var learned = learned();
        var columns = new ArrayList<>(List.of(
                Column.text(language.say("score", "指标")),
                Column.number(copies ? naive : language.say("same answer", "同一答案"))));
        if (!linearKept && hasLine) {
            columns.add(Column.number(LINEAR));
        }
        columns.add(Column.number(learned));
        columns.add(Column.number(
                language.say("its %s interval", "其 %s 区间").formatted(MetricText.percent(scores.coverage()))));
        columns.add(Column.number(learned + language.say(", validation", "，验证集")));
        columns.add(Column.number(learned + language.say(", training", "，训练集")));
        var metrics = List.copyOf(scores.test().keySet());
        var rows = new ArrayList<List<String>>();
        for (var metric : metrics) {
            var row = new ArrayList<>(List.of(MetricText.name(metric, language), text(metric, scores.naive())));
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
                language.say("All scores, of the test rows unless the column says otherwise", "全部指标；列名未另作说明的，都在测试行上"),
                columns,
                rows,
                metrics.indexOf(main));
    }

    private String learned() {
        return linearKept ? LINEAR : language.say("network", "网络");
    }

    private String interval(String metric) {
        var interval = scores.intervals().get(metric);
        return interval == null ? MetricText.UNDEFINED : MetricText.interval(metric, interval, language);
    }

    private static String text(String metric, Map<String, OptionalDouble> scores) {
        var value = scores.getOrDefault(metric, OptionalDouble.empty());
        return value.isPresent() ? MetricText.value(metric, value.getAsDouble()) : MetricText.UNDEFINED;
    }
}
