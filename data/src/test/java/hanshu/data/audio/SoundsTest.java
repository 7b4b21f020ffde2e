package hanshu.data.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundsTest {
    @TempDir
    Path folder;

    private void write(String path, int samples, int rate) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, Wav.bytes(new Sound(new float[samples], rate)));
    }

    @Test
    void foldersByClass() throws IOException {
        write("yes/a.wav", 100, 8000);
        write("no/deep/b.WAV", 200, 16_000);
        write("no/c.wav", 300, 8000);
        write("loose.wav", 300, 8000);
        var table = Recordings.byFolder(folder);
        assertThat(table.rows()).isEqualTo(3);
        var sounds = Sounds.read(table, folder, Recordings.PATH, Optional.of(Recordings.LABEL), OnError.FAIL);
        assertThat(sounds.answers()).containsExactly("no", "no", "yes");
        assertThat(sounds.commonRate()).isEqualTo(8000);
        var set = sounds.series(LogMel.of(8000, 10)::apply);
        assertThat(set.classes()).containsExactly("no", "yes");
        assertThat(set.channels()).isEqualTo(10);
        assertThat(set.series().get(1).length()).isEqualTo(1 + 100 / 80); // no/deep/b.WAV, at half its rate
    }

    @Test
    void namesByPattern() throws IOException {
        write("3_ann_0.wav", 100, 8000);
        write("5_bob_17.wav", 100, 8000);
        write("other.wav", 100, 8000);
        var table = Recordings.named(folder, "(?<label>\\d)_(?<speaker>[a-z]+)_(?<index>\\d+)\\.wav");
        assertThat(table.names()).containsExactly("path", "label", "speaker", "index");
        assertThat(table.cells("speaker").text(1)).isEqualTo("bob");
        assertThat(table.cells("index").number(1)).isEqualTo(17);
        assertThatThrownBy(() -> Recordings.named(folder, "x(?<a>.)"))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + " has 3 WAV files, but the pattern x(?<a>.) fits none of them");
        assertThatThrownBy(() -> Recordings.named(folder, "("))
                .hasMessageStartingWith("the pattern of file names is no regular expression: ");
        assertThatThrownBy(() -> Recordings.byFolder(folder))
                .hasMessage(folder + " has no subfolders with WAV files: one for each class is expected");
        assertThatThrownBy(() -> Recordings.byFolder(folder.resolve("nowhere")))
                .hasMessage("there is no folder " + folder.resolve("nowhere") + ": check the name");
    }

    @Test
    void badFilesOfAManifestAreNamedOrLeftOut() throws IOException {
        write("good.wav", 100, 8000);
        Files.writeString(folder.resolve("bad.wav"), "no sound");
        var manifest = Files.writeString(
                folder.resolve("list.csv"), "file,word\ngood.wav,yes\nbad.wav,no\nnone.wav,no\ngood.wav,\n");
        var table = Table.read(manifest);
        assertThatThrownBy(() -> Sounds.read(table, folder, "file", Optional.of("word"), OnError.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("bad.wav")
                        + " is no WAV: it begins with \"no s\"; convert it to WAV or remove it");
        var sounds = Sounds.read(table, folder, "file", Optional.of("word"), OnError.SKIP);
        assertThat(sounds.answers()).containsExactly("yes");
        assertThat(sounds.rows()).containsExactly(0);
        assertThat(sounds.notices().getLast().sentence())
                .startsWith("list.csv: 3 of 4 examples can't be read and were left out: ")
                .endsWith("list.csv:5: the path or the answer is missing.");
    }

    @Test
    void spokenDigits() throws IOException, InterruptedException {
        var archive = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"))
                .resolve("fsdd/recordings.tar.gz");
        assumeTrue(Files.exists(archive), () -> "there is no " + archive);
        var tar = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        var recordings = folder.resolve("recordings");
        var table = Recordings.named(recordings, "(?<label>\\d)_(?<speaker>\\w+)_(?<index>\\d+)\\.wav");
        int[] test = IntStream.range(0, table.rows())
                .filter(row -> table.cells("index").number(row) < 5)
                .toArray();
        assertThat(test).hasSize(300);
        var sounds = Sounds.read(table, recordings, "path", Optional.of("label"), OnError.FAIL);
        assertThat(sounds.commonRate()).isEqualTo(8000);
        var set = sounds.series(LogMel.of(8000, 40)::apply);
        assertThat(set.count()).isEqualTo(3000);
        assertThat(set.classes()).hasSize(10);
        for (var series : set.series()) {
            for (float value : series.values()) {
                assertThat(value).isBetween(-14f, 10f);
            }
        }
    }
}
