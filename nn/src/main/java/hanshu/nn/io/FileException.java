package hanshu.nn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** A file could not be written or read. The message says what, where, why and what to do. */
public final class FileException extends UncheckedIOException {
    private FileException(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * Says why {@code file} could not be used.
     *
     * @param action what was tried, as a verb: "write", "create", "read"
     */
    public static FileException of(String action, Path file, IOException cause) {
        return new FileException("cannot %s %s: %s".formatted(action, file, explain(file, cause)), cause);
    }

    private static String explain(Path file, IOException cause) {
        var reason = Objects.requireNonNullElse(
                cause instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : cause.getMessage(),
                cause.getClass().getSimpleName());
        var lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return "the disk is full; free some space, or choose another folder";
        }
        if (lower.contains("read-only")) {
            return "the file system is read-only; choose another folder";
        }
        return switch (cause) {
            case AccessDeniedException denied ->
                "permission denied; allow it for %s, or choose another folder".formatted(denied.getFile());
            case NotDirectoryException _ -> "a part of the path is a file, not a folder; choose another folder";
            case NoSuchFileException missing ->
                missing.getFile().equals(file.toString())
                        ? "there is no such file"
                        : "there is no folder %s; create it first"
                                .formatted(file.toAbsolutePath().getParent());
            default ->
                lower.contains("not a directory")
                        ? "a part of the path is a file, not a folder; choose another folder"
                        : reason;
        };
    }
}
