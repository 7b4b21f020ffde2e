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
    static Chart losses(Learning learning) {
        var history = learning.history();
        var train = byEpoch(history, e -> OptionalDouble.of(e.trainLoss()));
        var validation = byEpoch(history, EpochEnded::validationLoss);
        var zone = Overfitting.of(history);
        var seen = line("validation", "$accent", validation);
        seen.set("markLine", bestEpoch(learning));
        zone.ifPresent(z -> seen.set("markArea", overfitting(z)));
        var text = new StringBuilder("Training loss goes from %s to %s in %d epochs"
                .formatted(
                        Digits.of(history.getFirst().trainLoss()),
                        Digits.of(history.getLast().trainLoss()),
                        history.size()));
        if (!validation.isEmpty()) {
            text.append(", validation loss from ").append(change(validation));
        }
        text.append(". Epoch ").append(learning.bestEpoch()).append(" is the best.");
        zone.ifPresent(z -> text.append(" After epoch ")
                .append(z.from())
                .append(" validation loss rises while training loss falls: overfitting."));
        var y = axis("loss").put("type", spansDecades(train, validation) ? "log" : "value");
        return new Chart(
                "Loss by epoch (" + learning.loss() + ")",
                text.toString(),
                Option.of(
                        epochs(history),
                        y.put("scale", true).put("nameGap", 48),
                        List.of(line("training", "$mute", train), seen),
                        "axis"),
                21,
                Optional.of(numbers(history)));
    }

    /** The score called {@code metric} on the validation rows; empty if it was not measured. */
    static Optional<Chart> score(Learning learning, String metric) {
        var points = byEpoch(learning.history(), e -> {
            var value = e.metrics().get(metric);
            return value == null ? OptionalDouble.empty() : value;
        });
        var name = MetricText.name(metric);
        return single(learning, points, "Validation " + name + " by epoch", name, "$accent");
    }

    /** The learning rate; empty if it never changed. */
    static Optional<Chart> rate(Learning learning) {
        var points = byEpoch(learning.history(), e -> OptionalDouble.of(e.rate()));
        boolean changes = points.stream().map(List::getLast).distinct().count() > 1;
        return changes ? single(learning, points, "Learning rate by epoch", "rate", "$mute") : Optional.empty();
    }

    private static Optional<Chart> single(
            Learning learning, List<List<Number>> points, String title, String name, String colour) {
        if (points.size() < 2) {
            return Optional.empty();
        }
        var series = line(name, colour, points);
        series.set("markLine", bestEpoch(learning));
        return Optional.of(new Chart(
                title,
                "%s goes from %s.".formatted(name, change(points)),
                Option.of(
                        epochs(learning.history()),
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

    private static String change(List<List<Number>> points) {
        return Digits.of(points.getFirst().getLast().doubleValue())
                + " to "
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

    private static ObjectNode epochs(List<EpochEnded> history) {
        var axis = axis("epoch").put("minInterval", 1);
        axis.withObject("axisPointer").withObject("label").put("precision", 0).put("formatter", "epoch {value}");
        axis.put("min", history.getFirst().epoch()).put("max", history.getLast().epoch());
        axis.withObject("splitLine").put("show", false);
        return axis;
    }

    private static ObjectNode bestEpoch(Learning learning) {
        var mark = json("""
                {
                  "silent": true, "symbol": "none",
                  "lineStyle": {"type": "solid", "width": 1, "color": "$ink"},
                  "label": {"position": "end", "distance": 4, "color": "$ink"}
                }""");
        mark.withObject("label").put("formatter", "best: " + learning.bestEpoch());
        mark.withArray("data").addObject().put("xAxis", learning.bestEpoch());
        return mark;
    }

    private static ObjectNode overfitting(Overfitting zone) {
        var mark = json("""
                {
                  "silent": true, "itemStyle": {"color": "$zone"},
                  "label": {"formatter": "overfitting", "position": "insideBottom", "color": "$second"}
                }""");
        var ends = mark.withArray("data").addArray();
        ends.addObject().put("xAxis", zone.from());
        ends.addObject().put("xAxis", zone.to());
        return mark;
    }

    /** All epochs, or so many that a page can hold. */
    private static DataTable numbers(List<EpochEnded> history) {
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
                every == 1 ? "Every epoch" : "Every epoch that is a multiple of " + every,
                List.of(
                        Column.number("epoch"),
                        Column.number("training loss"),
                        Column.number("validation loss"),
                        Column.number("rate")),
                rows);
    }
}
