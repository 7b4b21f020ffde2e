package hanshu.train.report;

import hanshu.train.metric.Digits;
import hanshu.train.report.Section.Chart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often something was found: a bar each.
 *
 * @param title above it
 * @param alternative what it shows, in words, for those who don't see it
 * @param x what the bars are
 * @param names of the bars
 * @param counts as many
 */
public record BarChart(String title, String alternative, String x, List<String> names, List<Integer> counts) {
    private static final int HEIGHT = 11;

    public BarChart {
        names = List.copyOf(names);
        counts = List.copyOf(counts);
        if (names.size() != counts.size()) {
            throw new IllegalArgumentException(
                    "chart \"%s\" has %d names and %d counts".formatted(title, names.size(), counts.size()));
        }
    }

    /** A histogram: how many of the finite values lie in each of some equal ranges between the least and the greatest. */
    public static BarChart ofNumbers(String title, String alternative, String x, double[] values, int ranges) {
        var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
        double width = (finite.getMax() - finite.getMin()) / ranges;
        var counts = new Integer[ranges];
        Arrays.fill(counts, 0);
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[width == 0 ? 0 : Math.min(ranges - 1, (int) ((value - finite.getMin()) / width))]++;
            }
        }
        var names = IntStream.range(0, ranges)
                .mapToObj(i -> Digits.of(finite.getMin() + (i + 0.5) * width))
                .toList();
        return new BarChart(title, alternative, x, names, List.of(counts));
    }

    /** The chart, for a page. */
    public Chart chart() {
        var bars = Option.json("""
                {"type": "bar", "barCategoryGap": "12%", "barMaxWidth": 42, "itemStyle": {"color": "$accent"}}""");
        bars.put("name", title);
        Option.set(bars, "data", counts);
        var right = Option.json("""
                {"type": "category", "axisTick": {"show": false}, "nameLocation": "middle", "nameGap": 28,
                 "axisLabel": {"hideOverlap": true, "width": 90, "overflow": "truncate"}}""");
        right.put("name", x);
        Option.set(right, "data", names);
        var up = Option.json("""
                {"type": "value", "minInterval": 1, "splitNumber": 3}""");
        return new Chart(title, alternative, Option.of(right, up, List.of(bars), "axis"), HEIGHT, Optional.empty());
    }
}
