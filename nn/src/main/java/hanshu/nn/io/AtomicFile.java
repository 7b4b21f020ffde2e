package hanshu.nn.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Writes a file so that its name always stands for a whole file, the old one or the new one, even if the process is
 * killed or the power fails: a temporary file in the same folder is written and synced, renamed, and the folder synced.
 */
public final class AtomicFile {
    /** How the names of temporary files end; one that lies around was left by a killed process. */
    public static final String TEMPORARY = ".tmp";

    private static final int BUFFER = 1 << 16;

    /** What goes into the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Writes {@code text} in UTF-8; otherwise as {@link #write(Path, Content)}. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a new file, or a new content in place of the old one. Its folder must exist. A link is followed; a device or
     * a pipe, such as {@code /dev/stdout}, is written to and stays what it is.
     *
     * @throws FileException if that fails; then the old file is as it was, and no temporary file remains
     */
    public static void write(Path file, Content content) {
        try {
            if (isDevice(file)) {
                try (var out =
                        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), BUFFER)) {
                    content.writeTo(out);
                }
            } else {
                replace(Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath(), content);
            }
        } catch (IOException e) {
            throw FileException.of("write", file, e);
        }
    }

    /** Neither a file nor a folder, even behind links. */
    private static boolean isDevice(Path file) throws IOException {
        return Files.exists(file)
                && Files.readAttributes(file, BasicFileAttributes.class).isOther();
    }

    private static void replace(Path file, Content content) throws IOException {
        var folder = file.getParent();
        if (folder == null) {
            throw new IOException("it is the root folder; name a file in it");
        }
        var unique =
                "%s.%d-%d".formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime());
        var temporary = folder.resolve("." + unique + TEMPORARY);
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } finally {
            delete(temporary);
        }
    }

    /** Makes the new name itself durable. Windows has no such call; there the rename is a logged transaction. */
    private static void sync(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Only after a failed write is there anything to delete; the error of the write itself tells more.
        }
    }
}
