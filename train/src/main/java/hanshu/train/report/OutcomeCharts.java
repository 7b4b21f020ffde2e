package hanshu.train.report;

import static hanshu.train.report.Option.axis;
import static hanshu.train.report.Option.json;
import static hanshu.train.report.Option.rounded;
import static hanshu.train.report.Option.set;

import hanshu.train.metric.Digits;
import hanshu.train.metric.Reliability;
import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.Column;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.SupervisedResult.Classification;
import hanshu.train.report.SupervisedResult.Importance;
import hanshu.train.report.SupervisedResult.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What the function says of the test rows, against what is true, and which columns it says it by. */
final class OutcomeCharts {
    private static final int MOST_POINTS = 2000;
    private static final int MOST_COLUMNS = 20;

    private OutcomeCharts() {}

    /** Predicted against true; on the dashed line they are equal. */
    static Chart predictedAgainstTrue(Regression outcome, String target) {
        var truth = outcome.truth();
        int n = truth.length;
        int shown = Math.min(n, MOST_POINTS);
        var inside = new ArrayList<List<Double>>();
        var outside = new ArrayList<List<Double>>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < shown; point++) {
            int i = (int) ((long) point * n / shown);
            double predicted = outcome.predicted()[i];
            low = Math.min(low, Math.min(truth[i], predicted));
            high = Math.max(high, Math.max(truth[i], predicted));
            boolean held = outcome.intervals()
                    .map(band -> band.low()[i] <= truth[i] && truth[i] <= band.high()[i])
                    .orElse(true);
            (held ? inside : outside).add(List.of(rounded(truth[i]), rounded(predicted)));
        }
        double step = Math.pow(10, Math.floor(Math.log10(high > low ? high - low : 1))) / 2;
        double from = Math.floor(low / step) * step;
        double to = Math.ceil(high / step) * step;
        var series = new ArrayList<ObjectNode>();
        series.add(Option.diagonal("equal", from, to));
        series.add(
                Option.points(outcome.intervals().isPresent() ? "inside its interval" : "test row", "$accent", inside));
        if (!outside.isEmpty()) {
            series.add(Option.points("outside its interval", "$second", outside));
        }
        for (var points : series) {
            set(points, "dimensions", List.of("true " + target, "predicted " + target));
            set(points, "encode", json("{\"x\": 0, \"y\": 1, \"tooltip\": [0, 1]}"));
        }
        var x = axis("true " + target).put("min", from).put("max", to);
        var y = axis("predicted " + target).put("min", from).put("max", to).put("nameGap", 52);
        var count = shown < n ? ", %s of %s test rows".formatted(Digits.of((long) shown), Digits.of((long) n)) : "";
        return new Chart(
                "Predicted against true" + count + "; dashed: equal",
                "Each test row is a point at its true and its predicted %s: the nearer to the dashed line, the better."
                        .formatted(target),
                Option.of(x, y, series, "item"),
                Chart.SQUARE,
                Optional.empty());
    }

    /** How often answers of each confidence are right. */
    static Chart reliability(Classification outcome) {
        var bins = Reliability.of(outcome.truth(), outcome.probability()).bins().stream()
                .filter(bin -> bin.rows() > 0)
                .toList();
        int most = bins.stream().mapToInt(Reliability.Bin::rows).max().orElseThrow();
        var measured = Option.points(
                "test rows",
                "$accent",
                bins.stream().map(bin -> point(bin, most)).toList());
        set(measured, "dimensions", List.of("probability", "share right", "rows"));
        measured.set("encode", json("""
                {"x": 0, "y": 1, "tooltip": [0, 1, 2]}"""));
        var diagonal = Option.diagonal("as sure as right", 0, 1);
        return new Chart(
                "Is it as sure as it is right? Dashed: exactly; larger points: more rows",
                bins.stream()
                        .map(bin -> "Of %s rows at %s, %s are right."
                                .formatted(
                                        Digits.of((long) bin.rows()),
                                        Digits.percent(bin.confidence()),
                                        Digits.percent(bin.accuracy())))
                        .collect(Collectors.joining(" ")),
                Option.of(
                        axis("probability of the predicted class").put("min", 0).put("max", 1),
                        axis("share right").put("min", 0).put("max", 1).put("nameGap", 40),
                        List.of(diagonal, measured),
                        "item"),
                Chart.SQUARE,
                Optional.of(reliabilityTable(bins)));
    }

    /** The more rows, the larger. */
    private static ObjectNode point(Reliability.Bin bin, int most) {
        var value = List.<Number>of(rounded(bin.confidence()), rounded(bin.accuracy()), bin.rows());
        long size = 7 + Math.round(17 * Math.sqrt((double) bin.rows() / most));
        return set(json("{}").put("symbolSize", size), "value", value);
    }

    private static DataTable reliabilityTable(List<Reliability.Bin> bins) {
        return DataTable.of(
                "Test rows by the probability of the predicted class",
                List.of(
                        Column.text("probability"),
                        Column.number("rows"),
                        Column.number("mean probability"),
                        Column.number("share right")),
                bins.stream()
                        .map(bin -> List.of(
                                "%s to %s".formatted(Digits.percent(bin.low()), Digits.percent(bin.high())),
                                Digits.of((long) bin.rows()),
                                Digits.percent(bin.confidence()),
                                Digits.percent(bin.accuracy())))
                        .toList());
    }

    /** How much worse {@code metric} becomes without each column; {@code importance} with the largest first. */
    static Chart importance(List<Importance> importance, String metric) {
        var scaled = importance.stream().map(column -> inPoints(column, metric)).toList();
        var shown = scaled.subList(0, Math.min(MOST_COLUMNS, scaled.size()));
        var bars = json("""
                {
                  "type": "bar", "name": "worse by", "barMaxWidth": 16,
                  "itemStyle": {"color": "$accent", "borderRadius": [0, 3, 3, 0]},
                  "markLine": {
                    "silent": true, "symbol": "none", "label": {"show": false},
                    "lineStyle": {"type": "solid", "width": 1.5, "color": "$ink"}
                  }
                }""");
        set(bars, "data", shown.stream().map(Importance::mean).toList());
        var errors = bars.withObject("markLine").withArray("data");
        var ends = new ArrayList<List<Number>>();
        for (int i = 0; i < shown.size(); i++) {
            double mean = shown.get(i).mean();
            double deviation = shown.get(i).deviation();
            ends.add(List.of(rounded(mean - deviation), i));
            ends.add(List.of(rounded(mean + deviation), i));
            var line = errors.addArray();
            set(line.addObject(), "coord", ends.get(2 * i));
            set(line.addObject(), "coord", ends.get(2 * i + 1));
        }
        // A mark alone does not widen the axis, and is not drawn where it leaves it: points without size do.
        var room = Option.points("ends", "$ink", ends).put("silent", true).put("symbolSize", 0);
        room.withObject("tooltip").put("show", false);
        var names = json("""
                {
                  "type": "category", "inverse": true, "axisTick": {"show": false},
                  "axisLabel": {"width": 130, "overflow": "truncate", "interval": 0}
                }""");
        set(names, "data", shown.stream().map(Importance::column).toList());
        var name = MetricText.name(metric);
        var axis = axis(name + " worse by" + (MetricText.isPercent(metric) ? " (percentage points)" : ""));
        return new Chart(
                "How much worse " + name + " becomes when a column is shuffled; lines are ± one standard deviation",
                "The columns that matter most: "
                        + shown.stream()
                                .limit(5)
                                .map(column -> column.column() + " (" + Digits.of(column.mean()) + ")")
                                .collect(Collectors.joining(", "))
                        + ".",
                Option.of(axis, names, List.of(bars, room), "axis"),
                5 + (int) Math.ceil(1.6 * shown.size()),
                Optional.of(importanceTable(scaled, metric)));
    }

    private static Importance inPoints(Importance column, String metric) {
        double unit = MetricText.isPercent(metric) ? 100 : 1;
        return new Importance(column.column(), rounded(unit * column.mean()), rounded(unit * column.deviation()));
    }

    private static DataTable importanceTable(List<Importance> importance, String metric) {
        return DataTable.of(
                "All columns",
                List.of(
                        Column.text("column"),
                        Column.number(MetricText.name(metric) + " worse by"),
                        Column.number("standard deviation")),
                importance.stream()
                        .map(column ->
                                List.of(column.column(), Digits.of(column.mean()), Digits.of(column.deviation())))
                        .toList());
    }
}
