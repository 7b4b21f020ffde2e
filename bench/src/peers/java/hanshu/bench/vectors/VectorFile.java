package hanshu.bench.vectors;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The lines of one vector file, in the order in which they are added; doubles are printed so that they round-trip. */
final class VectorFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final List<Object> lines = new ArrayList<>();

    void add(String op, String name, Map<String, Object> params, List<Array> inputs, Case.Function f) {
        lines.add(Case.derivatives(op, name, params, inputs, f));
    }

    void addValues(String op, String name, Map<String, Object> params, List<Array> inputs, Case.Function f) {
        lines.add(Case.values(op, name, params, inputs, f));
    }

    /** A line of another form: a record or a map. */
    void addLine(Object line) {
        lines.add(line);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (var line : lines) {
                    out.write(JSON.writeValueAsString(line));
                    out.write('\n');
                }
            }
            System.out.printf("%s: %d lines, %,d bytes%n", file, lines.size(), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
