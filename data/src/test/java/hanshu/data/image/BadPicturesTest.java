package hanshu.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.table.Notice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no picture, or a bad one, is named; the others are read. */
class BadPicturesTest {
    @TempDir
    Path folder;

    private Path write(String path, byte[] bytes) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void twoClasses() {
        write("cat/1.png", Expected.bytes("rgb.png"));
        write("cat/2.png", Expected.bytes("turned1.webp"));
        write("dog/1.png", Expected.bytes("rgb.png"));
        write("dog/2.bmp", Expected.bytes("rgb.bmp"));
    }

    private static String message(String name, byte[] bytes) {
        try {
            Decoder.decode(PictureFile.of(name, bytes), 1000, 3);
            return "read";
        } catch (DataException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The bytes of a PNG file with another width and height in its header. */
    private static byte[] declaring(int width, int height) {
        byte[] png = Expected.bytes("rgb.png");
        var header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        var check = new CRC32();
        check.update(png, 12, 17);
        header.putInt(29, (int) check.getValue());
        return png;
    }

    @Test
    void aBombIsRefusedByWhatItDeclares() {
        assertThat(message("bomb.png", declaring(50_000, 40_000)))
                .isEqualTo("bomb.png declares 40000×50000 pixels, more than the 1,000 that are decoded at most"
                        + " (max_pixels)");
    }

    @Test
    void whatIsNoPictureIsSaid() {
        assertThat(message("a.png", new byte[0])).isEqualTo("a.png is empty");
        assertThat(message("a.png", "some words\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a.png is no picture that can be read (PNG, JPEG, GIF, BMP, WebP, TIFF): it holds text");
        assertThat(message("a.jpg", "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8)))
                .endsWith("it is a web page (the download failed?)");
        assertThat(message("a.jpg", "\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .endsWith("it is a HEIC or AVIF picture (export it as JPEG)");
        assertThat(message("a.jpg", new byte[] {1, 2, 3, (byte) 200})).endsWith("it starts with the bytes 01 02 03 c8");
    }

    /** Wherever a file is cut off, or a byte of it is another, there is a picture or one line that names it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "rgb.bmp",
                "rgb.webp",
                "rgb.tif",
                "lzw.tiff",
                "palette.gif",
                "smooth.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "sixteen.png",
                "turned6.jpg"
            })
    void damageIsNamed(String name) {
        byte[] whole = Expected.bytes(name);
        for (int length = 1; length < whole.length; length += 1 + length / 8) {
            assertThat(message("cut.png", Arrays.copyOf(whole, length)))
                    .as("%s cut to %d bytes", name, length)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEqualTo("read"),
                            text -> assertThat(text).startsWith("cut.png ").doesNotContain("\n"));
        }
        for (int at = 0; at < whole.length; at += 1 + at / 8) {
            byte[] wrong = whole.clone();
            wrong[at] ^= (byte) 0xff;
            assertThat(message("wrong.png", wrong)).matches("read|wrong.png .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "smooth.jpg", "progressive.jpg", "rgb.bmp", "rgb.tif"})
    void halfAFileIsDamaged(String name) {
        byte[] whole = Expected.bytes(name);
        assertThat(message("half", Arrays.copyOf(whole, whole.length * 2 / 3))).startsWith("half is damaged: ");
    }

    @Test
    void picturesAreReadByWhatTheyHold() {
        twoClasses();
        var data = PictureData.read(folder, PictureOptions.DEFAULT);
        assertThat(data.train().count()).isEqualTo(4);
        assertThat(sentences(data))
                .contains("1 pictures are of another format than their names say and are read as what they are: "
                        + folder.resolve("cat/2.png") + " holds WEBP.");
    }

    @Test
    void badOnesAreSkippedAndCounted() {
        twoClasses();
        write("cat/3.png", new byte[0]);
        write("dog/3.jpg", "no".getBytes(StandardCharsets.UTF_8));
        write("dog/4.png", Arrays.copyOf(Expected.bytes("rgb.png"), 100));
        write("dog/notes.txt", new byte[] {65});
        var data = PictureData.read(folder, PictureOptions.DEFAULT);
        assertThat(data.train().count()).isEqualTo(4);
        assertThat(data.train().labels()).containsExactly(0, 0, 1, 1);
        assertThat(sentences(data))
                .anyMatch(s -> s.startsWith("pictures: 3 of 7 examples can't be read and were left out: "
                                + folder.resolve("cat/3.png") + " is empty; ")
                        && s.contains("dog/3.jpg is no picture")
                        && s.contains("dog/4.png is damaged"))
                .contains("1 files are no pictures by their names and are left out, such as dog/notes.txt.");
    }

    @Test
    void badOnesEndTheReadingIfAsked() {
        twoClasses();
        write("cat/3.png", new byte[0]);
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT.onError(OnError.FAIL)))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("cat/3.png") + " is empty");
    }

    @Test
    void allBad() {
        write("cat/3.png", new byte[0]);
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessage("pictures: 1 of 1 examples can't be read and were left out: " + folder.resolve("cat/3.png")
                        + " is empty.");
    }

    @Test
    void foldersWithoutPictures() throws IOException {
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessage(folder + " holds no pictures (bmp, gif, jpe, jpeg, jpg, png, tif, tiff, wbmp, webp)");
        assertThatThrownBy(() -> PictureData.read(folder.resolve("away"), PictureOptions.DEFAULT))
                .hasMessage("there is no file or folder " + folder.resolve("away") + ": check the name");
        twoClasses();
        Files.createDirectories(folder.resolve("mouse"));
        assertThat(sentences(PictureData.read(folder, PictureOptions.DEFAULT)))
                .contains("Folders without anything in them are no classes: mouse.");
    }

    @Test
    void aClassThatOccursOnceIsTold() {
        twoClasses();
        write("mouse/1.png", Expected.bytes("rgb.png"));
        assertThat(sentences(PictureData.read(folder, PictureOptions.DEFAULT)))
                .contains("Classes with a single picture can't be both learned and tested: mouse.");
    }

    @Test
    void classesAreNeeded() {
        write("1.png", Expected.bytes("rgb.png"));
        write("2.png", Expected.bytes("rgb.png"));
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessageContaining("all pictures lie in one folder, so there is nothing to tell apart");
        write("cat/1.png", Expected.bytes("rgb.png"));
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessageContaining(
                        "some pictures lie beside the folders of the classes, such as " + folder.resolve("1.png"));
    }

    @Test
    void aClassThatOnlyTheTestHas() {
        for (String path : List.of("train/cat/1.png", "train/dog/1.png", "test/cat/1.png", "test/cow/1.png")) {
            write(path, Expected.bytes("rgb.png"));
        }
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessage(
                        "picture 2 is of the class \"cow\", which the training pictures don't have; they have cat, dog");
    }

    @Test
    void archivesThatAreNone() {
        assertThatThrownBy(() -> PictureFiles.in(write("a.zip", "nothing".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("a.zip is damaged or no archive");
        assertThatThrownBy(() -> PictureFiles.in(write("a.tar.gz", "nothing".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("a.tar.gz is damaged or no archive");
        assertThatThrownBy(() ->
                        PictureFiles.in(write("a.tar", "nothing".repeat(99).getBytes(StandardCharsets.UTF_8))))
                .hasMessageEndingWith("a.tar is damaged or no archive: an entry has no length");
        assertThatThrownBy(() -> PictureFiles.in(write("a.txt", new byte[1])))
                .hasMessageContaining("a.txt is no folder and no archive");
    }

    @Test
    void idxFilesThatAreNone() {
        byte[] two = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4};
        byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 5, 7};
        var pictures = write("train-images-idx3-ubyte", two);
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessageContaining("has no file of labels beside it: train-labels-idx1-ubyte");
        write("train-labels-idx1-ubyte", labels);
        var set = PictureData.read(folder, PictureOptions.DEFAULT).train();
        assertThat(set.classes()).containsExactly("5", "7");
        assertThat(set.pictures().pixels(1)).containsExactly(3, 4);
        assertThatThrownBy(() -> Idx.labels(pictures)).hasMessageContaining("labels need one axis, but it has 3");
        assertThatThrownBy(() -> Idx.pictures(write("short", Arrays.copyOf(two, 19))))
                .hasMessageEndingWith("declares 2 pictures of 1×2 grey, but ends in picture 2; get the file again");
        assertThatThrownBy(() -> Idx.pictures(write("long", Arrays.copyOf(two, 21))))
                .hasMessageContaining("goes on after the numbers");
        assertThatThrownBy(() -> Idx.pictures(write("other", new byte[] {1, 2, 3, 4})))
                .hasMessageContaining("no IDX file of bytes: it starts with 01020304");
        assertThatThrownBy(() -> Idx.pictures(write("none", new byte[2]))).hasMessageContaining("ends too early");
        write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});
        assertThatThrownBy(() -> PictureData.read(folder, PictureOptions.DEFAULT))
                .hasMessageContaining("holds 2 pictures, but ");
    }

    @Test
    void optionsOutOfRange() {
        assertThatThrownBy(() -> PictureOptions.DEFAULT.size(10, 0)).hasMessageContaining("are given both");
        assertThatThrownBy(() -> PictureOptions.DEFAULT.maxPixels(0)).hasMessageContaining("max_pixels lies from 1");
    }

    private static List<String> sentences(PictureData data) {
        return data.notices().stream().map(Notice::sentence).toList();
    }
}
