package hanshu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFunctionTest {
    @TempDir
    private Path folder;

    @Test
    void itTellsAPenguin() throws IOException, InterruptedException {
        var data = Files.createDirectories(folder.resolve("examples/data"));
        Files.copy(Path.of("data/penguins.csv"), data.resolve("penguins.csv"));
        assertThat(printedBy(FirstFunction.class)).contains("accuracy=").contains("label=Adelie");
        assertThat(folder.resolve("penguins.safetensors")).isNotEmptyFile();
    }

    @Test
    void itTellsASquare() throws IOException, InterruptedException {
        drawShapes();
        assertThat(printedBy(FirstTask.class)).contains("accuracy=").contains("label=square");
        assertThat(folder.resolve("shapes.safetensors")).isNotEmptyFile();
    }

    /** Squares and circles of all sizes. */
    private void drawShapes() throws IOException {
        for (var shape : List.of("square", "circle")) {
            var pictures = Files.createDirectories(folder.resolve("shapes").resolve(shape));
            for (int i = 0; i < 40; i++) {
                var picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
                var pen = picture.createGraphics();
                int size = 6 + i % 8;
                int at = i % (16 - size);
                if (shape.equals("square")) {
                    pen.fillRect(at, at, size, size);
                } else {
                    pen.fillOval(at, at, size, size);
                }
                pen.dispose();
                ImageIO.write(
                        picture,
                        "png",
                        pictures.resolve("%02d.png".formatted(i)).toFile());
            }
        }
    }

    private String printedBy(Class<?> program) throws IOException, InterruptedException {
        return Programs.printedBy(program.getName(), folder, "-Xmx1g", "--add-modules", "jdk.incubator.vector");
    }

    @Test
    void theReadmeQuotesTheFirst() throws IOException {
        requireQuoted("FirstFunction", "../README.md");
    }

    @Test
    void thePageOfDataQuotesTheSecond() throws IOException {
        requireQuoted("FirstTask", "../docs/data.md");
    }

    private static void requireQuoted(String name, String page) throws IOException {
        var program = Files.readString(Path.of("src/main/java/hanshu/examples/" + name + ".java"));
        var text = Files.readString(Path.of(page));
        var code = text.substring(text.indexOf("```java\n") + 8);
        assertThat(code.substring(0, code.indexOf("```")).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(program).contains(line));
    }
}
