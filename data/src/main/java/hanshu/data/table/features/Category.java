package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of a set of names: its number from 1 in the alphabet of the training values; 0 for a value that is missing or was
 * not seen. Where a column has many values, those in few training rows count as unseen, so that the network learns what
 * to make of such.
 */
public record Category(String column, List<String> values) {
    private static final int MANY = 50;
    private static final int FEW_ROWS = 5;

    public Category {
        values = List.copyOf(values);
    }

    static Category fit(Table table, String column, int[] rows) {
        Cells cells = table.cells(column);
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            if (!cells.missing(row)) {
                counts.merge(cells.text(row), 1, Integer::sum);
            }
        }
        int fewest = counts.size() > MANY ? FEW_ROWS : 1;
        return new Category(
                column,
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() >= fewest)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** Numbers from 0 to below this. */
    public int cardinality() {
        return values.size() + 1;
    }

    int[] numbers(Table table, int[] rows) {
        Cells cells = table.cells(column);
        var index = new HashMap<String, Integer>();
        values.forEach(value -> index.put(value, index.size() + 1));
        return Arrays.stream(rows)
                .map(row -> index.getOrDefault(cells.text(row), 0))
                .toArray();
    }
}
