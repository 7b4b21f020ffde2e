package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of docs/data.md, on data that look as the page says. */
class DataPageTest {
    private static final Path PAGE = Path.of("../docs/data.md");
    private static final String PROGRAM = "./hanshu ";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeSamples() throws IOException {
        Samples.in(folder);
        Files.copy(Path.of(Penguins.FILE), folder.resolve("penguins.csv"));
        Files.copy(Path.of("../examples/data/seattle-weather.csv"), folder.resolve("seattle-weather.csv"));
    }

    static List<String> commands() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
    }

    @Test
    void thePageHasACommandForEachKind() throws IOException {
        assertThat(commands()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void learnsAndTests(String command) throws IOException {
        var words = new ArrayList<String>();
        for (var word : command.substring(PROGRAM.length()).split(" ", -1)) {
            var file = folder.resolve(word);
            words.add(Files.exists(file) ? file.toString() : word);
        }
        var runs = Files.createTempDirectory(folder, "runs");
        words.addAll(List.of("--runs", runs.toString(), "--quiet", "--set", "training.epochs=1"));
        var session = Session.of(words.toArray(String[]::new));
        assertThat(session.code()).describedAs(session.err()).isZero();
        assertThat(session.out()).contains(" that it never saw:");
        assertThat(Penguins.only(runs).resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void theConfigurationsAreThoseOfThePage() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(Files.readString(folder.resolve("task.yaml")))
                .contains(Files.readString(folder.resolve("tags.yaml")));
    }
}
