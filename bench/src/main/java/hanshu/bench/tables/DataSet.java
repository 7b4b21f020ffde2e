package hanshu.bench.tables;

import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import hanshu.learn.supervised.SupervisedConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public table of the study, and how it is split.
 *
 * @param file below the folder {@code tabular} of the data
 * @param test the file of the official test rows, or empty to keep back a share
 * @param target the column to predict; 0 is the last
 * @param share the share of rows that is kept back
 * @param seeds how many repetitions
 */
record DataSet(String name, String file, String test, int target, double share, int seeds) {
    static final List<DataSet> ALL = List.of(
            new DataSet("california", "california_housing.csv", "", 0, 0.2, 5),
            new DataSet("adult", "adult-train.csv", "adult-test.csv", 0, 0.2, 5),
            new DataSet("wine-red", "winequality-red.csv", "", 0, 0.2, 5),
            new DataSet("wine-white", "winequality-white.csv", "", 0, 0.2, 5),
            new DataSet("housing", "housing.data", "", 0, 0.2, 5),
            new DataSet("pima", "pima-indians-diabetes.csv", "", 0, 0.2, 5),
            new DataSet("ionosphere", "ionosphere.csv", "", 0, 0.2, 5),
            new DataSet("sonar", "sonar.csv", "", 0, 0.2, 5),
            new DataSet("iris", "iris.csv", "", 0, 0.2, 5),
            new DataSet("glass", "glass.csv", "", 0, 0.2, 5),
            new DataSet("ecoli", "ecoli.csv", "", 0, 0.2, 5),
            new DataSet("breast-cancer", "breast-cancer.csv", "", 0, 0.2, 5),
            new DataSet("horse-colic", "horse-colic.csv", "", 0, 0.2, 5),
            new DataSet("boston-lakshminarayanan", "housing.data", "", 0, 0.1, 20));

    static DataSet of(String name) {
        return ALL.stream()
                .filter(data -> data.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no data set \"" + name + "\"; there are "
                        + String.join(", ", ALL.stream().map(DataSet::name).toList())));
    }

    Table table(Path data) {
        return Table.read(data.resolve("tabular").resolve(file), ReadOptions.DEFAULT);
    }

    Optional<Table> testTable(Path data, Table table) {
        return test.isEmpty()
                ? Optional.empty()
                : Optional.of(Table.read(
                        data.resolve("tabular").resolve(test),
                        ReadOptions.DEFAULT.header(table.dialect().orElseThrow().header())));
    }

    /** The defaults, but for the target, the seed and the share of test rows. */
    SupervisedConfig config(Table table, long seed) {
        var defaults = SupervisedConfig.DEFAULTS;
        var split = defaults.split();
        return new SupervisedConfig(
                Integer.toString(target == 0 ? table.names().size() : target),
                defaults.task(),
                defaults.logTarget(),
                seed,
                Map.of(),
                new SupervisedConfig.SplitConfig(split.kind(), split.by(), share, split.validation(), split.lags()),
                defaults.model(),
                defaults.network(),
                defaults.training());
    }
}
