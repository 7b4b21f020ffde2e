package hanshu.workbench.serve;

import hanshu.data.DataException;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import hanshu.data.table.features.Preprocessing;
import hanshu.train.config.ConfigException;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.workbench.server.Refusal;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** A model that answers rows: objects whose keys are the columns that it learned from. */
public sealed interface Served extends AutoCloseable permits ServedTable, ServedTask, ServedSeries {
    /** What the rows of a request are called in messages. */
    String NAME = "the request";

    /**
     * A column that goes in or comes out.
     *
     * @param datatype of the Open Inference Protocol: BYTES is text in UTF-8
     * @param shape    -1 is any number; the first is that of the rows
     */
    record Column(String name, String datatype, List<Integer> shape) {
        static Column text(String name) {
            return new Column(name, "BYTES", List.of(-1));
        }

        static Column number(String name) {
            return new Column(name, "FP32", List.of(-1));
        }

        /** The columns of a table that are read. */
        static List<Column> read(Preprocessing preprocessing) {
            return preprocessing.inputs().stream()
                    .map(name -> preprocessing.readsQuantity(name) ? new Column(name, "FP64", List.of(-1)) : text(name))
                    .toList();
        }
    }

    List<Column> inputs();

    List<Column> outputs();

    /** One row more or less for each that is given: a series is answered by what comes after it. */
    List<SequencedMap<String, Object>> answer(List<ObjectNode> rows);

    /** What goes on in the model while it answers the first of some rows, or what follows a series, for a page. */
    List<Section> inside(List<ObjectNode> rows, Language language);

    @Override
    void close();

    /** Exceptions that tell what is wrong with the data. */
    static boolean isRefused(RuntimeException e) {
        return e instanceof TableException || e instanceof DataException || e instanceof ConfigException;
    }

    /** Rows as the reader of tables understands them, so that they mean what they mean in a file. */
    static Table table(List<ObjectNode> rows, ReadOptions options) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row).isEmpty()) {
                throw Refusal.badRequest(
                        "row %d is empty: an object with a key for each column is expected".formatted(row + 1));
            }
        }
        if (rows.isEmpty()) {
            throw Refusal.badRequest("no rows came: an object, or a list of objects, is expected");
        }
        return Table.read(NAME, rows, options.ofObjects());
    }
}
