package hanshu.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import hanshu.train.metric.RegressionMetrics;
import hanshu.train.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RunFolderTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 31, 9, 30, 5);

    @TempDir
    Path home;

    private RunFolder create(String name) {
        return RunFolder.create(home.resolve("my").resolve("runs"), name, START);
    }

    @Test
    void aNewFolderEachTime() {
        assertThat(create("penguins").path()).isDirectory().hasFileName("penguins-20260131-093005");
        assertThat(create("penguins").path()).isDirectory().hasFileName("penguins-20260131-093005-2");
        assertThat(create("penguins").path()).isDirectory().hasFileName("penguins-20260131-093005-3");
    }

    @Test
    void anyNameStaysInsideTheFolder() {
        assertThat(create("../../etc/p w?d").path()).hasFileName("etc-p-w-d-20260131-093005");
        assertThat(create("房价 2026").path()).hasFileName("房价-2026-20260131-093005");
        assertThat(create("..").path()).hasFileName("run-20260131-093005");
        assertThat(create("").path().getParent()).isEqualTo(home.resolve("my").resolve("runs"));
    }

    @Test
    void holdsWhatIsWritten() throws IOException {
        var run = create("a");
        run.writeConfig("seed: 42\n");
        run.writeEnvironment(Environment.current("0.1.0", "plain"));
        run.writeResult(RegressionMetrics.of(new double[] {1}, new double[] {1}).asMap());
        run.writeReport("<!doctype html>", Language.ENGLISH);

        assertThat(run.config()).content().isEqualTo("seed: 42\n");
        var environment = JsonMapper.shared().readValue(Files.readString(run.environment()), Environment.class);
        assertThat(environment).isEqualTo(Environment.current("0.1.0", "plain"));
        assertThat(environment.java())
                .startsWith(String.valueOf(Runtime.version().feature()));
        assertThat(JsonMapper.shared().readTree(Files.readString(run.result())).toString())
                .isEqualTo("{\"rmse\":0.0,\"mae\":0.0,\"r2\":null}");
        assertThat(run.report()).hasFileName("report.html").hasContent("<!doctype html>");
        assertThat(run.model()).hasFileName("model.safetensors");
        assertThat(RunFolder.open(run.path())).isEqualTo(run);
    }

    @Test
    void saysThatThereIsNoRun() throws IOException {
        var run = create("a");
        assertThatThrownBy(() -> RunFolder.open(run.path()))
                .hasMessage(
                        "%s is not the folder of a run, or was stopped before it began: it has no config.yaml",
                        run.path());
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> RunFolder.open(file))
                .hasMessage("%s is a file; name the folder of a run, which it may lie in", file);
        assertThatThrownBy(() -> RunFolder.open(home.resolve("none")))
                .hasMessage(
                        "there is no folder %s; name the folder of a run, such as runs/penguins-20260131-093000",
                        home.resolve("none"));
    }

    @Test
    void saysWhyItCannotBeMade() throws IOException {
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> RunFolder.create(file, "a"))
                .isInstanceOf(RunException.class)
                .hasMessage("cannot create %s: there is a file of that name; choose another folder", file);
        assertThatThrownBy(() -> RunFolder.create(file.resolve("runs"), "a"))
                .hasMessageStartingWith("cannot create %s: a part of the path is a file", file.resolve("runs"));
    }

    @Test
    void saysThatTheFolderIsReadOnly() throws IOException {
        var closed = Files.createDirectory(
                home.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("root may write everywhere").isFalse();

        assertThatThrownBy(() -> RunFolder.create(closed, "a"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("permission denied; allow it for");
    }
}
