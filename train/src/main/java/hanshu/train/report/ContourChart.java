package hanshu.train.report;

import hanshu.train.report.Section.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A surface seen from above, as on a map: lines of equal height, the strongest the lowest, and paths over it.
 *
 * @param title above it
 * @param alternative what it shows, in words, for those who don't see it
 * @param xName what goes to the right
 * @param yName what goes up
 * @param x the columns of the grid, rising
 * @param y its rows, rising
 * @param heights for each row of the grid, the height at each column
 * @param paths from their starts, which are marked, to their ends
 */
public record ContourChart(
        String title,
        String alternative,
        String xName,
        String yName,
        List<Double> x,
        List<Double> y,
        List<List<Double>> heights,
        List<LineChart.Line> paths) {
    private static final int LEVELS = 14;
    private static final int HEIGHT = 25;

    /** Between the two ends of a gap; ECharts then draws no line there. */
    private static final List<String> GAP = List.of("-", "-");

    /** The chart, for a page. */
    public Chart chart() {
        var all = heights.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        var contours = IntStream.range(0, LEVELS).mapToObj(k -> {
            double share = (k + 0.5) / LEVELS;
            var line = Option.line("", "$mute", contour(all.getMin() + (all.getMax() - all.getMin()) * share * share));
            line.put("silent", true).withObject("tooltip").put("show", false);
            line.withObject("lineStyle").put("width", 1).put("opacity", 1 - 0.75 * share);
            return line;
        });
        var ways = IntStream.range(0, paths.size()).mapToObj(i -> way(paths.get(i), LineChart.colour(i)));
        var right = Option.axis(xName).put("min", x.getFirst()).put("max", x.getLast());
        var up = Option.axis(yName).put("min", y.getFirst()).put("max", y.getLast());
        for (var axis : List.of(right, up)) {
            axis.withObject("splitLine").put("show", false);
            axis.withObject("axisLine").put("onZero", false);
            axis.withObject("axisLabel").put("showMinLabel", false).put("showMaxLabel", false);
        }
        up.put("nameGap", 40);
        var option = Option.of(right, up, Stream.concat(contours, ways).toList(), "item");
        return new Chart(title, alternative, option, HEIGHT, Optional.empty());
    }

    /** A line with a point at each step, the start larger. */
    private static ObjectNode way(LineChart.Line path, String colour) {
        var points = new ArrayList<Object>();
        for (int i = 0; i < path.x().size(); i++) {
            var place = List.of(
                    Option.rounded(path.x().get(i)), Option.rounded(path.y().get(i)));
            var point = Option.set(Option.json("{}"), "value", place);
            point.put("symbolSize", i == 0 ? 11 : i + 1 == path.x().size() ? 8 : 3);
            points.add(point);
        }
        return Option.line(path.name(), colour, points).put("symbol", "circle");
    }

    /** The pieces of the line of one height: in each cell of the grid, from side to side (marching squares). */
    private List<Object> contour(double height) {
        var pieces = new ArrayList<>();
        for (int row = 0; row + 1 < y.size(); row++) {
            for (int column = 0; column + 1 < x.size(); column++) {
                var ends = crossings(row, column, height);
                for (int i = 0; i + 1 < ends.size(); i += 2) {
                    pieces.addAll(Arrays.asList(ends.get(i), ends.get(i + 1), GAP));
                }
            }
        }
        return pieces;
    }

    /** Where the sides of a cell cross a height, going round. */
    private List<List<Double>> crossings(int row, int column, double height) {
        int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
        var found = new ArrayList<List<Double>>();
        for (int side = 0; side < 4; side++) {
            int[] from = corners[side];
            int[] to = corners[(side + 1) % 4];
            double a = heights.get(from[0]).get(from[1]);
            double b = heights.get(to[0]).get(to[1]);
            if (a < height != b < height) {
                double share = (height - a) / (b - a);
                found.add(List.of(
                        Option.rounded(x.get(from[1]) + share * (x.get(to[1]) - x.get(from[1]))),
                        Option.rounded(y.get(from[0]) + share * (y.get(to[0]) - y.get(from[0])))));
            }
        }
        return found;
    }
}
