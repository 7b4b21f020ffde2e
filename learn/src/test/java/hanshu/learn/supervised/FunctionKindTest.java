package hanshu.learn.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.learn.supervised.forecast.ForecastFunction;
import hanshu.learn.supervised.language.LanguageFunction;
import hanshu.learn.supervised.task.TaskFunction;
import hanshu.nn.io.ModelFileException;
import hanshu.nn.io.SafeTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file of another version of Hanshu says so: its records have other fields, and that is no damage. */
class FunctionKindTest {
    private static final Map<String, Consumer<Path>> READERS = Map.of(
            "table", TabularFunction::load,
            "task", TaskFunction::load,
            "forecast", ForecastFunction::load,
            "language", LanguageFunction::load);

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model.safetensors");
    }

    private void write(String function) {
        SafeTensors.write(file, Map.of(), Map.of(FunctionKind.KEY, function));
    }

    private void assertRefused(Consumer<Path> reader, String problem) {
        assertThatThrownBy(() -> reader.accept(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + " " + problem);
    }

    @Test
    void aNewerFormatAsksForANewerHanshu() {
        READERS.forEach((kind, reader) -> {
            write("{\"kind\":\"%s\",\"format\":9,\"thoughts\":[]}".formatted(kind));
            int format = kind.equals("table") ? 2 : 1;
            assertRefused(
                    reader,
                    "is of format 9 of the kind \"%s\", and this version of Hanshu reads format %d: take a newer Hanshu, or learn it again with this one"
                            .formatted(kind, format));
        });
    }

    @Test
    void anOlderFormatAsksForTheHanshuThatWroteIt() {
        write("{\"kind\":\"table\",\"format\":1,\"models\":2}"); // had no baselines
        assertRefused(
                TabularFunction::load,
                "is of format 1 of the kind \"table\", and this version of Hanshu reads format 2: learn it again, or take the Hanshu that wrote it");
    }

    @Test
    void anotherKindIsNamed() {
        READERS.forEach((kind, reader) -> {
            write("{\"kind\":\"dream\",\"format\":1}");
            assertRefused(
                    reader,
                    "holds a function of the kind \"dream\", but one of the kind \"%s\" is expected".formatted(kind));
        });
    }

    @Test
    void whatSaysNothingOfItIsNoModelOrDamaged() {
        READERS.values().forEach(reader -> {
            SafeTensors.write(file, Map.of(), Map.of());
            assertRefused(
                    reader, "is a safetensors file, but not a model of Hanshu: its metadata has no hanshu.function");
            write("{\"kind\":");
            assertRefused(reader, "is damaged: its hanshu.function is not JSON");
            write("{}");
            assertRefused(reader, "is damaged: its hanshu.function has no kind and format");
        });
        assertThat(FunctionKind.in(file)).isEmpty();
    }
}
