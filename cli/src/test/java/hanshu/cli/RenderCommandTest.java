package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyHasAComment() {
        List<String> lines = Session.of("render").result().lines().toList();
        assertThat(lines).anyMatch(line -> line.equals("  rate: 0.002") || line.startsWith("  rate: "));
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith("#")) {
                assertThat(lines.get(i - 1))
                        .describedAs("above " + lines.get(i))
                        .matches(" *# \\p{Ll}.*");
            }
        }
        assertThat(lines).allMatch(line -> line.length() <= Text.WIDTH);
    }

    @Test
    void whatIsPrintedIsReadAgain() throws IOException {
        var changed = Session.of(
                        "render",
                        "--target",
                        "a: \"b\"",
                        "--seed",
                        "5",
                        "--column",
                        "x.y=z=number",
                        "--ignore",
                        "id",
                        "--set",
                        "training.rate=0.5",
                        "--time",
                        "when",
                        "--lags",
                        "2",
                        "--task",
                        "regression",
                        "--log-target")
                .result();
        assertThat(changed)
                .contains(
                        "rate: 0.5", "seed: 5", "kind: time", "by: when", "lags: 2", "task: number", "logTarget: true");
        var file = Files.writeString(folder.resolve("config.yaml"), changed);
        assertThat(Session.of("render", "--config", file.toString()).result()).isEqualTo(changed);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no named pipes in folders
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void settingsFromAPipeAreReadOnce() throws IOException, InterruptedException {
        var pipe = Samples.pipe(folder, "inputs: [{name: text}]\nseed: 5\n");
        assertThat(Session.of("render", "--config", pipe.toString()).result()).contains("name: text", "seed: 5");
    }

    @Test
    void whatATableDecidesStandsInItsPlace() {
        assertThat(Session.of("render").result()).contains("width: 0");
        assertThat(Session.of("render", Penguins.FILE, "-t", "species").result())
                .doesNotContain("width: 0");
    }
}
