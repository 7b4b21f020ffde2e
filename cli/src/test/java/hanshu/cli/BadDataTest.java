package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures, recordings, texts, series and lists that can't be learned from: one line, exit code 2, nothing left behind. */
class BadDataTest {
    private static final String REMEDY = "; --set onError=skip leaves out and counts what can't be read";

    @TempDir
    private Path folder;

    private Samples samples;
    private Path picture;
    private Path sound;

    @BeforeEach
    void writeSamples() throws IOException {
        samples = Samples.in(folder);
        picture = samples.path("shapes/square/03.png");
        sound = samples.path("tones/low/03.wav");
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private String refusal(String file, String... more) {
        var words = new ArrayList<>(List.of("train", samples.path(file).toString()));
        words.addAll(List.of("--runs", folder.resolve("runs").toString()));
        words.addAll(List.of(more));
        return Session.of(words.toArray(String[]::new)).refusal();
    }

    /** The head of a PNG that declares a size, which is all that is looked at before anything is decoded. */
    private static byte[] pngOfSize(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var data = new DataOutputStream(header);
        data.writeBytes("IHDR");
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        var sum = new CRC32();
        sum.update(header.toByteArray());
        var file = new ByteArrayOutputStream();
        var whole = new DataOutputStream(file);
        whole.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        whole.writeInt(13);
        whole.write(header.toByteArray());
        whole.writeInt((int) sum.getValue());
        whole.writeInt(0);
        whole.writeBytes("IDAT");
        return file.toByteArray();
    }

    @Test
    void picturesThatAreDamagedEmptyOrNone() throws IOException {
        var whole = Files.readAllBytes(picture);
        Files.write(picture, Arrays.copyOf(whole, whole.length / 2));
        assertThat(refusal("shapes")).startsWith(picture + " is damaged");
        Files.write(picture, new byte[0]);
        assertThat(refusal("shapes")).isEqualTo(picture + " is empty" + REMEDY);
        Files.writeString(picture, "hello");
        assertThat(refusal("shapes"))
                .isEqualTo(picture + " is no picture that can be read (PNG, JPEG, GIF, BMP, WebP, TIFF): it holds text"
                        + REMEDY);
    }

    @Test
    void aPictureThatWouldFillTheMemory() throws IOException {
        Files.write(picture, pngOfSize(60_000, 60_000));
        assertThat(refusal("shapes"))
                .isEqualTo(picture
                        + " declares 60000×60000 pixels, more than the 50,000,000 that are decoded at most"
                        + " (max_pixels)"
                        + REMEDY);
    }

    @Test
    void foldersThatNameNoClasses() throws IOException {
        assertThat(refusal("shapes/square"))
                .contains("all pictures lie in one folder, so there is nothing to tell apart");
        Files.copy(picture, samples.path("shapes/beside.png"));
        assertThat(refusal("shapes"))
                .endsWith("some pictures lie beside the folders of the classes, such as "
                        + samples.path("shapes/beside.png") + ": move them");
        assertThat(refusal("tones/low"))
                .endsWith("tones/low has no subfolders with WAV files: one for each class is expected");
    }

    @Test
    void recordingsThatAreNone() throws IOException {
        var whole = Files.readAllBytes(sound);
        Files.write(sound, Arrays.copyOf(whole, 600));
        assertThat(refusal("tones"))
                .isEqualTo(sound + " ends too early: 3,200 bytes of samples are expected, but 556 are there" + REMEDY);
        Files.write(sound, "ID3 and so on".getBytes(StandardCharsets.US_ASCII));
        assertThat(refusal("tones"))
                .startsWith(sound + " is no WAV: it begins with \"ID3 \"")
                .endsWith("convert it to WAV or remove it" + REMEDY);
        var silent = Arrays.copyOf(whole, 44);
        silent[40] = 0; // the length of its samples: 3,200 is 0x0c80
        silent[41] = 0;
        Files.write(sound, silent);
        assertThat(refusal("tones")).isEqualTo(sound + " has no samples" + REMEDY);
    }

    @Test
    void linesOfSeries() throws IOException {
        var file = samples.path("Waves_TRAIN.ts");
        var text = Files.readString(file);
        Files.writeString(file, text + "1,two,3:slow\n");
        assertThat(refusal("Waves_TRAIN.ts")).startsWith("Waves_TRAIN.ts:30: ").contains("two");
        Files.writeString(file, text + "1,2,3:medium\n");
        assertThat(refusal("Waves_TRAIN.ts")).startsWith("Waves_TRAIN.ts:30: ").contains("medium");
    }

    @Test
    void rowsOfLists() throws IOException {
        var list = samples.path("list.csv");
        Files.writeString(list, Files.readString(list) + "shapes/none.png,fine,3,square,good,9\n");
        assertThat(refusal("list.csv", "--config", samples.path("task.yaml").toString()))
                .startsWith("there is no file ")
                .contains("shapes/none.png (list.csv:26)");
    }

    @Test
    void recordingsBesideTheClasses() throws IOException {
        Files.copy(sound, samples.path("tones/beside.wav"));
        assertThat(refusal("tones"))
                .isEqualTo(samples.path("tones") + ": a recording lies beside the folders of the classes, such as "
                        + samples.path("tones/beside.wav") + ": move them");
    }

    @Test
    void optionsOfTablesWhereThereIsNone() {
        assertThat(refusal("shapes", "--encoding", "GBK"))
                .startsWith("--encoding=GBK: says how a table is written; pictures, texts");
    }

    @Test
    void inputsThatAreSetMakeATask() {
        assertThat(refusal("list.csv", "-t", "shape", "--set", "inputs=[{name: picture, encoder: {type: lstm}}]"))
                .isEqualTo("encoder: pictures are read by cnn, resnet, mobilenet or vit, not by lstm");
    }

    @Test
    void aTrainingThatDoesNotFitIntoMemory() {
        var session = Session.of(
                "train",
                samples.path("shapes").toString(),
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "inputs=[{name: picture, size: 200, encoder: {width: 48}}]",
                "--set",
                "training.batch=20",
                "--set",
                "training.epochs=1");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err())
                .contains("hanshu: training needs about ")
                .contains("make training.batch, or the width or size of an input, smaller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{name: picure}]|[{name: shape}]|inputs: list.csv has no column picure (an input of all columns left"
                        + " over says kind: table); did you mean \"picture\"?",
                "[{name: picture}]|[{name: shap}]|list.csv has no column \"shap\"; did you mean \"shape\"?",
                "[{name: price}]|[{name: price}]|inputs: price is also an output; what is given can't be asked for",
                "[{name: picture, encoder: {type: lstm}}]|[{name: shape}]|encoder: pictures are read by cnn, resnet,"
                        + " mobilenet or vit, not by lstm",
                "[{name: age}, {name: age}]|[{name: shape}]|inputs: there are two of the name \"age\"",
                "[{name: age}]|[{name: shape, kind: class, loss: mse}]|outputs: shape is a class, which the loss mse"
                        + " does not fit",
            })
    void configurationsThatContradictThemselvesOrTheData(String inputs, String outputs, String message)
            throws IOException {
        var config = Files.writeString(samples.path("task.yaml"), "inputs: " + inputs + "\noutputs: " + outputs + "\n");
        assertThat(refusal("list.csv", "--config", config.toString())).contains(message);
    }
}
