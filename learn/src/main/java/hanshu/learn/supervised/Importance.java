package hanshu.learn.supervised;

import hanshu.data.table.Table;
import hanshu.tensor.Key;
import hanshu.train.report.SupervisedResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each column contributes: how much worse the main metric becomes when the column's values change places among the
 * rows (permutation importance; Breiman 2001, section 10; Fisher, Rudin & Dominici 2019). Columns that tell the same
 * share what they contribute.
 */
final class Importance {
    private static final int REPEATS = 5;
    private static final int MOST_ROWS = 500;

    private Importance() {}

    static List<SupervisedResult.Importance> of(Learned learned, Key key) {
        var function = learned.function();
        var known = learned.known();
        var table = known.unseenTable();
        var rows = known.unseenRowNumbers();
        int n = Math.min(rows.length, MOST_ROWS);
        var chosen = Arrays.stream(key.at("rows").permutation(rows.length))
                .limit(n)
                .map(i -> rows[i])
                .toArray();
        var sample = table.select(chosen);
        double whole = wrong(learned, sample);
        var importance = new ArrayList<SupervisedResult.Importance>();
        for (var column : function.preprocessing().inputs()) {
            var worse = new double[REPEATS];
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                var order = key.at(column).at(repeat).permutation(n);
                worse[repeat] =
                        wrong(learned, sample.with(column, sample.cells(column).select(order))) - whole;
            }
            double mean = Arrays.stream(worse).average().orElseThrow();
            double variance =
                    Arrays.stream(worse).map(w -> (w - mean) * (w - mean)).sum() / (REPEATS - 1);
            importance.add(new SupervisedResult.Importance(column, mean, Math.sqrt(variance)));
        }
        return importance;
    }

    /** The main metric, turned so that less is better. */
    private static double wrong(Learned learned, Table table) {
        var function = learned.function();
        var rows = java.util.stream.IntStream.range(0, table.rows()).toArray();
        var truth = function.encoder().truth(table, rows);
        var answers = function.answers(function.preprocessing().apply(table));
        double main = Learned.value(new Quality(function.encoder(), 1).metrics(truth, answers), learned.mainMetric());
        return learned.mainMetric().equals("accuracy") ? -main : main;
    }
}
