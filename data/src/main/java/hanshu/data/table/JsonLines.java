package hanshu.data.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table whose rows are objects, one a line. What an object lacks, or is null, is missing; a list is a cell as it is
 * written.
 *
 * <pre>
 *   {"path": "a/1.png", "weight": 3.5, "label": "wren"}
 *   {"path": "a/2.png", "label": "robin", "signal": [0.1, 0.4]}
 * </pre>
 *
 * @param names the keys, in the order in which they first appear
 */
record JsonLines(List<String> names) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Whether a file says so by its name, or its first bytes do. */
    static boolean are(String name, byte[] head) {
        return areNamed(name) || FileType.startsWith(head, '{', '"');
    }

    static boolean areNamed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    }

    /** Looks at all objects. */
    static JsonLines of(String name, List<ObjectNode> objects) {
        var names = new LinkedHashSet<String>();
        objects.forEach(object -> names.addAll(object.propertyNames()));
        return of(name, names);
    }

    /** Looks at all lines. */
    static JsonLines of(Source source, Encoding encoding) {
        var names = new LinkedHashSet<String>();
        try (var text = encoding.reader(source)) {
            each(source.name(), text, (line, object) -> {
                names.addAll(object.propertyNames());
                return true;
            });
        } catch (IOException e) {
            throw Source.broken(source.name(), e);
        }
        return of(source.name(), names);
    }

    private static JsonLines of(String name, LinkedHashSet<String> names) {
        if (names.isEmpty()) {
            throw new TableException(name + " holds no rows: a table needs at least one");
        }
        return new JsonLines(List.copyOf(names));
    }

    /** Tells the names as the row of a header, then the rows. */
    void walk(String name, Reader text, Rows rows) {
        if (header(rows)) {
            each(name, text, (line, object) -> row(name, line, object, rows));
        }
    }

    /** The same of objects in memory. */
    void walk(String name, List<ObjectNode> objects, Rows rows) {
        boolean goOn = header(rows);
        for (int row = 0; goOn && row < objects.size(); row++) {
            goOn = row(name, row + 1, objects.get(row), rows);
        }
    }

    private boolean header(Rows rows) {
        for (int i = 0; i < names.size(); i++) {
            tell(i, names.get(i), rows);
        }
        return rows.row(0, names.size(), false);
    }

    private boolean row(String name, int line, ObjectNode object, Rows rows) {
        rows.handleBegin(line);
        for (var property : object.properties()) {
            int at = names.indexOf(property.getKey());
            if (at < 0) {
                throw new TableException("%s:%d: the objects before have no \"%s\"%s"
                        .formatted(name, line, property.getKey(), Nearest.question(property.getKey(), names)));
            }
            if (!property.getValue().isNull()) {
                tell(at, text(property.getValue()), rows);
            }
        }
        return rows.row(line, names.size(), false);
    }

    private static void tell(int index, String cell, Rows rows) {
        var characters = cell.strip().toCharArray();
        if (characters.length > 0) {
            rows.cell(index, characters, 0, characters.length);
        }
    }

    private static String text(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString();
    }

    private interface Visitor {
        /** @return whether to go on */
        boolean visit(int line, ObjectNode object);
    }

    private static void each(String name, Reader text, Visitor visitor) {
        try {
            var lines = new BufferedReader(text);
            boolean goOn = true;
            int number = 1;
            for (var line = lines.readLine(); goOn && line != null; line = lines.readLine(), number++) {
                goOn = line.isBlank() || visitor.visit(number, object(line, name + ":" + number));
            }
        } catch (IOException e) {
            throw Source.broken(name, e);
        }
    }

    private static ObjectNode object(String line, String where) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new TableException(
                    "%s: this line is no JSON: %s".formatted(where, TableException.excerpt(e.getOriginalMessage())), e);
        }
        throw new TableException("%s: an object such as {\"label\": 1} is expected in each line, but it is %s"
                .formatted(where, TableException.excerpt(line)));
    }
}
