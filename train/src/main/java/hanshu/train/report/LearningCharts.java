package hanshu.train.report;

import static hanshu.train.report.Option.axis;
import static hanshu.train.report.Option.json;
import static hanshu.train.report.Option.line;
import static hanshu.train.report.Option.rounded;

import hanshu.train.Event.EpochEnded;
import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.SupervisedResult.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** How losses, score and rate went, epoch by epoch. */
final class LearningCharts {
    /** Where the largest loss is so many times the smallest, powers of ten are shown. */
    private static final double DECADES = 50;

    private LearningCharts() {}

    /** Both losses, the best epoch marked, the epochs of overfitting shaded. */
    static Chart losses(Learning learning, Language language) {
        var history = learning.history();
        var train = byEpoch(history, e -> OptionalDouble.of(e.trainLoss()));
        var validation = byEpoch(history, EpochEnded::validationLoss);
        var zone = Overfitting.of(history);
        var seen = line(language.say("validation", "验证"), "$accent", validation);
        seen.set("markLine", bestEpoch(learning, language));
        zone.ifPresent(z -> seen.set("markArea", overfitting(z, language)));
        var text = new StringBuilder(
                language.say("Training loss goes from %s to %s in %d epochs", "训练损失在 %3$d 轮里从 %1$s 到 %2$s")
                        .formatted(
                                Digits.of(history.getFirst().trainLoss()),
                                Digits.of(history.getLast().trainLoss()),
                                history.size()));
        if (!validation.isEmpty()) {
            text.append(language.say(", validation loss from ", "，验证损失从 ")).append(change(validation, language));
        }
        text.append(language.say(". Epoch %d is the best.", "。第 %d 轮最好。").formatted(learning.bestEpoch()));
        zone.ifPresent(z -> text.append(language.say(
                        " After epoch %d validation loss rises while training loss falls: overfitting.",
                        "第 %d 轮之后验证损失上升而训练损失下降：过拟合。")
                .formatted(z.from())));
        var y = axis(language.say("loss", "损失")).put("type", spansDecades(train, validation) ? "log" : "value");
        return new Chart(
                language.say("Loss by epoch (%s)", "每轮的损失（%s）").formatted(learning.loss()),
                text.toString(),
                Option.of(
                        epochs(history, language),
                        y.put("scale", true).put("nameGap", 48),
                        List.of(line(language.say("training", "训练"), "$mute", train), seen),
                        "axis"),
                21,
                Optional.of(numbers(history, language)));
    }

    /** The score called {@code metric} on the validation rows; empty if it was not measured. */
    static Optional<Chart> score(Learning learning, String metric, Language language) {
        var points = byEpoch(learning.history(), e -> {
            var value = e.metrics().get(metric);
            return value == null ? OptionalDouble.empty() : value;
        });
        var name = MetricText.name(metric, language);
        var title = language.say("Validation %s by epoch", "每轮的验证%s").formatted(name);
        return single(learning, points, title, name, "$accent", language);
    }

    /** The learning rate; empty if it never changed. */
    static Optional<Chart> rate(Learning learning, Language language) {
        var points = byEpoch(learning.history(), e -> OptionalDouble.of(e.rate()));
        boolean changes = points.stream().map(List::getLast).distinct().count() > 1;
        return changes
                ? single(
                        learning,
                        points,
                        language.say("Learning rate by epoch", "每轮的学习率"),
                        language.say("rate", "学习率"),
                        "$mute",
                        language)
                : Optional.empty();
    }

    private static Optional<Chart> single(
            Learning learning, List<List<Number>> points, String title, String name, String colour, Language language) {
        if (points.size() < 2) {
            return Optional.empty();
        }
        var series = line(name, colour, points);
        series.set("markLine", bestEpoch(learning, language));
        return Optional.of(new Chart(
                title,
                language.say("%s goes from %s.", "%s从 %s。").formatted(name, change(points, language)),
                Option.of(
                        epochs(learning.history(), language),
                        axis(name).put("scale", true).put("nameGap", 48),
                        List.of(series),
                        "axis"),
                16,
                Optional.empty()));
    }

    private static List<List<Number>> byEpoch(List<EpochEnded> history, Function<EpochEnded, OptionalDouble> value) {
        var points = new ArrayList<List<Number>>();
        for (var epoch : history) {
            value.apply(epoch).ifPresent(v -> points.add(List.of(epoch.epoch(), rounded(v))));
        }
        return points;
    }

    private static String change(List<List<Number>> points, Language language) {
        return Digits.of(points.getFirst().getLast().doubleValue())
                + language.say(" to ", " 到 ")
                + Digits.of(points.getLast().getLast().doubleValue());
    }

    private static boolean spansDecades(List<List<Number>> train, List<List<Number>> validation) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (var points : List.of(train, validation)) {
            for (var point : points) {
                least = Math.min(least, point.getLast().doubleValue());
                most = Math.max(most, point.getLast().doubleValue());
            }
        }
        return least > 0 && most > DECADES * least;
    }

    private static ObjectNode epochs(List<EpochEnded> history, Language language) {
        var axis = axis(language.say("epoch", "轮")).put("minInterval", 1);
        axis.withObject("axisPointer")
                .withObject("label")
                .put("precision", 0)
                .put("formatter", language.say("epoch {value}", "第 {value} 轮"));
        axis.put("min", history.getFirst().epoch()).put("max", history.getLast().epoch());
        axis.withObject("splitLine").put("show", false);
        return axis;
    }

    private static ObjectNode bestEpoch(Learning learning, Language language) {
        var mark = json("""
                {
                  "silent": true, "symbol": "none",
                  "lineStyle": {"type": "solid", "width": 1, "color": "$ink"},
                  "label": {"position": "end", "distance": 4, "color": "$ink"}
                }""");
        mark.withObject("label").put("formatter", language.say("best: ", "最好：") + learning.bestEpoch());
        mark.withArray("data").addObject().put("xAxis", learning.bestEpoch());
        return mark;
    }

    private static ObjectNode overfitting(Overfitting zone, Language language) {
        var mark = json("""
                {
                  "silent": true, "itemStyle": {"color": "$zone"},
                  "label": {"position": "insideBottom", "color": "$second"}
                }""");
        mark.withObject("label").put("formatter", language.say("overfitting", "过拟合"));
        var ends = mark.withArray("data").addArray();
        ends.addObject().put("xAxis", zone.from());
        ends.addObject().put("xAxis", zone.to());
        return mark;
    }

    /** All epochs, or so many that a page can hold. */
    private static DataTable numbers(List<EpochEnded> history, Language language) {
        int most = 200;
        int every = (history.size() + most - 1) / most;
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < history.size(); i++) {
            if ((i + 1) % every == 0 || i + 1 == history.size()) {
                var epoch = history.get(i);
                rows.add(List.of(
                        Digits.of((long) epoch.epoch()),
                        Digits.of(epoch.trainLoss()),
                        epoch.validationLoss().isPresent()
                                ? Digits.of(epoch.validationLoss().getAsDouble())
                                : MetricText.UNDEFINED,
                        Digits.of(epoch.rate())));
            }
        }
        return DataTable.of(
                every == 1
                        ? language.say("Every epoch", "每一轮")
                        : language.say("Every epoch that is a multiple of %d", "每 %d 轮")
                                .formatted(every),
                List.of(
                        Column.number(language.say("epoch", "轮")),
                        Column.number(language.say("training loss", "训练损失")),
                        Column.number(language.say("validation loss", "验证损失")),
                        Column.number(language.say("rate", "学习率"))),
                rows);
    }
}
