package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on pictures, in the format of MNIST: a bright line in the upper or the lower half. */
class TaskCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writePictures() throws IOException {
        write("train", 100);
        write("t10k", 20);
    }

    private void write(String part, int count) throws IOException {
        var pictures = new ByteArrayOutputStream();
        var labels = new ByteArrayOutputStream();
        try (var p = new DataOutputStream(pictures);
                var l = new DataOutputStream(labels)) {
            p.writeInt(0x803);
            p.writeInt(count);
            p.writeInt(8);
            p.writeInt(8);
            l.writeInt(0x801);
            l.writeInt(count);
            for (int i = 0; i < count; i++) {
                int row = i % 2 == 0 ? 1 + i % 3 : 5 + i % 2;
                for (int y = 0; y < 8; y++) {
                    for (int x = 0; x < 8; x++) {
                        p.writeByte(y == row ? 200 : (x * 7 + y * 3 + i) % 50);
                    }
                }
                l.writeByte(i % 2);
            }
        }
        var data = Files.createDirectories(folder.resolve("lines"));
        Files.write(data.resolve(part + "-images-idx3-ubyte"), pictures.toByteArray());
        Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
    }

    private String data() {
        return folder.resolve("lines").toString();
    }

    private Session train() {
        return Session.of(
                "train",
                data(),
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "inputs=[{name: picture, encoder: {width: 8}}]",
                "--set",
                "training.epochs=4",
                "--set",
                "augmentation.auto=false");
    }

    @Test
    void theDoctorTriesItAgainChangedInOneThing() {
        assertThat(train().code()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        var before = run.resolve("model.safetensors").toFile().lastModified();
        assertThat(Session.of("doctor", run.toString(), "-q").result())
                .startsWith("Finding   ")
                .contains("the best answer that looks at")
                .containsPattern("for four times the epochs +[0-9.]+ +[0-9.]+")
                .containsPattern("with a model four times as wide +[0-9.]+ +[0-9.]+");
        assertThat(run.resolve("model.safetensors").toFile().lastModified()).isEqualTo(before);
    }

    @Test
    void picturesAreLearnedAnsweredJudgedAndShown() throws IOException {
        var session = train();
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(session.out())
                .startsWith("lines")
                .contains("class: one of 2 classes.")
                .contains("pictures 8 × 8, grey, 90 to learn from: a convolutional network, because")
                .contains("20 for the test (as the data")
                .contains("y = b + w·x  accuracy ")
                .contains("On 20 cases that it never saw:")
                .containsPattern("Reading      Training spent [0-9.]+ % of its time in waiting")
                .contains("Report       " + run.resolve("report.html"));
        assertThat(run.resolve("report.html"))
                .content()
                .startsWith("<!")
                .contains("Confusion matrix")
                .contains(
                        "Training loss is that of smoothed targets, validation loss is not, and may be the lower one.")
                .contains("waited for data");
        assertThat(ChinesePage.of(run)).contains("8 × 8 的灰度图片", "平滑过的目标");
        assertThat(run.resolve("result.json")).content().contains("\"waited\"");
        assertThat(run.resolve("config.yaml")).content().contains("type: cnn").contains("epochs: 4");

        var evaluated = Session.of("evaluate", run.toString(), data());
        assertThat(evaluated.out()).contains("class on 20 cases of " + data()).contains("accuracy");
        var inspected = Session.of("inspect", run.toString());
        assertThat(inspected.out()).contains("picture: pictures 8 × 8, grey").contains("class: one of 2 classes");

        var picture = folder.resolve("one.png");
        var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 8; x++) {
            image.setRGB(x, 1, 0xc8c8c8);
        }
        javax.imageio.ImageIO.write(image, "png", picture.toFile());
        var predicted = Session.of("predict", run.toString(), picture.toString());
        assertThat(predicted.out()).startsWith("case,prediction,probability 0,probability 1\n" + picture + ",");

        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        var resumed = Session.of("train", "--resume", run.toString(), "--quiet");
        assertThat(resumed.code()).describedAs(resumed.err()).isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
    }

    @Test
    void whatCannotBeLearnedFromIsOneLine() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));
        var session = Session.of(
                "train", empty.toString(), "--runs", folder.resolve("runs").toString());
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err().lines()).hasSize(1);
        var wrong = Session.of("train", data(), "--set", "inputs=[{name: picture, encoder: {typ: cnn}}]");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("unknown key inputs[0].encoder.typ").contains("type");
    }
}
