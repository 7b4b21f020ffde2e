package hanshu.learn.supervised;

import hanshu.tensor.Tensor;
import hanshu.train.Batches;
import java.util.Arrays;

/**
 * Preprocessed rows of a table, from which batches are taken.
 *
 * @param all every row
 * @param scale between the target's units and standardised numbers; the identity for classes
 */
record TableRows(TableBatch all, Scale scale) implements Batches<TableBatch> {

    @Override
    public int count() {
        return all.rows();
    }

    @Override
    public TableBatch batch(int[] rows, int from, int to) {
        return pick(Arrays.copyOfRange(rows, from, to));
    }

    /** Some rows, in the given order. */
    TableRows select(int[] rows) {
        return new TableRows(pick(rows), scale);
    }

    /** Rows {@code from} to {@code to}, the second excluded. */
    TableBatch range(int from, int to) {
        return new TableBatch(
                all.numbers().slice(0, from, to),
                all.categories().slice(0, from, to),
                all.target().slice(0, from, to));
    }

    private TableBatch pick(int[] rows) {
        var index = Tensor.of(rows, rows.length);
        return new TableBatch(
                all.numbers().take(0, index),
                all.categories().take(0, index),
                all.target().take(0, index));
    }
}
