package hanshu.data.image;

import static hanshu.data.image.Expected.difference;
import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.image.PictureOptions.Channels;
import hanshu.data.image.PictureOptions.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format gives the pixels that Pillow reads from the same file. */
class DecoderTest {
    private static final long MOST = 1000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "rgb.bmp",
                "rgb.webp",
                "rgb.tif",
                "lzw.tiff",
                "grey.png",
                "rgba.png",
                "rgba.webp",
                "palette.gif",
                "palette.png",
                "bits.png",
                "sixteen.png",
                "turned1.webp",
                "turned2.tif",
                "turned3.png",
                "turned4.webp",
                "turned5.tif",
                "turned6.png",
                "turned7.webp",
                "turned8.tif"
            })
    void losslessFormatsToTheBit(String name) {
        var expected = Expected.of(name);
        var read = Decoder.decode(Expected.file(name), MOST, expected.size().channels());
        assertThat(read.height()).isEqualTo(expected.size().height());
        assertThat(read.width()).isEqualTo(expected.size().width());
        assertThat(read.values()).containsExactly(expected.pixels());
    }

    /** Decoders of JPEG may round differently; of CMYK none knows what the inks look like. */
    @ParameterizedTest
    @CsvSource({"smooth.jpg, 4", "grey.jpg, 4", "progressive.jpg, 4", "turned6.jpg, 4", "cmyk.jpg, 60"})
    void jpegs(String name, int atMost) {
        var expected = Expected.of(name);
        var read = Decoder.decode(Expected.file(name), MOST, expected.size().channels());
        assertThat(read.height()).isEqualTo(expected.size().height());
        assertThat(difference(read.values(), expected.pixels())).isLessThanOrEqualTo(atMost);
    }

    @ParameterizedTest
    @CsvSource({
        "grey.png, true",
        "bits.png, true",
        "sixteen.png, true",
        "grey.jpg, true",
        "rgb.png, false",
        "palette.gif, false",
        "smooth.jpg, false",
        "cmyk.jpg, false",
        "rgba.webp, false"
    })
    void greyIsKnownFromTheHeader(String name, boolean grey) {
        assertThat(Decoder.header(Expected.file(name), MOST).grey()).isEqualTo(grey);
    }

    @Test
    void theHeaderOfAPictureOnItsSideIsUpright() {
        var header = Decoder.header(Expected.file("turned6.png"), MOST);
        assertThat(header.height()).isEqualTo(9);
        assertThat(header.width()).isEqualTo(7);
    }

    @Test
    void whatIsTransparentShowsWhite() {
        var rgba = Expected.of("rgba.png").pixels();
        var read = Decoder.decode(Expected.file("rgba.png"), MOST, 3).values();
        for (int i = 0; i < read.length; i++) {
            double alpha = (rgba[i / 3 * 4 + 3] & 0xff) / 255.0;
            assertThat(read[i] & 0xff).isEqualTo((int)
                    Math.round((rgba[i / 3 * 4 + i % 3] & 0xff) * alpha + 255 * (1 - alpha)));
        }
    }

    @Test
    void colourBecomesGreyAsPillowWeighsIt() {
        assertThat(Decoder.decode(Expected.file("rgb.png"), MOST, 1).values())
                .containsExactly(Expected.of("grey").pixels());
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "14, 18", "7, 5", "20, 3", "1, 1"})
    void resizedAsPillowDoes(int height, int width) {
        var rgb = Expected.of("rgb");
        var resized = new Pixels(7, 9, 3, rgb.pixels()).resized(height, width);
        assertThat(resized.values())
                .containsExactly(Expected.of("resized " + height + "x" + width).pixels());
    }

    @Test
    void croppedAroundTheMiddleOrPaddedWithTheBorder() {
        byte[] wide = {1, 2, 3, 4, 5, 6, 7, 8}; // 2 × 4
        var picture = new Pixels(2, 4, 1, wide);
        assertThat(fitting(2, 2, Fit.CROP).apply(picture).values()).containsExactly(2, 3, 6, 7);
        assertThat(fitting(4, 4, Fit.PAD).apply(picture).values())
                .containsExactly(5, 5, 5, 5, 1, 2, 3, 4, 5, 6, 7, 8, 5, 5, 5, 5);
        assertThat(fitting(2, 1, Fit.STRETCH).apply(picture).values()).containsExactly(3, 7);
    }

    private static Fitting fitting(int height, int width, Fit fit) {
        return new Fitting(new PictureSize(height, width, 1), fit, MOST);
    }

    @Test
    void theSizeIsChosenByLookingAtThePictures() {
        assertThat(chosen(30, 40, 30, 40)).isEqualTo("All pictures are 30×40 grey and stay so.");
        assertThat(chosen(300, 400, 300, 400))
                .startsWith("The pictures are 300×400 pixels high and wide; each is resized to 48×64 grey;");
        assertThat(chosen(30, 40, 40, 30))
                .startsWith(
                        "The pictures are 30×30 to 40×40 pixels high and wide; each is cropped around its middle and")
                .contains("30×30 grey");
        assertThat(chosen(20, 100, 30, 30)).contains("each is resized and padded with the mean of its border to 20×20");
    }

    private static String chosen(int height1, int width1, int height2, int width2) {
        var found = List.of(
                new Decoder.Header(height1, width1, true, 1, "PNG"),
                new Decoder.Header(height2, width2, true, 1, "PNG"));
        return Fitting.choose(found, PictureOptions.DEFAULT.channels(Channels.AUTO))
                .notice()
                .sentence();
    }
}
