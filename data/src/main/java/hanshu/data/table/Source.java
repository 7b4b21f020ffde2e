package hanshu.data.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read as often as needed: reading a table takes several passes. */
record Source(String name, Opener opener) {
    interface Opener {
        InputStream open() throws IOException;
    }

    static Source of(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw new TableException("there is no file " + path + ": check the name and the folder");
        }
        if (Files.isDirectory(path)) {
            throw new TableException(path + " is a folder: name a file in it");
        }
        return new Source(name, () -> {
            try {
                return Files.newInputStream(path);
            } catch (AccessDeniedException denied) {
                throw new TableException(path + " can't be read: you lack the permission (chmod +r gives it)", denied);
            }
        });
    }

    static Source of(String name, InputStream in) {
        return of(name, readAll(in));
    }

    static Source of(String name, Reader reader) {
        var text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException e) {
            throw broken(name, e);
        }
        return of(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Source of(String name, byte[] bytes) {
        return new Source(name, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] readAll(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw broken("the input", e);
        }
    }

    InputStream open() {
        try {
            return opener.open();
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /** The first bytes, as many as there are up to the limit. */
    byte[] head(int limit) {
        try (InputStream in = open()) {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    static TableException broken(String name, IOException cause) {
        return new TableException(name + " can't be read: " + cause.getMessage(), cause);
    }
}
