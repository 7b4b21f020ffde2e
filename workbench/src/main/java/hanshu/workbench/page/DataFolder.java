package hanshu.workbench.page;

import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The folder whose files may be looked at and learned from. */
final class DataFolder {
    private static final Set<String> ENDINGS =
            Set.of("csv", "tsv", "txt", "json", "jsonl", "ndjson", "ts", "arff", "data", "conll", "wav", "gz", "npz");

    private static final int MOST = 500;

    private final Folder root;

    DataFolder(Folder root) {
        this.root = root;
    }

    Path path() {
        return root.path();
    }

    /** Inside the folder, or the folder itself for an empty name. */
    Path resolve(String name) {
        return name.isEmpty() ? root.path() : root.resolve(name);
    }

    /** @param path from the root, with / between names */
    record Entry(String name, String path, boolean isFolder, long bytes) {}

    /** Folders, then files that may hold data; hidden ones are left out. */
    List<Entry> files(String folder) {
        var path = resolve(folder);
        if (!Files.isDirectory(path)) {
            throw Refusal.notFound("\"%s\" is not a folder".formatted(folder));
        }
        try (var files = Files.list(path)) {
            return files.filter(each -> !name(each).startsWith("."))
                    .filter(each -> Files.isDirectory(each) || mayHoldData(name(each)))
                    .map(this::entry)
                    .sorted(Comparator.comparing(Entry::isFolder).reversed().thenComparing(Entry::name))
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean mayHoldData(String name) {
        int dot = name.lastIndexOf('.');
        return name.contains("-ubyte")
                || ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private Entry entry(Path path) {
        try {
            return new Entry(
                    name(path),
                    root.path().relativize(path).toString().replace('\\', '/'),
                    Files.isDirectory(path),
                    Files.isDirectory(path) ? 0 : Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
