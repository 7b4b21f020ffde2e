package hanshu.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonLinesTest {
    private static final String[] LINES = {
        "{\"name\": \"Ann, \\\"A\\\"\", \"size\": 1.5, \"is\": true}",
        "",
        "{\"size\": NaN, \"name\": \"two\\nlines\", \"signal\": [0.5, null, [2]]}",
        "{\"name\": null, \"is\": false, \"size\": -3e2}"
    };
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final String GOLDEN =
            "name|size|is|signal\nAnn, \"A\"|1.5|true|\ntwo\nlines|||[0.5,null,[2]]\n|-300|false|";

    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void keysAreColumns() throws IOException {
        var table = Table.read(file("a.jsonl", LINES));
        assertThat(Texts.dump(table)).isEqualTo(GOLDEN);
        assertThat(table.cells("size")).isInstanceOf(Cells.Numbers.class);
        assertThat(table.where(1)).isEqualTo("a.jsonl:3");
        assertThat(table.dialect().orElseThrow()).hasToString("UTF-8, a JSON object in each line");
    }

    @Test
    void objectsInMemoryAreReadAlike() {
        var objects = Arrays.stream(LINES)
                .filter(line -> !line.isEmpty())
                .map(line -> (ObjectNode) JSON.readTree(line))
                .toList();
        var table = Table.read("the request", objects, ReadOptions.DEFAULT);
        assertThat(Texts.dump(table)).isEqualTo(GOLDEN);
        assertThat(table.cells("size")).isInstanceOf(Cells.Numbers.class);
        assertThat(table.where(1)).isEqualTo("the request:2");
        assertThatThrownBy(() -> Table.read("the request", List.of(), ReadOptions.DEFAULT))
                .isInstanceOf(TableException.class)
                .hasMessage("the request holds no rows: a table needs at least one");
    }

    @Test
    void standardInputAndBlocksAreReadAlike() throws IOException {
        var bytes = Files.readAllBytes(file("a.txt", LINES));
        assertThat(Texts.dump(Table.read("input", new ByteArrayInputStream(bytes), ReadOptions.DEFAULT)))
                .isEqualTo(GOLDEN);
        var blocks = new ArrayList<Table>();
        Table.readBlocks("input", new ByteArrayInputStream(bytes), ReadOptions.DEFAULT, blocks::add);
        Table.readBlocks(file("a.ndjson", LINES), ReadOptions.DEFAULT, blocks::add);
        assertThat(blocks).extracting(Texts::dump).containsExactly(GOLDEN, GOLDEN);
        assertThat(blocks.getLast().where(1)).isEqualTo("a.ndjson:3");
    }

    @Test
    void aKeyThatTheFirstOfAStreamLacksIsRefused() {
        var first = "{\"height\": 1}\n".repeat(40_000);
        var stream = new ByteArrayInputStream((first + "{\"hieght\": 2}\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Table.readBlocks("input", stream, ReadOptions.DEFAULT, block -> {}))
                .isInstanceOf(TableException.class)
                .hasMessage("input:40001: the objects before have no \"hieght\"; did you mean \"height\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1 | a.jsonl:2: this line is no JSON: ",
                "{\"a\": 1, \"a\": 2} | a.jsonl:2: this line is no JSON: Duplicate Object property \"a\"",
                "[1, 2] | a.jsonl:2: an object such as {\"label\": 1} is expected in each line, but it is [1, 2]"
            })
    void aLineThatIsNoObject(String line, String message) throws IOException {
        var file = file("a.jsonl", "{\"a\": 1}", line);
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void noKeys() throws IOException {
        var file = file("a.jsonl", "{}", "{}");
        assertThatThrownBy(() -> Table.read(file)).hasMessage("a.jsonl holds no rows: a table needs at least one");
    }

    @Test
    void whatIsSaidOfCells() throws IOException {
        var file = file("a.jsonl", "{\"a\": 1}");
        assertThatThrownBy(() -> Table.read(file, ReadOptions.DEFAULT.delimiter(';')))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "a.jsonl holds a JSON object in each line: leave out --delimiter, --quote, --comment and --no-header, which are for separated cells");
    }
}
