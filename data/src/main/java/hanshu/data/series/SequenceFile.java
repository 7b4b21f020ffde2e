package hanshu.data.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.table.Nearest;
import hanshu.data.table.Notice;
import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table or JSON lines in which one column holds a whole series in each row, as lists of numbers.
 *
 * <pre>
 *   label,signal                          {"label": "walk", "signal": [0.1, 0.4, 0.2]}
 *   walk,0.1 0.4 0.2                      {"label": "run", "signal": [2.0, null, 1.5, 0.3]}
 *   run,[2.0, null, 1.5, 0.3]
 * </pre>
 */
public final class SequenceFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Faults faults;
    private final List<Series> series = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final List<Integer> kept = new ArrayList<>();
    private int rows;

    private SequenceFile(String name, OnError onError) {
        this.name = name;
        faults = new Faults(onError);
    }

    /**
     * Reads a file; one that ends in {@code .jsonl} or {@code .ndjson} holds JSON lines, another separated values.
     *
     * @param column of the series
     * @param answer column of the answers, if there is one; whether they are classes or numbers the task decides
     * @param onError what to do about a row that can't be read
     * @throws DataException if a row is refused, or none is left
     */
    public static SeriesSet read(Path path, String column, Optional<String> answer, OnError onError) {
        var file = new SequenceFile(String.valueOf(path.getFileName()), onError);
        var lower = file.name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            file.jsonLines(path, column, answer);
            return file.set(List.of());
        }
        return ofTable(Table.read(path, ReadOptions.DEFAULT.asText(Set.of(column))), column, answer, onError)
                .set();
    }

    /**
     * Series of a table.
     *
     * @param rows that they come from: some may have been left out
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers, handed on and never compared
    public record OfTable(SeriesSet set, int[] rows) {}

    /** The series in a column of a table that has been read, {@link ReadOptions#asText as text}. */
    public static OfTable ofTable(Table table, String column, Optional<String> answer, OnError onError) {
        var file = new SequenceFile(table.name(), onError);
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            var where = table.where(row) + ": ";
            file.row(
                    () -> SequenceCell.parse(table.cells(column).text(at), where),
                    answer.map(target -> table.cells(target).text(at)),
                    where);
        }
        return new OfTable(
                file.set(table.notices()),
                file.kept.stream().mapToInt(Integer::intValue).toArray());
    }

    private void jsonLines(Path path, String column, Optional<String> answer) {
        if (!Files.isRegularFile(path)) {
            throw new DataException("there is no file " + path + ": check the name and the folder");
        }
        try (var lines = Files.newBufferedReader(path, UTF_8)) {
            int number = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                if (!line.isBlank()) {
                    jsonLine(line, column, answer, "%s:%d: ".formatted(name, number));
                }
            }
        } catch (IOException e) {
            throw new DataException(path + " can't be read as UTF-8: " + e.getMessage(), e);
        }
    }

    private void jsonLine(String line, String column, Optional<String> answer, String where) {
        JsonNode object;
        try {
            object = JSON.readTree(line);
        } catch (JacksonException e) {
            rows++;
            faults.found(new DataException(where + "this line is no JSON: " + e.getOriginalMessage(), e));
            return;
        }
        row(
                () -> SequenceCell.parse(value(object, column, where), where),
                answer.map(target -> {
                    var value = object.path(target);
                    return value.isString() ? value.stringValue() : value.isValueNode() ? value.toString() : "";
                }),
                where);
    }

    private static JsonNode value(JsonNode object, String column, String where) {
        var value = object.path(column);
        if (value.isMissingNode()) {
            throw new DataException(
                    where + "there is no \"" + column + "\"" + Nearest.question(column, object.propertyNames()));
        }
        return value;
    }

    private interface Reading {
        Series read();
    }

    private void row(Reading reading, Optional<String> answer, String where) {
        rows++;
        try {
            var read = reading.read();
            if (!series.isEmpty() && read.channels() != series.getFirst().channels()) {
                throw new DataException(where
                        + "steps of %d numbers are expected, as in the rows before, but they have %d"
                                .formatted(series.getFirst().channels(), read.channels()));
            }
            if (answer.isPresent() && (answer.get().isEmpty() || answer.get().equals("null"))) {
                throw new DataException(where + "the answer is missing");
            }
            kept.add(rows - 1);
            series.add(read);
            answer.ifPresent(answers::add);
        } catch (DataException refusal) {
            faults.found(refusal);
        }
    }

    private SeriesSet set(List<Notice> notices) {
        var all = new ArrayList<>(notices);
        all.addAll(faults.notices(name, rows));
        if (series.isEmpty()) {
            throw new DataException(name + " holds no series that can be read");
        }
        return SeriesSet.ofClasses(name, series, answers, all);
    }
}
