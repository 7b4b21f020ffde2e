package hanshu.data.table.features;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ranges of a number that hold about equally many rows, for piecewise-linear embeddings (Gorishniy, Rubachev & Babenko
 * 2022, section 3.2.1).
 *
 * <p>A value that alone fills a range, such as the 0 of an income that few have, is an edge of its own, and the other
 * ranges share the remaining rows (as the histograms of LightGBM do: Ke et al. 2017). Plain quantiles would meet that
 * value again and again, and leave few edges for all others.
 */
final class Bins {
    private Bins() {}

    /**
     * The rising edges of at most so many ranges: every value, where there are no more, else the smallest, the largest,
     * and those between them that close a range.
     *
     * @param values of the training rows, none of them NaN
     */
    static List<Float> edges(float[] values, int most) {
        var counts = new TreeMap<Float, Integer>();
        for (float value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        if (counts.size() - 1 <= most) {
            return List.copyOf(counts.keySet());
        }
        double fills = (double) values.length / most;
        int light = 0; // rows whose value fills no range
        int ranges = most;
        for (int count : counts.values()) {
            light += count < fills ? count : 0;
            ranges -= count < fills ? 0 : 1;
        }
        var edges = new TreeSet<>(List.of(counts.firstKey(), counts.lastKey()));
        double held = 0; // rows since the last range was full
        for (var value : counts.entrySet()) {
            if (value.getValue() >= fills) {
                edges.add(value.getKey());
            } else {
                held += value.getValue();
                if (held * ranges >= light && edges.size() <= most) {
                    edges.add(value.getKey());
                    held -= (double) light / ranges;
                }
            }
        }
        return List.copyOf(edges);
    }
}
