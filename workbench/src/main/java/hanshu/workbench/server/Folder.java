package hanshu.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A folder whose files may be read by name; no name, link or mark leads out of it. */
public final class Folder {
    private final Path root;

    private Folder(Path root) {
        this.root = root;
    }

    /** One that exists. */
    public static Folder of(Path path) {
        try {
            return new Folder(path.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder %s".formatted(path), e);
        }
    }

    public Path path() {
        return root;
    }

    /**
     * What lies there under a name, such as {@code penguins/metrics.jsonl}.
     *
     * @throws Refusal where nothing does, or where it, or what it links to, lies outside
     */
    public Path resolve(String name) {
        try {
            var path = root.resolve(name);
            if (name.isEmpty()
                    || Path.of(name).isAbsolute()
                    || name.contains("\\")
                    || !path.normalize().equals(path)) {
                throw outside(name);
            }
            var real = path.toRealPath();
            if (!real.startsWith(root)) {
                throw outside(name);
            }
            return real;
        } catch (InvalidPathException e) {
            throw outside(name);
        } catch (IOException e) {
            throw Refusal.notFound("there is no \"%s\" here".formatted(name));
        }
    }

    /** What lies there under a name, if it is a file. */
    public Path file(String name) {
        var path = resolve(name);
        if (!Files.isRegularFile(path)) {
            throw Refusal.notFound("\"%s\" is not a file".formatted(name));
        }
        return path;
    }

    private static Refusal outside(String name) {
        return new Refusal(403, "\"%s\" does not name anything inside the folder".formatted(name));
    }
}
