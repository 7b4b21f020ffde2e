package hanshu.learn.supervised;

import hanshu.data.table.Table;
import hanshu.data.table.features.Features;
import hanshu.data.table.features.Preprocessing;
import hanshu.data.table.features.TargetEncoding;
import hanshu.tensor.Tensor;
import java.util.Arrays;

/**
 * Turns rows of a table into what models read: the fitted preprocessing, with the categories of all columns numbered
 * through so that one embedding table holds them all.
 */
record Encoder(Preprocessing preprocessing) {

    int numbers() {
        return preprocessing.numberNames().size();
    }

    int categoryColumns() {
        return preprocessing.categoryNames().size();
    }

    /** How many categories all columns have together, "missing or unseen" of each included. */
    int categories() {
        return Arrays.stream(preprocessing.cardinalities()).sum();
    }

    /** The edges of the bins of each number. */
    double[][] edges() {
        return preprocessing.bins().stream()
                .map(edges -> edges.stream().mapToDouble(Float::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /** How many bins the number with most of them has. */
    int bins() {
        return preprocessing.bins().stream().mapToInt(edges -> edges.size() - 1).reduce(1, Math::max);
    }

    /** 1 for a number, else the number of classes. */
    int answers() {
        return switch (preprocessing.target()) {
            case TargetEncoding.Quantity q -> 1;
            case TargetEncoding.Classes classes -> classes.labels().size();
        };
    }

    Scale scale() {
        return preprocessing.target() instanceof TargetEncoding.Quantity quantity ? Scale.of(quantity) : Scale.NONE;
    }

    /** What is to be learned of some rows, which must have it: numbers in their units, or class numbers. */
    double[] truth(Table table, int[] rows) {
        return switch (preprocessing.target()) {
            case TargetEncoding.Quantity q -> {
                var cells = table.cells(q.column());
                yield Arrays.stream(rows).mapToDouble(cells::number).toArray();
            }
            case TargetEncoding.Classes classes ->
                Arrays.stream(classes.encode(table, rows)).asDoubleStream().toArray();
        };
    }

    /** Rows with what is to be learned of them, as {@link #truth} gives it. */
    TableRows rows(Table table, int[] rows, double[] truth) {
        return new TableRows(batch(preprocessing.apply(table, rows), target(truth)), scale());
    }

    /** Rows to be answered; their target is a column of zeros. */
    TableRows rows(Features features) {
        return new TableRows(batch(features, target(new double[features.rows()])), scale());
    }

    private TableBatch batch(Features features, Tensor target) {
        int columns = features.categoryWidth();
        var starts = preprocessing.cardinalities();
        Arrays.parallelPrefix(starts, Integer::sum);
        var chosen = features.categories().clone();
        for (int i = 0; i < chosen.length; i++) {
            int column = i % columns;
            chosen[i] += column == 0 ? 0 : starts[column - 1];
        }
        return new TableBatch(
                Tensor.of(features.numbers(), features.rows(), features.numberWidth()),
                Tensor.of(chosen, features.rows(), columns),
                target);
    }

    private Tensor target(double[] truth) {
        return switch (preprocessing.target()) {
            case TargetEncoding.Quantity q -> {
                var values = new float[truth.length];
                for (int i = 0; i < truth.length; i++) {
                    values[i] = (float) scale().toStandard(truth[i]);
                }
                yield Tensor.of(values, truth.length);
            }
            case TargetEncoding.Classes c -> {
                var labels = new long[truth.length];
                for (int i = 0; i < truth.length; i++) {
                    labels[i] = (long) truth[i];
                }
                yield Tensor.of(labels, truth.length);
            }
        };
    }
}
