package hanshu.data.table;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Tables from texts, for tests. */
final class Texts {
    private Texts() {}

    static Table table(String text) {
        return table(text, ReadOptions.DEFAULT);
    }

    static Table table(String text, ReadOptions options) {
        return table(text, StandardCharsets.UTF_8, options);
    }

    static Table table(String text, Charset charset, ReadOptions options) {
        return Table.read("t.csv", new ByteArrayInputStream(text.getBytes(charset)), options);
    }

    /** All cells of a table, a line a row. */
    static String dump(Table table) {
        var text = new StringBuilder(String.join("|", table.names()));
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            text.append('\n')
                    .append(String.join(
                            "|",
                            table.names().stream()
                                    .map(name -> table.cells(name).text(at))
                                    .toList()));
        }
        return text.toString();
    }
}
