package hanshu.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of cells in aligned columns, two blanks apart; words at the end of a row are cut where the line would grow too wide. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<Boolean> numeric;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, UnaryOperator<String> style) {}

    private TextTable(List<Boolean> numeric) {
        this.numeric = numeric;
    }

    /** @param columns a letter for each: {@code l} for words, {@code r} for numbers */
    static TextTable of(String columns) {
        return new TextTable(columns.chars().mapToObj(letter -> letter == 'r').toList());
    }

    TextTable row(String... cells) {
        return row(UnaryOperator.identity(), List.of(cells));
    }

    TextTable row(List<String> cells) {
        return row(UnaryOperator.identity(), cells);
    }

    /** A row whose whole line is dressed by {@code style}. */
    TextTable row(UnaryOperator<String> style, List<String> cells) {
        if (cells.size() > numeric.size()) {
            throw new IllegalArgumentException(
                    "%d cells in a table of %d columns".formatted(cells.size(), numeric.size()));
        }
        rows.add(new Row(cells.stream().map(Text::safe).toList(), style));
        return this;
    }

    /** The lines, each starting with {@code indent} blanks. */
    List<String> lines(int indent) {
        var widths = new int[numeric.size()];
        for (var row : rows) {
            for (int i = 0; i < row.cells.size(); i++) {
                widths[i] = Math.max(widths[i], Text.width(row.cells.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths, indent)).toList();
    }

    private String line(Row row, int[] widths, int indent) {
        var line = new StringBuilder(" ".repeat(indent));
        int used = indent;
        for (int i = 0; i < row.cells.size(); i++) {
            var cell = row.cells.get(i);
            if (i > 0) {
                line.append(GAP);
                used += GAP.length();
            }
            if (numeric.get(i)) {
                line.append(Text.right(cell, widths[i]));
            } else if (i < row.cells.size() - 1) {
                line.append(Text.left(cell, widths[i]));
            } else {
                line.append(Text.cut(cell, Math.max(1, Text.WIDTH - used)));
            }
            used += widths[i];
        }
        return row.style.apply(line.toString().stripTrailing());
    }
}
