package hanshu.train.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Options of ECharts, in the terms of its manual. What comes from data is set as a value, never pasted into text. */
final class Option {
    private static final MathContext DIGITS = new MathContext(5);

    private Option() {}

    /** The JSON object that {@code text} is. */
    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    /** {@code node}, with {@code value} as {@code key}: anything that Jackson can write. */
    static ObjectNode set(ObjectNode node, String key, Object value) {
        node.set(key, JsonMapper.shared().<JsonNode>valueToTree(value));
        return node;
    }

    static ObjectNode axis(String name) {
        return json("""
                {"type": "value", "nameLocation": "middle", "nameGap": 30}""").put("name", name);
    }

    static ObjectNode line(String name, String colour, List<?> data) {
        var line = json("""
                {"type": "line", "symbol": "none", "itemStyle": {}, "lineStyle": {"width": 2}}""");
        line.put("name", name).put("symbol", data.size() == 1 ? "circle" : "none");
        line.withObject("itemStyle").put("color", colour);
        line.withObject("lineStyle").put("color", colour);
        return set(line, "data", data);
    }

    /** The line on which y = x, for comparison. */
    static ObjectNode diagonal(String name, double from, double to) {
        var line = line(name, "$mute", List.of(List.of(from, from), List.of(to, to)));
        line.put("silent", true).withObject("tooltip").put("show", false);
        line.withObject("lineStyle").put("type", "dashed").put("width", 1.5);
        return line;
    }

    /** A point each. */
    static ObjectNode points(String name, String colour, List<?> data) {
        var points = json("""
                {"type": "scatter", "symbolSize": 6, "itemStyle": {"opacity": 0.55}}""");
        points.put("name", name).withObject("itemStyle").put("color", colour);
        return set(points, "data", data);
    }

    /** A chart; {@code trigger} says what the pointer must meet for a tooltip, "axis" or "item". */
    static ObjectNode of(ObjectNode x, ObjectNode y, List<ObjectNode> series, String trigger) {
        var named = series.stream().filter(one -> !one.has("silent")).toList();
        boolean legend = named.size() > 1;
        boolean lines =
                named.stream().allMatch(one -> one.path("type").asString().equals("line"));
        var option = json("""
                {
                  "grid": {"left": 4, "right": 20, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "all"},
                  "legend": {"top": 0, "left": 0},
                  "tooltip": {}
                }""");
        option.withObject("grid").put("top", legend ? 44 : 22);
        option.withObject("legend")
                .put("show", legend)
                .put("icon", lines ? "roundRect" : "circle")
                .put("itemWidth", lines ? 18 : 9)
                .put("itemHeight", lines ? 3 : 9)
                .set(
                        "data",
                        JsonMapper.shared()
                                .valueToTree(named.stream()
                                        .map(one -> one.get("name"))
                                        .toList()));
        option.withObject("tooltip").put("trigger", trigger);
        option.set("xAxis", x);
        option.set("yAxis", y);
        return set(option, "series", series);
    }

    /** Five digits: more can't be seen, and the file stays small. */
    static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }
}
