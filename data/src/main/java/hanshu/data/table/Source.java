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
import java.util.Arrays;

/** Bytes that can be read as often as needed: reading a table takes several passes. */
public record Source(String name, Opener opener) {
    /** Opens the bytes anew. */
    public interface Opener {
        InputStream open() throws IOException;
    }

    public static Source of(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw new TableException("there is no file " + path + ": check the name and the folder");
        }
        if (Files.isDirectory(path)) {
            throw new TableException(path + " is a folder: name a file in it");
        }
        var source = new Source(name, () -> {
            try {
                return Files.newInputStream(path);
            } catch (AccessDeniedException denied) {
                throw new TableException(path + " can't be read: you lack the permission (chmod +r gives it)", denied);
            }
        });
        if (Files.isRegularFile(path)) {
            return source;
        }
        try (var pipe = source.open()) { // which gives its bytes only once
            return of(name, readAll(pipe));
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /**
     * The first bytes of a stream: at least two lines with something in them, and what else is there without waiting, up
     * to the sample of the {@link Sniffer}.
     */
    static byte[] firstLines(String name, InputStream in) {
        var bytes = new byte[Sniffer.SAMPLE];
        int length = 0;
        try {
            while (length < bytes.length && (in.available() > 0 || !hasTwoLines(bytes, length))) {
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (IOException e) {
            throw broken(name, e);
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Without what follows the last line break; all if there are less than two lines. UTF-16LE ends a break in a zero. */
    static byte[] wholeLines(byte[] bytes) {
        if (!hasTwoLines(bytes, bytes.length)) {
            return bytes;
        }
        int end = bytes.length;
        while (bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end < bytes.length && bytes[end] == 0 ? end + 1 : end);
    }

    private static boolean hasTwoLines(byte[] bytes, int length) {
        int lines = 0;
        boolean filled = false;
        boolean comment = false;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                lines += filled && !comment ? 1 : 0;
                filled = false;
                comment = false;
            } else if (bytes[i] > ' ' || bytes[i] < 0) {
                comment |= !filled && bytes[i] == '#';
                filled = true;
            }
        }
        return lines >= 2;
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

    public static Source of(String name, byte[] bytes) {
        return new Source(name, () -> new ByteArrayInputStream(bytes));
    }

    private static byte[] readAll(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw broken("the input", e);
        }
    }

    public InputStream open() {
        try {
            return opener.open();
        } catch (IOException e) {
            throw broken(name, e);
        }
    }

    /** The first bytes, as many as there are up to the limit. */
    public byte[] head(int limit) {
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
