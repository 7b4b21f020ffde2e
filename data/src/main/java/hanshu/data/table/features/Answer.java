package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.data.table.YesNo;
import java.util.List;

/** A yes (1) or no (−1); a missing answer is 0. */
record Answer(String column) implements NumberFeature {
    @Override
    public List<String> names() {
        return List.of(column);
    }

    @Override
    public void write(Table table, int[] rows, float[] to, int offset, int width) {
        Cells cells = table.cells(column);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (!cells.missing(row)) {
                boolean yes = YesNo.of(cells.text(row))
                        .orElseThrow(() -> new TableException(
                                "%s: column %s holds yes or no (or 1 and 0, true and false …), but here it is \"%s\": correct it, or leave it empty if it is not known"
                                        .formatted(table.where(row), column, TableException.excerpt(cells.text(row)))));
                to[i * width + offset] = yes ? 1 : -1;
            }
        }
    }
}
