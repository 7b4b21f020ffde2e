package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.Quantiles;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import java.util.Arrays;
import java.util.List;

/**
 * A number: scaled; a missing one is taken for the median, and where some were missing in training, a second number
 * says 1 for missing and 0 for known.
 */
record Quantity(String column, double median, boolean indicator, Scaling scaling) implements NumberFeature {
    static Quantity fit(String column, double[] values, Scaling.Method method) {
        double[] known = Scaling.known(values);
        return new Quantity(column, Quantiles.of(known).at(0.5), known.length < values.length, method.fit(known));
    }

    @Override
    public List<String> names() {
        return indicator ? List.of(column, column + " missing") : List.of(column);
    }

    @Override
    public void write(Table table, int[] rows, float[] to, int offset, int width) {
        double[] values = read(table, column, rows);
        for (int i = 0; i < rows.length; i++) {
            boolean missing = Double.isNaN(values[i]);
            to[i * width + offset] = (float) scaling.apply(missing ? median : values[i]);
            if (indicator) {
                to[i * width + offset + 1] = missing ? 1 : 0;
            }
        }
    }

    /** The numbers in a column; a missing one is NaN, a text or an infinity an error. */
    static double[] read(Table table, String column, int[] rows) {
        Cells cells = table.cells(column);
        return Arrays.stream(rows)
                .mapToDouble(row -> {
                    double value = cells.number(row);
                    if ((Double.isNaN(value) && !cells.missing(row)) || Double.isInfinite(value)) {
                        throw new TableException(
                                "%s: column %s holds numbers in the training data, but here it is \"%s\": correct it, or leave it empty if it is not known"
                                        .formatted(table.where(row), column, TableException.excerpt(cells.text(row))));
                    }
                    return value;
                })
                .toArray();
    }
}
