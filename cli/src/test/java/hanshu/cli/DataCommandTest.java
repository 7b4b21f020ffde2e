package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {
    @TempDir
    private Path folder;

    @Test
    void columnsAsTheyAreUnderstood() {
        assertThat(Session.of("data", "../examples/data/penguins.csv").result()).isEqualToNormalizingNewlines("""
                        penguins.csv: 344 rows, 7 columns (UTF-8, cells between commas, quotes ", header)

                          #  column             kind      missing  distinct  values
                          1  species            category        -         3  Adelie, Gentoo, Chinstrap
                          2  island             category        -         3  Biscoe, Dream, Torgersen
                          3  bill_length_mm     number          2       164  32.1 … 59.6, median 44.45
                          4  bill_depth_mm      number          2        80  13.1 … 21.5, median 17.3
                          5  flipper_length_mm  number          2        55  172 … 231, median 197
                          6  body_mass_g        number          2        94  2700 … 6300, median 4050
                          7  sex                category       11         2  male, female

                        To learn one of the columns: hanshu train ../examples/data/penguins.csv --target COLUMN
                        """);
    }

    @Test
    void aTargetBringsNotices() {
        assertThat(Session.of("data", "../examples/data/penguins.csv", "-t", "7")
                        .result())
                .contains("category, target")
                .contains("11 rows are left out because sex is missing in them.");
        assertThat(Session.of("data", "../examples/data/penguins.csv", "-t", "specie")
                        .refusal())
                .isEqualTo("penguins.csv has no column \"specie\"; did you mean \"species\"?");
    }

    @Test
    void aWideTableIsSummarised() {
        var names = IntStream.rangeClosed(1, 500).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        var rows = IntStream.range(0, 9)
                .mapToObj(row -> IntStream.range(0, 500)
                        .mapToObj(i -> row * 0.5 + i + "")
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        var text = Session.reading(names + "\n" + rows, "data", "-", "--target", "c400")
                .result();
        assertThat(text).contains("standard input: 9 rows, 500 columns");
        assertThat(text).contains("  … and 488 more: 488 number");
        assertThat(text).containsPattern("400 +c400 +number, target");
        assertThat(text.lines()).hasSizeLessThan(30).allMatch(line -> Text.width(line) <= Text.WIDTH);
    }

    @Test
    void howAFileIsWrittenCanBeSaid() throws IOException {
        var file = folder.resolve("t.txt");
        Files.writeString(file, "# made by hand\n1;2,5;caf\u00e9\n3;-9;\n4;4,5;the\n", Charset.forName("windows-1252"));
        var text = Session.of(
                        "data",
                        file.toString(),
                        "--delimiter",
                        "semicolon",
                        "--quote",
                        "none",
                        "--comment",
                        "#",
                        "--encoding",
                        "windows-1252",
                        "--decimal",
                        "comma",
                        "--no-header",
                        "--missing",
                        "-9,none")
                .result();
        assertThat(text)
                .contains(
                        "3 rows, 3 columns (windows-1252, cells between semicolons, decimal comma, comments after #, no header)")
                .containsPattern("2 +column2 +number +1 +2 +2\\.5 … 4\\.5")
                .contains("café");
    }

    @Test
    void aWrongWordForAnOptionSaysWhichAreRight() {
        assertThat(Session.of("data", "-", "--delimiter", "ab").refusal())
                .isEqualTo("--delimiter: expected one character or comma, semicolon, tab, bar or blank, got \"ab\"");
        assertThat(Session.of("data", "-", "--decimal", ";").refusal())
                .isEqualTo("--decimal: expected point or comma, got \";\"");
        assertThat(Session.of("data", "-", "--header", "--no-header").refusal())
                .isEqualTo("--header and --no-header exclude each other");
        assertThat(Session.of("data", "-", "--encoding", "klingon").refusal())
                .isEqualTo("there is no encoding \"klingon\": try UTF-8, UTF-16, windows-1252 or GB18030");
    }

    @Test
    void oneObjectForPrograms() {
        var json = JsonMapper.shared()
                .readTree(Session.reading("a;b\n1;x\n2;y\n", "data", "-", "--json")
                        .result());
        assertThat(json.propertyNames()).containsExactly("table", "rows", "dialect", "columns", "notices");
        assertThat(json.at("/rows").asInt()).isEqualTo(2);
        assertThat(json.at("/dialect/delimiter").asString()).isEqualTo(";");
        assertThat(json.at("/columns/0/name").asString()).isEqualTo("a");
    }
}
