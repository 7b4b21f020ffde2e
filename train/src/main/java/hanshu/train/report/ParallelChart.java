package hanshu.train.report;

import hanshu.train.report.Section.Chart;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parallel coordinates (Inselberg 1985): an axis for each dimension, side by side, and a line for each case from axis to
 * axis. All axes go from 0 to 1.
 *
 * @param title above it
 * @param alternative what it shows, in words, for those who don't see it
 * @param axes from left to right
 * @param lines the most important last: it is drawn over the others
 */
public record ParallelChart(String title, String alternative, List<String> axes, List<Line> lines) {
    private static final int HEIGHT = 24;

    /**
     * A case.
     *
     * @param name of the case
     * @param places on each axis, from 0 to 1
     * @param weight from 0, faint, to 1, strong; above that it stands out
     */
    public record Line(String name, List<Double> places, double weight) {
        public Line {
            places = List.copyOf(places);
        }
    }

    public ParallelChart {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
    }

    /** The chart, for a page. */
    public Chart chart() {
        var right = Option.json("""
                {"type": "category", "boundaryGap": false, "splitLine": {"show": true}, "axisTick": {"show": false},
                 "axisLabel": {"interval": 0, "hideOverlap": false, "rotate": 35}}""");
        Option.set(right, "data", axes);
        var up = Option.json("""
                {"type": "value", "min": 0, "max": 1, "splitLine": {"show": false}, "axisLabel": {"show": false},
                 "axisLine": {"show": false}, "axisTick": {"show": false}}""");
        var drawn = lines.stream().map(ParallelChart::drawn).toList();
        var option = Option.of(right, up, drawn, "item");
        option.withObject("legend").put("show", false);
        option.withObject("grid").put("top", 16).put("left", 24).put("right", 32);
        return new Chart(title, alternative, option, HEIGHT, Optional.empty());
    }

    private static ObjectNode drawn(Line line) {
        boolean standsOut = line.weight > 1;
        var drawn = Option.line(
                line.name,
                standsOut ? "$second" : "$accent",
                IntStream.range(0, line.places.size())
                        .mapToObj(i -> List.of(i, Option.rounded(line.places.get(i))))
                        .toList());
        drawn.withObject("lineStyle")
                .put("width", standsOut ? 3 : 1.2)
                .put("opacity", standsOut ? 1 : 0.08 + 0.6 * line.weight);
        return drawn;
    }
}
