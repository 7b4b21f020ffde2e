package hanshu.workbench.serve;

import hanshu.data.DataException;
import hanshu.learn.supervised.task.config.InputConfig;
import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pictures and sounds of some rows as files. They come within the request, as {@code {"b64": "iVBOR…"}} or
 * {@code "data:image/png;base64,iVBOR…"}, or lie in a folder that was opened for it; nothing is fetched from elsewhere.
 *
 * @param rows   with paths in the place of what was sent
 * @param folder in which what was sent lies until it is closed
 */
record SentFiles(List<ObjectNode> rows, Path folder) implements AutoCloseable {

    static SentFiles of(List<ObjectNode> rows, List<InputConfig> inputs, Optional<Folder> files) {
        var inFiles = inputs.stream()
                .filter(input -> input.kind() == InputConfig.Kind.PICTURE || input.kind() == InputConfig.Kind.SOUND)
                .toList();
        if (inFiles.isEmpty()) {
            return new SentFiles(rows, Path.of(""));
        }
        var sent = new SentFiles(new ArrayList<>(), temporary());
        try {
            for (var row : rows) {
                var own = row.deepCopy();
                for (var input : inFiles) {
                    var ending =
                            input.kind() == InputConfig.Kind.PICTURE ? ".png" : ".wav"; // what it is, its bytes say
                    own.put(input.column(), sent.path(row.get(input.column()), input.column(), ending, files));
                }
                sent.rows.add(own);
            }
            return sent;
        } catch (RuntimeException e) {
            sent.close();
            throw e;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hanshu-sent").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(JsonNode value, String column, String ending, Optional<Folder> files) {
        var text = value.path("b64").asString(value.asString(""));
        boolean isData = text.startsWith("data:");
        if (!value.isObject() && !isData) {
            return files.orElseThrow(() -> Refusal.badRequest(
                            "%s: send it as {\"b64\": \"…\"}; files are answered by name only where the server was started with --files FOLDER"
                                    .formatted(column)))
                    .file(text)
                    .toString();
        }
        try {
            var file = folder.resolve("row %d, %s%s".formatted(rows.size() + 1, column.replaceAll("\\W", "_"), ending));
            Files.write(file, Base64.getDecoder().decode(isData ? text.substring(text.indexOf(',') + 1) : text));
            return file.toString();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("%s: this is no base64: %s".formatted(column, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors name the row, and not where it lay for a moment. */
    <T> T naming(Supplier<T> answers) {
        try {
            return answers.get();
        } catch (DataException e) {
            var folderName = folder + "/";
            throw new DataException(String.valueOf(e.getMessage()).replace(folderName, ""), e);
        }
    }

    @Override
    public void close() {
        if (folder.toString().isEmpty()) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
