package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on pictures that change at random, killed in the middle and resumed, ends in the bytes of one left alone. */
class TaskInterruptionTest {
    private static final int PICTURES = 200;

    @TempDir
    private Path folder;

    /** Noise, with a bright line in the upper or the lower half, as IDX. */
    private String data() throws IOException {
        var pixels = new ByteArrayOutputStream();
        var labels = new ByteArrayOutputStream();
        var out = new DataOutputStream(pixels);
        var classes = new DataOutputStream(labels);
        for (int number : new int[] {0x803, PICTURES, 8, 8}) {
            out.writeInt(number);
        }
        classes.writeInt(0x801);
        classes.writeInt(PICTURES);
        for (int i = 0; i < PICTURES; i++) {
            classes.writeByte(i % 2);
            for (int p = 0; p < 64; p++) {
                out.writeByte(p / 8 == (i % 2 == 0 ? 1 : 5) + i % 3 ? 200 : (i * 31 + p * 17) % 60);
            }
        }
        var data = Files.createDirectories(folder.resolve("lines"));
        Files.write(data.resolve("train-images-idx3-ubyte"), pixels.toByteArray());
        Files.write(data.resolve("train-labels-idx1-ubyte"), labels.toByteArray());
        return data.toString();
    }

    private ProcessBuilder train(String runs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "hanshu.cli.Main",
                        "train",
                        data(),
                        "--runs",
                        folder.resolve(runs).toString(),
                        "--set",
                        "inputs=[{name: picture, encoder: {width: 8}}]",
                        "--set",
                        "augmentation.pictures=[crop: {padding: 1}, erase: {probability: 0.5, minArea: 0.05, maxArea: 0.1}]",
                        "--set",
                        "augmentation.mixup=0.2",
                        "--set",
                        "training.epochs=40")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private byte[] model(String runs) throws IOException {
        return Files.readAllBytes(Penguins.only(folder.resolve(runs)).resolve("model.safetensors"));
    }

    @Test
    @Timeout(240)
    void aRunThatWasKilledEndsInTheSameBytes() throws IOException, InterruptedException {
        var killed = train("killed").start();
        try (var err = killed.errorReader()) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                if (line.contains("Epoch 3/")) {
                    killed.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var run = Penguins.only(folder.resolve("killed"));
        assertThat(run.resolve("model.safetensors")).doesNotExist();
        var resumed = Session.of("train", "--resume", run.toString(), "--quiet");
        assertThat(resumed.code()).describedAs(resumed.err()).isZero();

        var whole =
                train("whole").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(whole.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(whole.exitValue()).isZero();
        assertThat(model("killed")).isEqualTo(model("whole"));
    }
}
