package hanshu.data.table;

import static hanshu.data.table.Texts.dump;
import static hanshu.data.table.Texts.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One golden table for each way of writing one. */
class DialectTest {
    private static final String GOLDEN = "name|size|day\nAnn|1.5|2012-01-31\nBob||2012-02-01\nCid|-3|2012-02-03";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,size,day\nAnn,1.5,2012-01-31\nBob,,2012-02-01\nCid,-3,2012-02-03\n",
                "name,size,day\r\nAnn,1.5,2012-01-31\r\nBob,,2012-02-01\r\nCid,-3,2012-02-03",
                "name;size;day\nAnn;1.5;2012-01-31\nBob;;2012-02-01\nCid;-3;2012-02-03\n",
                "name;size;day\nAnn;1,5;2012-01-31\nBob;;2012-02-01\nCid;-3;2012-02-03\n",
                "name\tsize\tday\nAnn\t1.5\t2012-01-31\nBob\t\t2012-02-01\nCid\t-3\t2012-02-03\n",
                "name|size|day\nAnn|1.5|2012-01-31\nBob|NA|2012-02-01\nCid|-3|2012-02-03\n",
                "\"name\",\"size\",\"day\"\n\"Ann\",\"1.5\",\"2012-01-31\"\n\"Bob\",\"\",\"2012-02-01\"\n\"Cid\",\"-3\",\"2012-02-03\"\n",
                "'name','size','day'\n'Ann','1.5','2012-01-31'\n'Bob','?','2012-02-01'\n'Cid','-3','2012-02-03'\n",
                "name , size,  day\n Ann, 1.5 ,2012-01-31\n \"Bob\" , - , \"2012-02-01\" \nCid,-3 ,2012-02-03  \n",
                "# made on a Sunday\nname,size,day\nAnn,1.5,2012-01-31\n# none for Bob\nBob,null,2012-02-01\nCid,-3,2012-02-03\n",
                "name,size,day\n\nAnn,1.5,2012-01-31\nBob,.,2012-02-01\nCid,-3,2012-02-03\n\n\n  \n",
                "name,size,day,\nAnn,1.5,2012-01-31,\nBob,None,2012-02-01,\nCid,-3,2012-02-03,\n",
                "\ufeffname,size,day\nAnn,1.5,2012-01-31\nBob,N/A,2012-02-01\nCid,-3,2012-02-03\n"
            })
    void readsTheSameTableFromEveryDialect(String text) {
        assertThat(dump(table(text))).isEqualTo(GOLDEN);
    }

    @Test
    void theNameOfAFileSaysTabs(@TempDir Path folder) throws IOException {
        var text = "label\ttext\nbad\tslow, long, dull\ngood\tbright, short, fun\n";
        var told = Table.read(Files.writeString(folder.resolve("reviews.TSV"), text));
        assertThat(dump(told)).isEqualTo("label|text\nbad|slow, long, dull\ngood|bright, short, fun");
        var sentences = Table.read(Files.writeString(folder.resolve("one.tsv"), "text\nslow, dull\nshort, fun\n"));
        assertThat(dump(sentences)).isEqualTo("text\nslow, dull\nshort, fun");
        var byCommas = Table.read(
                Files.writeString(folder.resolve("two.tsv"), "a,b\n1,2\n"), ReadOptions.DEFAULT.delimiter(','));
        assertThat(dump(byCommas)).isEqualTo("a|b\n1|2");
    }

    @Test
    void readsRunsOfBlanksAsInOldDataFiles() {
        Table table = table(" 0.00632  18.00   2.310  0\n 0.02731   0.00   7.070  0  \n10.5\t-1.00\t7.07  1\n");
        assertThat(dump(table))
                .isEqualTo("column1|column2|column3|column4\n0.00632|18|2.31|0\n0.02731|0|7.07|0\n10.5|-1|7.07|1");
        assertThat(table.dialect().orElseThrow()).hasToString("UTF-8, cells between blanks, quotes \", no header");
    }

    @Test
    void aDialectSaysWhatWasFound() {
        Table table = table("a;b\n\"x;y\";1,5\nz;2,25\n");
        assertThat(table.dialect().orElseThrow())
                .isEqualTo(new Dialect(StandardCharsets.UTF_8, ';', '"', Dialect.NONE, ',', true, false))
                .hasToString("UTF-8, cells between semicolons, quotes \", decimal comma, header");
        assertThat(dump(table)).isEqualTo("a|b\nx;y|1.5\nz|2.25");
    }

    @Test
    void cellsInQuotesHoldDelimitersLineBreaksAndQuotes() {
        Table table = table("a,b\n\"one, two\nand \"\"three\"\"\",1\nfour,2\n");
        assertThat(table.cells("a").text(0)).isEqualTo("one, two\nand \"three\"");
        assertThat(table.where(1)).isEqualTo("t.csv:4");
    }

    @Test
    void anApostropheIsNoQuote() {
        assertThat(dump(table("a,b\nit's,1\n'tis,2\nours',3\n"))).isEqualTo("a|b\nit's|1\n'tis|2\nours'|3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "39, State-gov, 77516, <=50K\n50, Private, 83311, <=50K\n",
                "'40-49','premeno','0-2'\n'50-59','ge40','3-5'\n'50-59','premeno','0-2'\n",
                "?,1\n2,3\n",
                "2012-01-01,x\n2012-01-02,y\n"
            })
    void findsThatThereIsNoHeader(String text) {
        Table table = table(text);
        assertThat(table.dialect().orElseThrow().header()).isFalse();
        assertThat(table.names()).startsWith("column1", "column2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y\n1,2\n", "city,land\nRome,Italy\nPisa,Italy\n", ",value\n1,2\n3,4\n", "x\n1\n2\n"})
    void findsTheHeader(String text) {
        assertThat(table(text).dialect().orElseThrow().header()).isTrue();
    }

    @Test
    void aColumnWithoutANameGetsItsNumber() {
        assertThat(table(",value\n7,2\n3,4\n").names()).containsExactly("column1", "value");
    }

    @Test
    void everyPartCanBeOverridden() {
        String text = "1;2|x\n3;4|'y'\n";
        var options = ReadOptions.DEFAULT
                .delimiter('|')
                .quote(Dialect.NONE)
                .header(false)
                .comment(Dialect.NONE)
                .decimal('.')
                .encoding("UTF-8");
        assertThat(dump(table(text, options))).isEqualTo("column1|column2\n1;2|x\n3;4|'y'");
        assertThat(dump(table("n;k\n1,234;a\n", ReadOptions.DEFAULT.decimal('.'))))
                .isEqualTo("n|k\n1234|a");
        assertThat(dump(table("n;k\n1,234;a\n", ReadOptions.DEFAULT.decimal(','))))
                .isEqualTo("n|k\n1.234|a");
    }

    @Test
    void thousandsMarksAreReadWhereTheyCanBeNothingElse() {
        assertThat(dump(table("n,k\n\"1,234\",a\n\"12,345,678\",b\n7,c\n"))).isEqualTo("n|k\n1234|a\n12345678|b\n7|c");
        assertThat(dump(table("n;k\n1.234,5;a\n1.000;b\n"))).isEqualTo("n|k\n1234.5|a\n1000|b");
    }

    @Test
    void anAmbiguousCommaBetweenSemicolonsIsTheDecimalMarkAndSaysSo() {
        Table table = table("n;k\n1,234;a\n2,500;b\n");
        assertThat(dump(table)).isEqualTo("n|k\n1.234|a\n2.5|b");
        assertThat(table.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.INFO,
                                "n",
                                "The comma in numbers of column n is read as the decimal mark; if it parts thousands, give --decimal point."));
        assertThat(dump(table("n;k\n1.234;a\n2.500;b\n"))).isEqualTo("n|k\n1.234|a\n2.5|b");
    }

    @Test
    void someMarksAreMissingOnlyAmongNumbers() {
        assertThat(dump(table("n,k\n1,None\n-,-\n3,None\n.,x\n"))).isEqualTo("n|k\n1|None\n|-\n3|None\n|x");
    }

    @Test
    void marksOfMissingValuesCanBeChosen() {
        var options = ReadOptions.DEFAULT.missing(List.of("-999", "unknown"));
        assertThat(dump(table("n,k\n1,a\n-999,Unknown\n3,?\n", options))).isEqualTo("n|k\n1|a\n|\n3|?");
    }

    @Test
    void codesWithLeadingZerosStayAsTheyAre() {
        assertThat(dump(table("zip,n\n02115,1\n10001,2\n"))).isEqualTo("zip|n\n02115|1\n10001|2");
        assertThat(dump(table("n,k\n007,1\n12,2\n"))).isEqualTo("n|k\n7|1\n12|2");
        assertThat(dump(table("n,k\n1.50,1\n2.0,2\n", ReadOptions.DEFAULT.asText(Set.of("n")))))
                .isEqualTo("n|k\n1.50|1\n2.0|2");
    }

    @Test
    void readsUtf16WithAMark() {
        String text = "\ufeffname;größe\nAnn;1\n";
        assertThat(dump(table(text, StandardCharsets.UTF_16LE, ReadOptions.DEFAULT)))
                .isEqualTo("name|größe\nAnn|1");
        assertThat(dump(table(text, StandardCharsets.UTF_16BE, ReadOptions.DEFAULT)))
                .isEqualTo("name|größe\nAnn|1");
        assertThat(dump(table(text, StandardCharsets.UTF_16LE, ReadOptions.DEFAULT.encoding("UTF-16"))))
                .isEqualTo("name|größe\nAnn|1");
    }

    @Test
    void fallsBackToWindows1252AndSaysSo() {
        Table table = table("name,x\ncafé,1\nMünchen,2\nété,3\n", Charset.forName("windows-1252"), ReadOptions.DEFAULT);
        assertThat(dump(table)).isEqualTo("name|x\ncafé|1\nMünchen|2\nété|3");
        assertThat(table.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.INFO,
                                "",
                                "The file is not UTF-8 and is read as windows-1252; if letters look wrong, name its encoding with --encoding."));
    }

    @Test
    void tellsChineseFromWesternBytes() {
        Table table = table("城市,人口\n北京,2154\n上海,2424\n", Charset.forName("GB18030"), ReadOptions.DEFAULT);
        assertThat(dump(table)).isEqualTo("城市|人口\n北京|2154\n上海|2424");
        assertThat(table.notices().getFirst().sentence()).startsWith("The file is not UTF-8 and is read as GB18030;");
    }

    @Test
    void anEncodingThatLooksWrongIsMentioned() {
        Table table = table("name,x\ncafé,1\n", ReadOptions.DEFAULT.encoding("windows-1252"));
        assertThat(table.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.WARNING,
                                "",
                                "The file is read as windows-1252 as you say, but it looks like UTF-8: check the letters with accents."));
    }

    @Test
    void readsFromAReader() {
        Table table = Table.read("words", new java.io.StringReader("a,b\nü,1\n"), ReadOptions.DEFAULT);
        assertThat(dump(table)).isEqualTo("a|b\nü|1");
    }

    @Test
    void duplicateNamesAreNumberedOnRequest() {
        Table table = table("a,b,a,a\n1,2,3,4\n", ReadOptions.DEFAULT.renameDuplicates(true));
        assertThat(table.names()).containsExactly("a", "b", "a.1", "a.2");
        assertThat(table.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(tuple(
                        Notice.Severity.INFO,
                        "",
                        "The header names a more than once; the later columns are called a.1 and so on."));
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        long seed = 4711;
        var random = new Random(seed);
        String[] delimiters = {",", ";", "\t", "|"};
        String letters = "abcxyzäß中,;|'\" \n#.-";
        for (int round = 0; round < 200; round++) {
            String delimiter = delimiters[random.nextInt(delimiters.length)];
            int columns = 2 + random.nextInt(4);
            var text = new StringBuilder();
            var expected = new StringBuilder();
            for (int row = 0; row < 12; row++) {
                for (int column = 0; column < columns; column++) {
                    String cell =
                            row == 0 ? "c" + column : column == 0 ? random.nextInt(1000) + "" : word(random, letters);
                    text.append(column > 0 ? delimiter : "")
                            .append('"')
                            .append(cell.replace("\"", "\"\""))
                            .append('"');
                    expected.append(column > 0 ? "|" : row > 0 ? "\n" : "").append(cell);
                }
                text.append("\r\n");
            }
            assertThat(dump(table(text.toString())))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected.toString());
        }
    }

    private static String word(Random random, String letters) {
        var word = new StringBuilder("w");
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.append('w').toString();
    }
}
