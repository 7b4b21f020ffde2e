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
    static Chart predictedAgainstTrue(Regression outcome, String target, Language language) {
        var isTrue = language.say("true ", "真实 ") + target;
        var isPredicted = language.say("predicted ", "预测 ") + target;
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
        series.add(Option.diagonal(language.say("equal", "相等"), from, to));
        series.add(Option.points(
                outcome.intervals().isPresent()
                        ? language.say("inside its interval", "在其区间内")
                        : language.say("test row", "测试行"),
                "$accent",
                inside));
        if (!outside.isEmpty()) {
            series.add(Option.points(language.say("outside its interval", "在其区间外"), "$second", outside));
        }
        for (var points : series) {
            set(points, "dimensions", List.of(isTrue, isPredicted));
            set(points, "encode", json("{\"x\": 0, \"y\": 1, \"tooltip\": [0, 1]}"));
        }
        var x = axis(isTrue).put("min", from).put("max", to);
        var y = axis(isPredicted).put("min", from).put("max", to).put("nameGap", 52);
        var count = shown < n
                ? language.say(", %s of %s test rows", "（%2$s 个测试行中的 %1$s 个）")
                        .formatted(Digits.of((long) shown), Digits.of((long) n))
                : "";
        return new Chart(
                language.say("Predicted against true%s; dashed: equal", "预测对真实%s；虚线：相等")
                        .formatted(count),
                language.say(
                                "Each test row is a point at its true and its predicted %s: the nearer to the dashed line, the better.",
                                "每个测试行是一个点，横坐标是真实的 %s，纵坐标是预测的：离虚线越近越好。")
                        .formatted(target),
                Option.of(x, y, series, "item"),
                Chart.SQUARE,
                Optional.empty());
    }

    /** How often answers of each confidence are right. */
    static Chart reliability(Classification outcome, Language language) {
        var bins = Reliability.of(outcome.truth(), outcome.probability()).bins().stream()
                .filter(bin -> bin.rows() > 0)
                .toList();
        int most = bins.stream().mapToInt(Reliability.Bin::rows).max().orElseThrow();
        var measured = Option.points(
                language.say("test rows", "测试行"),
                "$accent",
                bins.stream().map(bin -> point(bin, most)).toList());
        var probability = language.say("probability", "概率");
        var right = language.say("share right", "正确的比例");
        set(measured, "dimensions", List.of(probability, right, language.say("rows", "行数")));
        measured.set("encode", json("""
                {"x": 0, "y": 1, "tooltip": [0, 1, 2]}"""));
        var diagonal = Option.diagonal(language.say("as sure as right", "多有把握就多正确"), 0, 1);
        return new Chart(
                language.say(
                        "Is it as sure as it is right? Dashed: exactly; larger points: more rows",
                        "校准：它有多大把握就有多正确吗？虚线：恰好如此；点越大行越多"),
                bins.stream()
                        .map(bin -> language.say("Of %s rows at %s, %s are right.", "%2$s 的 %1$s 行中，%3$s 正确。")
                                .formatted(
                                        Digits.of((long) bin.rows()),
                                        Digits.percent(bin.confidence()),
                                        Digits.percent(bin.accuracy())))
                        .collect(Collectors.joining(language.say(" ", ""))),
                Option.of(
                        axis(language.say("probability of the predicted class", "预测类别的概率"))
                                .put("min", 0)
                                .put("max", 1),
                        axis(right).put("min", 0).put("max", 1).put("nameGap", 40),
                        List.of(diagonal, measured),
                        "item"),
                Chart.SQUARE,
                Optional.of(reliabilityTable(bins, language)));
    }

    /** The more rows, the larger. */
    private static ObjectNode point(Reliability.Bin bin, int most) {
        var value = List.<Number>of(rounded(bin.confidence()), rounded(bin.accuracy()), bin.rows());
        long size = 7 + Math.round(17 * Math.sqrt((double) bin.rows() / most));
        return set(json("{}").put("symbolSize", size), "value", value);
    }

    private static DataTable reliabilityTable(List<Reliability.Bin> bins, Language language) {
        return DataTable.of(
                language.say("Test rows by the probability of the predicted class", "按预测类别的概率分组的测试行"),
                List.of(
                        Column.text(language.say("probability", "概率")),
                        Column.number(language.say("rows", "行数")),
                        Column.number(language.say("mean probability", "平均概率")),
                        Column.number(language.say("share right", "正确的比例"))),
                bins.stream()
                        .map(bin -> List.of(
                                language.say("%s to %s", "%s 至 %s")
                                        .formatted(Digits.percent(bin.low()), Digits.percent(bin.high())),
                                Digits.of((long) bin.rows()),
                                Digits.percent(bin.confidence()),
                                Digits.percent(bin.accuracy())))
                        .toList());
    }

    /** How much worse {@code metric} becomes without each column; {@code importance} with the largest first. */
    static Chart importance(List<Importance> importance, String metric, Language language) {
        var scaled = importance.stream().map(column -> inPoints(column, metric)).toList();
        var shown = scaled.subList(0, Math.min(MOST_COLUMNS, scaled.size()));
        var bars = json("""
                {
                  "type": "bar", "barMaxWidth": 16,
                  "itemStyle": {"color": "$accent", "borderRadius": [0, 3, 3, 0]},
                  "markLine": {
                    "silent": true, "symbol": "none", "label": {"show": false},
                    "lineStyle": {"type": "solid", "width": 1.5, "color": "$ink"}
                  }
                }""");
        bars.put("name", language.say("worse by", "变差"));
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
        var name = MetricText.name(metric, language);
        var axis = axis(language.say("%s worse by%s", "%s变差%s")
                .formatted(name, MetricText.isPercent(metric) ? language.say(" (percentage points)", "（百分点）") : ""));
        return new Chart(
                language.say(
                                "How much worse %s becomes when a column is shuffled; lines are ± one standard deviation",
                                "打乱一列后%s变差多少；线为 ± 一个标准差")
                        .formatted(name),
                language.say("The columns that matter most: ", "最要紧的列：")
                        + shown.stream()
                                .limit(5)
                                .map(column -> column.column() + " (" + Digits.of(column.mean()) + ")")
                                .collect(Collectors.joining(language.say(", ", "、")))
                        + language.say(".", "。"),
                Option.of(axis, names, List.of(bars, room), "axis"),
                5 + (int) Math.ceil(1.6 * shown.size()),
                Optional.of(importanceTable(scaled, metric, language)));
    }

    private static Importance inPoints(Importance column, String metric) {
        double unit = MetricText.isPercent(metric) ? 100 : 1;
        return new Importance(column.column(), rounded(unit * column.mean()), rounded(unit * column.deviation()));
    }

    private static DataTable importanceTable(List<Importance> importance, String metric, Language language) {
        return DataTable.of(
                language.say("All columns", "全部列"),
                List.of(
                        Column.text(language.say("column", "列")),
                        Column.number(language.say("%s worse by", "%s变差").formatted(MetricText.name(metric, language))),
                        Column.number(language.say("standard deviation", "标准差"))),
                importance.stream()
                        .map(column ->
                                List.of(column.column(), Digits.of(column.mean()), Digits.of(column.deviation())))
                        .toList());
    }
}
