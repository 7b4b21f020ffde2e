package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void wideCharactersTakeTwoCells() {
        assertThat(Text.width("abc")).isEqualTo(3);
        assertThat(Text.width("函数")).isEqualTo(4);
        assertThat(Text.width("ｶﾀ")).isEqualTo(2);
        assertThat(Text.width("カタ，")).isEqualTo(6);
        assertThat(Text.width("e\u0301")).isEqualTo(1);
        assertThat(Text.width("🐧")).isEqualTo(2);
    }

    @Test
    void aTextIsCutToItsWidth() {
        assertThat(Text.cut("penguin", 7)).isEqualTo("penguin");
        assertThat(Text.cut("penguins", 7)).isEqualTo("pengui…");
        assertThat(Text.cut("函数函数", 6)).isEqualTo("函数…");
    }

    @Test
    void paragraphsAreBrokenAtBlanks() {
        assertThat(Text.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Text.wrap("extraordinary x", 8)).containsExactly("extraordinary", "x");
    }

    @Test
    void nothingFromAFileSteersTheTerminal() {
        assertThat(Text.safe("a\u001b[31mb\nc\td\u202ee")).isEqualTo("a\\u001b[31mb\\nc\\td\\u202ee");
    }

    @Test
    void columnsAreAligned() {
        var table = TextTable.of("lrl").row("列", "7", "x").row("column", "1,000", "y".repeat(200));
        assertThat(table.lines(2))
                .containsExactly("  列          7  x", "  column  1,000  " + "y".repeat(82) + "…")
                .allMatch(line -> Text.width(line) <= Text.WIDTH);
        assertThatThrownBy(() -> table.row(List.of("1", "2", "3", "4"))).hasMessage("4 cells in a table of 3 columns");
    }

    @Test
    void aCommandCanBePastedIntoAShell() {
        assertThat(Shell.line("hanshu", "train", "my data.csv", "--target", "it's $5", ""))
                .isEqualTo("hanshu train 'my data.csv' --target 'it'\\''s $5' ''");
        assertThat(Shell.line("/tmp/数据-1.csv", "--set=a.b=1e-3")).isEqualTo("/tmp/数据-1.csv --set=a.b=1e-3");
    }

    @Test
    void onlyATerminalSeesColours() {
        assertThat(new Style(false).bold("x")).isEqualTo("x");
        assertThat(new Style(true).bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
    }
}
