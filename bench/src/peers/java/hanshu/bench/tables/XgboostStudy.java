package hanshu.bench.tables;

import hanshu.data.table.Schema;
import hanshu.data.table.Split;
import hanshu.data.table.Table;
import hanshu.data.table.Target;
import hanshu.data.table.Task;
import hanshu.data.table.features.Features;
import hanshu.data.table.features.Preprocessing;
import hanshu.data.table.features.TargetEncoding;
import hanshu.tensor.Key;
import hanshu.train.metric.ClassificationMetrics;
import hanshu.train.metric.Metrics;
import hanshu.train.metric.RegressionMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The yardstick of {@link TableStudy}: XGBoost with its defaults (100 rounds, depth 6, rate 0.3) on the same test rows,
 * learning from the training and validation rows together. Categories are one-hot coded.
 *
 * <pre>{@code java … hanshu.bench.tables.XgboostStudy DATA_FOLDER RESULT_FILE [data set …]}</pre>
 */
public final class XgboostStudy {
    private static final int ROUNDS = 100;

    private XgboostStudy() {}

    public static void main(String[] args) throws IOException, XGBoostError {
        var data = Path.of(args[0]);
        var results = Path.of(args[1]);
        var sets = args.length == 2
                ? DataSet.ALL
                : Arrays.stream(args).skip(2).map(DataSet::of).toList();
        for (var set : sets) {
            for (int seed = 0; seed < set.seeds(); seed++) {
                if (!TableStudy.isDone(results, set, seed)) {
                    TableStudy.append(results, run(data, set, seed));
                }
            }
        }
    }

    private static List<String> run(Path data, DataSet set, int seed) throws XGBoostError {
        long start = System.nanoTime();
        var table = set.table(data);
        var config = set.config(table, seed);
        var schema = Schema.of(table);
        var target = Target.of(table, schema, config.target());
        var test = set.testTable(data, table);
        var shares = new Split.Shares(test.isPresent() ? 0 : set.share(), config.split().validation());
        var split = Split.stratified(target.present(table), target.strata(table), shares, Key.of(seed).at("split"));
        var learn = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        var preprocessing = Preprocessing.fit(table, learn, schema, target);
        var testTable = test.map(t -> align(preprocessing, t)).orElse(table);
        var testRows = test.isPresent() ? target.present(testTable) : split.test();

        var train = matrix(preprocessing, table, learn);
        train.setLabel(labels(preprocessing, table, learn));
        var booster = XGBoost.train(train, parameters(target.task(), seed), ROUNDS, Map.of(), null, null);
        var answers = booster.predict(matrix(preprocessing, testTable, testRows));
        double seconds = (System.nanoTime() - start) * 1e-9;
        var lines = new ArrayList<String>();
        metrics(target.task(), labels(preprocessing, testTable, testRows), answers)
                .asMap()
                .forEach((name, value) -> lines.add(String.format(
                        Locale.ROOT, "%s\t%d\txgboost\t%s\t%.5f\t%.1f", set.name(), seed, name, value.orElse(Double.NaN), seconds)));
        return lines;
    }

    private static Table align(Preprocessing preprocessing, Table test) {
        return preprocessing.target() instanceof TargetEncoding.Classes classes ? classes.align(test) : test;
    }

    private static Map<String, Object> parameters(Task task, int seed) {
        var parameters = new HashMap<String, Object>();
        parameters.put("seed", seed);
        parameters.put("nthread", 2);
        parameters.put("objective", task instanceof Task.Regression ? "reg:squarederror" : "multi:softprob");
        if (task instanceof Task.Classification(var classes)) {
            parameters.put("num_class", classes.size());
        }
        return parameters;
    }

    private static DMatrix matrix(Preprocessing preprocessing, Table table, int[] rows) throws XGBoostError {
        Features features = preprocessing.apply(table, rows);
        var sizes = preprocessing.cardinalities();
        int width = features.numberWidth() + Arrays.stream(sizes).sum();
        var values = new float[features.rows() * width];
        for (int row = 0; row < features.rows(); row++) {
            System.arraycopy(
                    features.numbers(), row * features.numberWidth(), values, row * width, features.numberWidth());
            int offset = row * width + features.numberWidth();
            for (int c = 0; c < features.categoryWidth(); c++) {
                values[offset + features.categories()[row * features.categoryWidth() + c]] = 1;
                offset += sizes[c];
            }
        }
        return new DMatrix(values, features.rows(), width, Float.NaN);
    }

    private static float[] labels(Preprocessing preprocessing, Table table, int[] rows) {
        var labels = new float[rows.length];
        switch (preprocessing.target()) {
            case TargetEncoding.Quantity q ->
                IntStream.range(0, rows.length).forEach(i -> labels[i] = (float) table.cells(q.column()).number(rows[i]));
            case TargetEncoding.Classes classes -> {
                var numbers = classes.encode(table, rows);
                IntStream.range(0, rows.length).forEach(i -> labels[i] = numbers[i]);
            }
        }
        return labels;
    }

    private static Metrics metrics(Task task, float[] labels, float[][] answers) {
        int n = labels.length;
        return switch (task) {
            case Task.Regression r ->
                RegressionMetrics.of(
                        IntStream.range(0, n).mapToDouble(i -> labels[i]).toArray(),
                        IntStream.range(0, n).mapToDouble(i -> answers[i][0]).toArray());
            case Task.Classification c ->
                ClassificationMetrics.of(
                        IntStream.range(0, n).map(i -> (int) labels[i]).toArray(),
                        Arrays.stream(answers)
                                .map(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
                                .toArray(double[][]::new));
        };
    }
}
