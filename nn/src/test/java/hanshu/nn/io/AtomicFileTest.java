package hanshu.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private String[] names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        var file = folder.resolve("模型.txt");

        AtomicFile.write(file, "first, and longer");
        AtomicFile.write(file, "second 二");

        assertThat(file).content(StandardCharsets.UTF_8).isEqualTo("second 二");
        assertThat(names()).containsExactly("模型.txt");
    }

    @Test
    void theOldFileStaysUntilTheNewOneIsWhole() throws IOException {
        var file = folder.resolve("model.bin");
        AtomicFile.write(file, "old");

        AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            assertThat(file).content().isEqualTo("old");
        });

        assertThat(file).hasSize(1 << 20);
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        var file = folder.resolve("model.bin");
        AtomicFile.write(file, "old");
        var link = Files.createSymbolicLink(folder.resolve("latest.bin"), Path.of("model.bin"));

        AtomicFile.write(link, "new");

        assertThat(file).content().isEqualTo("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aDeviceStaysWhatItIs() throws IOException {
        var device = Path.of("/dev/null");
        assumeThat(device).exists();
        // Through a link in a folder of our own, so that a mistake would replace no device.
        var link = Files.createSymbolicLink(folder.resolve("nowhere"), device);

        AtomicFile.write(link, "text");

        assertThat(link).isSymbolicLink();
        assertThat(Files.readAttributes(device, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(names()).containsExactly("nowhere");
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
        var file = folder.resolve("model.bin");
        AtomicFile.write(file, "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileException.class)
                .hasMessage("cannot write %s: the disk is full; free some space, or choose another folder", file);

        assertThat(file).content().isEqualTo("old");
        assertThat(names()).containsExactly("model.bin");
    }

    @Test
    void anErrorInTheContentLeavesNothing() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("a"), out -> {
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void saysThatTheFolderIsMissing() {
        var file = folder.resolve("no").resolve("model.bin");
        assertThatThrownBy(() -> AtomicFile.write(file, "x"))
                .hasMessage("cannot write %s: there is no folder %s; create it first", file, folder.resolve("no"));
    }

    @Test
    void saysThatTheFolderIsAFile() throws IOException {
        var file = Files.createFile(folder.resolve("plain")).resolve("model.bin");
        assertThatThrownBy(() -> AtomicFile.write(file, "x"))
                .hasMessage("cannot write %s: a part of the path is a file, not a folder; choose another folder", file);
    }

    @Test
    void saysThatTheFolderMayNotBeWritten() throws IOException {
        var closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("root may write everywhere").isFalse();

        assertThatThrownBy(() -> AtomicFile.write(closed.resolve("a"), "x"))
                .hasMessageStartingWith("cannot write %s: permission denied; allow it for ", closed.resolve("a"));
    }

    @Test
    void explainsWhatTheSystemSays() {
        var file = Path.of("runs", "a");
        assertThat(FileException.of("create", file, new AccessDeniedException("runs/a")))
                .hasMessage("cannot create runs/a: permission denied; allow it for runs/a, or choose another folder");
        assertThat(FileException.of("write", file, new FileSystemException("runs/a", null, "Read-only file system")))
                .hasMessage("cannot write runs/a: the file system is read-only; choose another folder");
        assertThat(FileException.of("write", file, new IOException("Disk quota exceeded")))
                .hasMessage("cannot write runs/a: the disk is full; free some space, or choose another folder");
        assertThat(FileException.of("read", file, new NoSuchFileException("runs/a")))
                .hasMessage("cannot read runs/a: there is no such file");
        assertThat(FileException.of("write", file, new IOException("Input/output error")))
                .hasMessage("cannot write runs/a: Input/output error");
        assertThat(FileException.of("write", file, new IOException())).hasMessage("cannot write runs/a: IOException");
    }
}
