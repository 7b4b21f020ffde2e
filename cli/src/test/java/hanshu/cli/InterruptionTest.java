package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void aProcessThatIsToldToEndSaysHowToGoOn() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "hanshu.cli.Main",
                        "train",
                        Penguins.FILE,
                        "-t",
                        "species",
                        "--runs",
                        folder.toString(),
                        "--set",
                        "training.epochs=100000",
                        "--set",
                        "training.patience=100000")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var heard = new ArrayList<String>();
        try (var err = process.errorReader()) {
            String line = err.readLine();
            while (line != null) {
                heard.add(line);
                if (line.contains("Epoch 2/")) {
                    process.toHandle().destroy(); // which leaves the pipe open to hear the rest
                }
                line = err.readLine();
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        var run = Penguins.only(folder);
        assertThat(heard).last().isEqualTo("hanshu: stopped; to go on: hanshu train --resume " + run);
        assertThat(Session.of("runs", folder.toString()).result()).contains("not ended");
        assertThat(List.of("config.yaml", "source.json"))
                .allSatisfy(name -> assertThat(run.resolve(name)).exists());
    }
}
