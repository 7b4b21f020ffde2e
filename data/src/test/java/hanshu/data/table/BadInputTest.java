package hanshu.data.table;

import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of bad input ends in one line that says where, what was expected, what came and what to do. */
class BadInputTest {
    @TempDir
    private Path folder;

    private static String refusal(String text) {
        return refusal(text, ReadOptions.DEFAULT);
    }

    private static String refusal(String text, ReadOptions options) {
        TableException refusal = catchThrowableOfType(TableException.class, () -> table(text, options));
        String message = String.valueOf(refusal.getMessage());
        assertThat(message).doesNotContain("\n");
        return message;
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("t.csv"), bytes);
    }

    @Test
    void noSuchFile() {
        Path none = folder.resolve("none.csv");
        assertThatThrownBy(() -> Table.read(none))
                .isInstanceOf(TableException.class)
                .hasMessage("there is no file " + none + ": check the name and the folder");
    }

    @Test
    void aFolder() {
        assertThatThrownBy(() -> Table.read(folder))
                .isInstanceOf(TableException.class)
                .hasMessage(folder + " is a folder: name a file in it");
    }

    @Test
    void noPermission() throws IOException {
        Path secret = file("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "whoever runs this may read every file");
        assertThatThrownBy(() -> Table.read(secret))
                .isInstanceOf(TableException.class)
                .hasMessage(secret + " can't be read: you lack the permission (chmod +r gives it)");
    }

    @Test
    void empty() {
        assertThat(refusal("")).isEqualTo("t.csv is empty: a table needs a line of names and rows below it");
        assertThat(refusal("\n\n \n")).isEqualTo("t.csv holds no rows: a table needs at least one");
    }

    @Test
    void headerOnly() {
        assertThat(refusal("a,b,c\n"))
                .isEqualTo(
                        "t.csv holds a header and no rows below it: a table needs at least one (if the first line is data, give --no-header)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "89504e470d0a1a0a|a PNG image",
                "504b0304140000|a ZIP archive or an Excel workbook (export the sheet as CSV)",
                "5041523115041500|a Parquet file (export it as CSV)",
                "ffd8ffe000104a46|a JPEG image",
                "1f8b080000000000|compressed with gzip (unpack it first: gunzip)",
                "255044462d312e37|a PDF document",
                "5b7b2261223a317d5d|a JSON list (write one object a line, or convert it to CSV)",
                "3c68746d6c3e|a web page (save the data behind it as CSV)",
                "d0cf11e0a1b11ae1|an old Excel workbook (export the sheet as CSV)"
            })
    void filesOfAnotherKind(String bytes, String kind) throws IOException {
        Path file = file(java.util.HexFormat.of().parseHex(bytes));
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv is no table of text: it is " + kind);
    }

    @Test
    void binary() throws IOException {
        Path file = file(new byte[] {1, 2, 'a', ',', 0, 0, 'b', '\n', 0});
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "t.csv is no table of text: it holds NUL bytes, so it is a binary file; if it is UTF-16 text without a byte-order mark, give --encoding UTF-16LE or UTF-16BE");
        Path invalidToo = file(new byte[] {(byte) 0xff, (byte) 0xc0, 'a', ',', 0, 0, 'b', '\n', 0});
        assertThatThrownBy(() -> Table.read(invalidToo)).hasMessageContaining("holds NUL bytes");
    }

    @Test
    void aQuoteThatIsNeverClosed() {
        assertThat(refusal("a,b\n1,2\n3,\"four\n5,6\n7,8\n"))
                .isEqualTo(
                        "t.csv:3, column 2: a quote \" opens here and is never closed; close it, or give --quote none if \" is an ordinary character");
        String long1 = "5,6\n".repeat(400_000);
        assertThat(refusal("a,b\n1,2\n\"3\n\",\"four\n" + long1))
                .startsWith("t.csv:4, column 2: a quote \" opens here and is never closed");
    }

    @Test
    void textAfterAClosingQuote() {
        assertThat(refusal("a,b\n1,x\n3,\"four\" five\n5,y\n"))
                .isEqualTo(
                        "t.csv:3, column 2: broken quotes: text follows the quote \" that closes this cell; close it, or give --quote none if \" is an ordinary character");
    }

    @Test
    void raggedRows() {
        assertThat(refusal("a,b,c\n1,2,3\n4,5,6\n7,8\n9,10,11,12\n1,2,3\n"))
                .isEqualTo(
                        "t.csv:4: this row has 2 cells, but 3 are expected; 2 of 5 rows are so: mend them (a cell that holds the delimiter needs quotes), or name the delimiter with --delimiter");
        assertThat(refusal("a,b\n1,2,3\n4,5,6\n"))
                .isEqualTo(
                        "t.csv:1: the header has 2 names, but the rows have 3 cells: mend it (a cell that holds the delimiter needs quotes), or name the delimiter with --delimiter");
    }

    @Test
    void aRaggedRowFarDown() {
        assertThat(refusal("a,b\n" + "1,2\n".repeat(100_000) + "1,2,3\n"))
                .startsWith("t.csv:100002: this row has 3 cells, but 2 are expected; 1 of 100001 rows are so");
    }

    @Test
    void theWrongEncoding() throws IOException {
        byte[] western = "a,b\n1,x\n2,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = file(western);
        assertThatThrownBy(() -> Table.read(file, ReadOptions.DEFAULT.encoding("UTF-8")))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv:3: these bytes are no UTF-8; give another --encoding or none");
        assertThat(refusal("a,b\n1,2\n3,4\n", ReadOptions.DEFAULT.encoding("UTF-16LE")))
                .isEqualTo(
                        "t.csv is not written in UTF-16LE: read so, it has no line breaks; as UTF-8 the file reads well: leave out --encoding");
        assertThat(refusal("a,b\n1,\u00fc\n", ReadOptions.DEFAULT.encoding("US-ASCII")))
                .isEqualTo("t.csv:2: these bytes are no US-ASCII; as UTF-8 the file reads well: leave out --encoding");
        assertThatThrownBy(() -> ReadOptions.DEFAULT.encoding("klingon"))
                .isInstanceOf(TableException.class)
                .hasMessage("there is no encoding \"klingon\": try UTF-8, UTF-16, windows-1252 or GB18030");
    }

    @Test
    void bytesOfNoEncoding() throws IOException {
        Path file = file(new byte[] {'a', ',', 'b', '\n', '1', ',', (byte) 0x81, 'x', '\n'});
        assertThatThrownBy(() -> Table.read(file))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "t.csv:2: these bytes are no UTF-8; nor does the file fit GB18030 or windows-1252: name its encoding with --encoding");
    }

    @Test
    void aDamagedTextWithAMark() {
        byte[] text = "\ufeffa,b\n1,".getBytes(StandardCharsets.UTF_16LE);
        byte[] cut = java.util.Arrays.copyOf(text, text.length - 1);
        assertThatThrownBy(() -> Table.read(file(cut)))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv:2: these bytes are no UTF-16LE; the file is damaged or mixes encodings");
    }

    @Test
    void aHugeCell() {
        String huge = "x".repeat(10_000_000);
        String expected = "t.csv:3, column 2: a cell of more than 1,048,576 characters; a table holds shorter ones";
        assertThat(refusal("a,b\n1,2\n3," + huge + "\n")).isEqualTo(expected);
        assertThat(refusal("a,b\n1,2\n3,\"" + huge + "\"\n")).isEqualTo(expected);
        assertThat(refusal("a\tb\n1\t2\n3\t" + huge + "\n")).isEqualTo(expected);
    }

    @Test
    void infinity() {
        assertThat(refusal("a,b\n1,2\n3,inf\n5,1e999\n"))
                .isEqualTo(
                        "t.csv:3, column 2 (b): a finite number is expected, but the cell is infinite (2 of its cells are): correct it, or list it in --missing");
        assertThat(table("a,b\n1,x\n3,inf\n").cells("b").text(1)).isEqualTo("inf");
    }

    @Test
    void duplicateNames() {
        assertThat(refusal("a,b,a,b,c\n1,2,3,4,5\n"))
                .isEqualTo(
                        "t.csv: the header names a, b more than once: rename them in the file, or give --rename-duplicates to call them a, a.1, …");
        assertThat(refusal("a,a,a.1\n1,2,3\n", ReadOptions.DEFAULT.renameDuplicates(true)))
                .isEqualTo(
                        "t.csv: the header has both duplicate names and names such as a.1, so they can't be told apart: rename them in the file");
    }

    @Test
    void aFewOddCellsAmongNumbersAreMentioned() {
        Table table = table("n,k\n" + "1,a\n2,b\n".repeat(10) + "n/k,c\n");
        assertThat(table.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.WARNING,
                                "n",
                                "Column n is read as text because 1 of its 21 cells is no number (first \"n/k\" on line 22); if that means a missing value, list it in --missing."));
    }

    @Test
    void unknownColumns() {
        Table table = table("species,island\nA,B\nC,D\n");
        assertThat(table.resolve("2")).isEqualTo("island");
        assertThatThrownBy(() -> table.cells("specis"))
                .isInstanceOf(TableException.class)
                .hasMessage("t.csv has no column \"specis\"; did you mean \"species\"?");
        assertThatThrownBy(() -> table.cells("3"))
                .hasMessage("t.csv has no column 3: its columns are numbered from 1 to 2");
        assertThatThrownBy(() -> table.cells("weight"))
                .hasMessage("t.csv has no column \"weight\"; its columns are species, island");
    }

    @Test
    void aNumberIsAHeaderBeforeItIsAPosition() {
        assertThat(table("2,1\n5,6\n", ReadOptions.DEFAULT.header(true)).resolve("1"))
                .isEqualTo("1");
    }

    @Test
    void columnsOfDifferentLength() {
        assertThatThrownBy(() -> Table.of(
                        new java.util.TreeMap<>(java.util.Map.of("a", Cells.numbers(1, 2), "b", Cells.texts("x")))))
                .isInstanceOf(TableException.class)
                .hasMessage("column b has 1 cells, but the columns before it have 2");
    }

    @Test
    void aDecimalMarkOfAnotherSort() {
        assertThatThrownBy(() -> ReadOptions.DEFAULT.decimal(';'))
                .isInstanceOf(TableException.class)
                .hasMessage("the decimal mark must be . or , but is ;");
    }

    @Test
    void chineseBytesThatAreCut() throws IOException {
        byte[] text = "\u57ce\u5e02,x\n\u5317\u4eac,1\n1,\u4e0a\u6d77".getBytes(Charset.forName("GB18030"));
        byte[] cut = java.util.Arrays.copyOf(text, text.length - 1);
        Table table = Table.read(file(cut));
        assertThat(table.dialect().orElseThrow().encoding()).isEqualTo(Charset.forName("windows-1252"));
    }
}
