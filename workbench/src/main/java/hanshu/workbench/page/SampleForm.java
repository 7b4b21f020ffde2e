package hanshu.workbench.page;

import hanshu.data.table.Schema;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.workbench.serve.Served;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A form with a field for each column or input of a model. */
final class SampleForm {
    private SampleForm() {}

    /**
     * The fields, with values of the data that was learned from, where it still lies there.
     *
     * @param arguments the file first
     */
    static List<Map<String, Object>> of(Served served, List<String> arguments) {
        var table = arguments.isEmpty() ? Optional.<Table>empty() : table(arguments.getFirst());
        var schema = table.map(Schema::of);
        var fields = new ArrayList<Map<String, Object>>();
        for (var column : served.inputs()) {
            var field = new LinkedHashMap<String, Object>();
            field.put("name", column.name());
            field.put("kind", column.datatype().equals("BYTES") ? "text" : "number");
            var known =
                    schema.filter(all -> all.names().contains(column.name())).map(all -> all.column(column.name()));
            field.put("choices", known.map(each -> each.examples()).orElse(List.of()));
            field.put(
                    "example",
                    known.flatMap(each ->
                                    table.map(all -> all.cells(column.name()).text(0)))
                            .orElse(""));
            fields.add(field);
        }
        return fields;
    }

    /** The fields of a task: what each is, a form shows. */
    static List<Map<String, Object>> of(List<InputConfig> inputs) {
        var fields = new ArrayList<Map<String, Object>>();
        for (var input : inputs) {
            var field = new LinkedHashMap<String, Object>();
            field.put("name", input.column());
            field.put("kind", input.kind().name().toLowerCase(Locale.ROOT));
            field.put("choices", List.of());
            field.put("example", "");
            fields.add(field);
        }
        return fields;
    }

    private static Optional<Table> table(String file) {
        try {
            return Optional.of(Table.read(Path.of(file)));
        } catch (TableException e) {
            return Optional.empty(); // written in another way, or gone: the form begins empty
        }
    }
}
