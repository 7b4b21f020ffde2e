package hanshu.data.table;

import java.util.ArrayList;
import java.util.List;

/** The columns of a table and what they mean: found by looking, shown to the user, and overridable. */
public record Schema(String table, List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
    }

    /** Looks at every column of a table. The rules are those of {@link KindRules}. */
    public static Schema of(Table table) {
        var columns = new ArrayList<Column>();
        for (String name : table.names()) {
            columns.add(KindRules.examine(columns.size() + 1, name, table.cells(name)));
        }
        // A row counter is no input, unless it is all there is: y = f(1, 2, 3 …).
        boolean onlyCounters =
                columns.stream().filter(column -> column.kind().learned()).count() < 2;
        if (onlyCounters) {
            columns.replaceAll(column ->
                    column.kind() == Kind.IDENTIFIER && column.possible().contains(Kind.NUMBER)
                            ? column.as(Kind.NUMBER)
                            : column);
        }
        return new Schema(table.name(), columns);
    }

    /** The column of this name, or of this number from 1; an unknown one is an error that names the nearest. */
    public Column column(String nameOrNumber) {
        String name = Table.resolve(nameOrNumber, names(), table);
        return columns.get(names().indexOf(name));
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The same with one column of another kind; {@link Kind#IGNORED} leaves it out of learning. */
    public Schema with(String nameOrNumber, Kind kind) {
        Column changed = column(nameOrNumber).as(kind);
        return new Schema(
                table,
                columns.stream()
                        .map(column -> column.name().equals(changed.name()) ? changed : column)
                        .toList());
    }
}
