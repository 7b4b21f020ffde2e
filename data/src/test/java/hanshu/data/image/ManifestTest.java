package hanshu.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.table.ReadOptions;
import hanshu.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @Test
    void missingPicturesAreNamedWithTheirLine(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("a.png"), Expected.bytes("rgb.png"));
        var list = Files.writeString(folder.resolve("list.csv"), "file,label\na.png,1\nb.png,2\n,3\na.png,4\n");
        var reading = Reading.of(Manifest.files(Table.read(list), "file", folder), PictureOptions.DEFAULT);
        assertThat(reading.kept()).containsExactly(0, 3);
        assertThat(reading.notices())
                .anyMatch(notice -> notice.sentence()
                        .equals("pictures: 2 of 4 examples can't be read and were left out: there is no file b.png"
                                + " (list.csv:3): check the name and the folder; list.csv:4 names no picture."));
    }

    @Test
    void theRealDigitsOfMnistM() {
        Path folder = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"))
                .resolve("mnist-m");
        assumeTrue(Files.exists(folder), () -> "there is no mnist-m in HANSHU_DATA: " + folder);
        var table = Table.read(folder.resolve("test_labels.txt"), ReadOptions.DEFAULT.header(false));
        var reading = Reading.of(Manifest.files(table, "1", folder.resolve("test.tar.gz")), PictureOptions.DEFAULT);
        assertThat(reading.pictures().count()).isEqualTo(5000);
        assertThat(reading.pictures().size()).hasToString("32×32 colour");
        assertThat(table.select(reading.kept()).cells("2").text(0)).isEqualTo("7");
    }
}
