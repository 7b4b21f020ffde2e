package hanshu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFunctionTest {
    @TempDir
    private Path folder;

    @Test
    void itTellsAPenguin() throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("examples/data"));
        Files.copy(Path.of("data/penguins.csv"), data.resolve("penguins.csv"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstFunction.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(printed).isZero();
        assertThat(printed).contains("accuracy=").contains("label=Adelie");
        assertThat(folder.resolve("penguins.safetensors")).isNotEmptyFile();
    }

    @Test
    void theReadmeQuotesIt() throws IOException {
        var program = Files.readString(Path.of("src/main/java/hanshu/examples/FirstFunction.java"));
        var readme = Files.readString(Path.of("../README.md"));
        var code = readme.substring(readme.indexOf("```java\n") + 8);
        assertThat(code.substring(0, code.indexOf("```")).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(program).contains(line));
    }
}
