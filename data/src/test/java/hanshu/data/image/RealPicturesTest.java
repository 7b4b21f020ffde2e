package hanshu.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.DataException;
import hanshu.data.table.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sets of pictures as people find them. */
class RealPicturesTest {
    private static Path file(String name) {
        Path folder = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"));
        assumeTrue(
                Files.exists(folder.resolve(name)), () -> "there is no " + name + " in HANSHU_DATA (" + folder + ")");
        return folder.resolve(name);
    }

    private static PictureData read(String name) {
        return PictureData.read(file(name), PictureOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "mnist, 60000, 10000, 28×28 grey, 10, 5923",
        "fashion-mnist, 60000, 10000, 28×28 grey, 10, 6000",
        "usps, 7291, 2007, 16×16 grey, 10, 1194",
        "cifar10-jpg, 50000, 10000, 32×32 colour, 10, 5000",
    })
    void setsWithASplitOfTheirOwn(String name, int train, int test, String size, int classes, int ofTheFirst) {
        var data = read(name);
        assertThat(data.train().count()).isEqualTo(train);
        assertThat(data.test().orElseThrow().count()).isEqualTo(test);
        assertThat(data.train().size()).hasToString(size);
        assertThat(data.test().orElseThrow().size()).isEqualTo(data.train().size());
        assertThat(data.train().classes()).hasSize(classes);
        assertThat(Arrays.stream(data.train().labels())
                        .filter(label -> label == 0)
                        .count())
                .isEqualTo(ofTheFirst);
        assertThat(data.notices())
                .extracting(Notice::sentence)
                .containsExactly("All pictures are " + size + " and stay so.");
    }

    @Test
    void theFirstTestDigitIsASeven() {
        var data = read("mnist");
        var test = data.test().orElseThrow();
        assertThat(test.classes().get(test.labels()[0])).isEqualTo("7");
        var picked = test.pictures().pick(new int[] {5, 0}, 1, 2);
        assertThat(picked.shape()).hasToString("[1, 28, 28, 1]");
        assertThat(picked.sum().item()).isCloseTo(72.3686, within(1e-3));
    }

    @Test
    void classesOfCifarAreTheFolders() {
        var test = PictureData.read(file("cifar10-jpg/test.tar.gz"), PictureOptions.DEFAULT)
                .train();
        assertThat(test.classes())
                .containsExactly(
                        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        assertThat(test.classes().get(test.labels()[9999])).isEqualTo("truck");
    }

    @Test
    void charactersOfOmniglotAreToldApartByAlphabet() {
        var set = read("omniglot-small/images_background_small1.zip").train();
        assertThat(set.count()).isEqualTo(2720);
        assertThat(set.size()).hasToString("64×64 grey");
        assertThat(set.classes()).hasSize(136).startsWith("Balinese/character01");
    }

    @Test
    void picturesSideBySideNeedClasses() {
        file("mnist-m/test.tar.gz"); // skips where it is absent
        assertThatThrownBy(() -> read("mnist-m/test.tar.gz"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("all pictures lie in one folder")
                .hasMessageContaining("name each picture's class in a table");
    }

    @Test
    void emojiShowWhiteBehindThem() {
        var files = PictureFiles.in(file("emoji-unpaired/google-64.tar.gz"));
        var reading = Reading.of(files.pictures(), PictureOptions.DEFAULT);
        assertThat(reading.pictures().count()).isEqualTo(1906);
        assertThat(reading.pictures().size()).hasToString("64×64 colour");
        assertThat(reading.pictures().pixels(0)).startsWith((byte) 255, (byte) 255, (byte) 255);
    }
}
