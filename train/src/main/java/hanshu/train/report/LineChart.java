package hanshu.train.report;

import hanshu.train.report.Section.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines over a common axis.
 *
 * @param title above it
 * @param alternative what it shows, in words, for those who don't see it
 * @param x what goes to the right
 * @param y what goes up
 * @param decades whether y shows powers of ten; values that are not positive are then left out
 * @param lines at least one
 */
public record LineChart(String title, String alternative, String x, String y, boolean decades, List<Line> lines) {
    /** Colours of the page first, then others that differ from them in light and dark. */
    private static final List<String> COLOURS =
            List.of("$accent", "#d1495b", "#2a9d6f", "#b07d12", "#7b5ea7", "#3c8dbc", "$mute");

    private static final int HEIGHT = 21;

    /** More points of a line than this can't be seen. */
    private static final int MOST = 500;

    /**
     * A line.
     *
     * @param x in their order
     * @param y as many; those that are no finite numbers are left out
     * @param faint whether it stands behind the others, thin and dashed, as the end of an interval
     */
    public record Line(String name, List<Double> x, List<Double> y, boolean faint) {
        public Line {
            x = List.copyOf(x);
            y = List.copyOf(y);
            if (x.size() != y.size()) {
                throw new IllegalArgumentException(
                        "line \"%s\" has %d values of x and %d of y".formatted(name, x.size(), y.size()));
            }
        }

        public Line(String name, List<Double> x, List<Double> y) {
            this(name, x, y, false);
        }

        public static Line faint(String name, List<Double> x, List<Double> y) {
            return new Line(name, x, y, true);
        }

        /** Of values at 1, 2, 3, … */
        public static Line of(String name, List<Double> y) {
            return new Line(
                    name,
                    IntStream.rangeClosed(1, y.size()).mapToObj(i -> (double) i).toList(),
                    y);
        }
    }

    /** The colour of the line of a number from 0. */
    static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    public LineChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("chart \"" + title + "\" has no lines");
        }
    }

    /** The chart, for a page. */
    public Chart chart() {
        var series = IntStream.range(0, lines.size())
                .mapToObj(i -> drawn(lines.get(i), colour(i)))
                .toList();
        var right = Option.axis(x).put("scale", true);
        right.withObject("splitLine").put("show", false);
        var up = Option.axis(y).put("type", decades ? "log" : "value");
        up.put("scale", true).put("nameGap", 52);
        up.withObject("axisLine").put("onZero", false);
        return new Chart(title, alternative, Option.of(right, up, series, "axis"), HEIGHT, Optional.empty());
    }

    private ObjectNode drawn(Line line, String colour) {
        var drawn = Option.line(line.name, line.faint ? "$mute" : colour, points(line));
        if (line.faint) {
            drawn.withObject("lineStyle").put("type", "dashed").put("width", 1.5);
        }
        return drawn;
    }

    private List<List<Number>> points(Line line) {
        int every = Math.ceilDiv(Math.max(1, line.x.size()), MOST);
        var points = new ArrayList<List<Number>>();
        for (int i = 0; i < line.x.size(); i++) {
            double value = line.y.get(i);
            boolean shown = Double.isFinite(value) && (!decades || value > 0);
            if (shown && (i % every == 0 || i + 1 == line.x.size())) {
                points.add(List.of(Option.rounded(line.x.get(i)), Option.rounded(value)));
            }
        }
        return points;
    }
}
