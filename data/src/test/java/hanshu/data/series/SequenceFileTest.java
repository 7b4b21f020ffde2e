package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.OnError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceFileTest {
    @TempDir
    Path folder;

    private SeriesSet read(String name, OnError onError, String... lines) throws IOException {
        return SequenceFile.read(
                Files.write(folder.resolve(name), List.of(lines)), "signal", Optional.of("label"), onError);
    }

    @Test
    void cellsOfATable() throws IOException {
        var set = read(
                "a.csv",
                OnError.FAIL,
                "label,signal",
                "walk,0.5 1 ?",
                "run,1;2",
                "run,\"1, NaN,3\"",
                "walk,\"[1, 2.5, null, -1e2]\"");
        assertThat(set.series().stream().map(Series::values))
                .containsExactly(
                        new float[] {0.5f, 1, Float.NaN},
                        new float[] {1, 2},
                        new float[] {1, Float.NaN, 3},
                        new float[] {1, 2.5f, Float.NaN, -100});
        assertThat(set.labels(set.classes())).containsExactly(1, 0, 0, 1);
    }

    @Test
    void jsonLinesOfStepsWithChannels() throws IOException {
        var set = read(
                "a.jsonl",
                OnError.FAIL,
                "{\"label\": 3, \"signal\": [[1, 10], [2, null]]}",
                "",
                "{\"signal\": [[5, 6]], \"label\": 4.5}");
        assertThat(set.channels()).isEqualTo(2);
        assertThat(set.series().getFirst().values()).containsExactly(1, 10, 2, Float.NaN);
        assertThat(set.numbers()).containsExactly(3, 4.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"label\": 1, \"signal\": [1, \"x\"]} | a.jsonl:2: a finite number is expected, but it is \"\"x\"\"",
                "{\"label\": 1, \"signal\": []} | a.jsonl:2: a list of numbers is expected, but it is []",
                "{\"label\": 1, \"signal\": [[1, 2], [3]]} | a.jsonl:2: each step has 2 numbers, but one is [3]",
                "{\"label\": 1, \"signal\": [[1, 2]]} | a.jsonl:2: steps of 1 numbers are expected, as in the rows before, but they have 2",
                "{\"label\": 1, \"sinal\": [1]} | a.jsonl:2: there is no \"signal\"; did you mean \"sinal\"?",
                "{\"signal\": [1]} | a.jsonl:2: the answer is missing"
            })
    void aBadLineIsNamedOrLeftOut(String line, String message) throws IOException {
        var lines = new String[] {"{\"label\": 1, \"signal\": [1, 2]}", line, "{\"label\": 1, \"signal\": [3]}"};
        assertThatThrownBy(() -> read("a.jsonl", OnError.FAIL, lines)).hasMessage(message);
        assertThat(read("a.jsonl", OnError.SKIP, lines).notices())
                .extracting(notice -> notice.sentence())
                .containsExactly("a.jsonl: 1 of 3 examples can't be read and were left out: " + message + ".");
    }

    @Test
    void linesThatAreNoJson() {
        assertThatThrownBy(() -> read("a.jsonl", OnError.FAIL, "walk, 1 2 3"))
                .hasMessageStartingWith("a.jsonl:1: this line is no JSON: ");
        assertThatThrownBy(() -> read("a.jsonl", OnError.SKIP, "walk, 1 2 3"))
                .hasMessage("a.jsonl holds no series that can be read");
        assertThatThrownBy(() -> read("a.csv", OnError.FAIL, "label,signal", "a,\"[1, 2\""))
                .hasMessage("a.csv:2: a list such as [1, 2, 3] is expected, but it is [1, 2");
    }
}
