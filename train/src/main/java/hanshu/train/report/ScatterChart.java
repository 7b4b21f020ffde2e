package hanshu.train.report;

import hanshu.train.report.Section.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points, and lines through them.
 *
 * @param title above it
 * @param alternative what it shows, in words, for those who don't see it
 * @param xName what goes to the right
 * @param yName what goes up
 * @param points their name, and where they are
 * @param lines over them; those that are faint stand behind the others
 */
public record ScatterChart(
        String title,
        String alternative,
        String xName,
        String yName,
        LineChart.Line points,
        List<LineChart.Line> lines) {
    private static final int HEIGHT = 25;

    /** More can't be told apart. */
    private static final int MOST = 1_000;

    /** The chart, for a page. */
    public Chart chart() {
        var series = new ArrayList<ObjectNode>();
        int every = Math.max(1, Math.ceilDiv(points.x().size(), MOST));
        var dots = Option.points(
                        points.name(),
                        "$mute",
                        IntStream.range(0, points.x().size())
                                .filter(i -> i % every == 0)
                                .mapToObj(i -> place(points, i))
                                .toList())
                .put("symbolSize", 4);
        series.add(dots);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var drawn = Option.line(
                    line.name(),
                    line.faint() ? "$mute" : LineChart.colour(i),
                    IntStream.range(0, line.x().size())
                            .mapToObj(at -> place(line, at))
                            .toList());
            if (line.faint()) {
                drawn.put("silent", true)
                        .withObject("lineStyle")
                        .put("width", 1)
                        .put("opacity", 0.6);
            }
            series.add(drawn);
        }
        var right = Option.axis(xName).put("scale", true);
        right.withObject("splitLine").put("show", false);
        var up = Option.axis(yName).put("scale", true).put("nameGap", 44);
        for (var axis : List.of(right, up)) {
            axis.withObject("axisLine").put("onZero", false);
        }
        return new Chart(title, alternative, Option.of(right, up, series, "item"), HEIGHT, Optional.empty());
    }

    private static List<Double> place(LineChart.Line line, int at) {
        return List.of(Option.rounded(line.x().get(at)), Option.rounded(line.y().get(at)));
    }
}
