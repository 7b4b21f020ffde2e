package hanshu.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.OnError;
import hanshu.data.table.Cells;
import hanshu.data.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void linesInAnyEncoding(String charset) throws IOException {
        String mark = charset.startsWith("UTF-16") ? "\ufeff" : "";
        var file = write("a.txt", (mark + "你好，世界\r\n\n今天天气很好").getBytes(Charset.forName(charset)));
        assertThat(TextFile.of(file)).containsExactly("你好，世界", "", "今天天气很好");
    }

    @Test
    void anEncodingThatIsTold() throws IOException {
        var file = write("a.txt", "caf\u00e9 \u0081\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(TextFile.of(file, Optional.of(StandardCharsets.ISO_8859_1))).containsExactly("caf\u00e9 \u0081");
        assertThatThrownBy(() -> TextFile.of(file, Optional.of(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("a.txt:1: these bytes are no UTF-8");
    }

    @Test
    void packedFiles() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(TextFile.of(write("a.gz", bytes.toByteArray()))).containsExactly("a", "b");
        assertThat(TextFile.of(write("a.zip", zip("a")))).containsExactly("a");
        assertThatThrownBy(() -> TextFile.of(write("b.zip", zip("a", "b"))))
                .hasMessage("b.zip holds several files: unpack it and name one of them");
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void noText() throws IOException {
        assertThatThrownBy(() -> TextFile.of(write("a.txt", new byte[0])))
                .hasMessage("a.txt is empty: text has at least one line");
        assertThatThrownBy(() -> TextFile.of(folder.resolve("b.txt"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> TextFile.of(write("c.txt", new byte[] {'a', 0, 'b'})))
                .hasMessageContaining("binary");
    }

    @Test
    void parallelTexts() throws IOException {
        var en = text("en.txt", "one\n\ntwo\nthree\n");
        var zh = text("zh.txt", "一\n\n\n三\n");
        var faults = new Faults(OnError.SKIP);
        var pairs = ParallelText.of(en, zh, faults);
        assertThat(pairs.source()).containsExactly("one", "three");
        assertThat(pairs.target()).containsExactly("一", "三");
        assertThat(faults.count()).isEqualTo(1);
        assertThatThrownBy(() -> ParallelText.of(en, zh, fail())).hasMessage("zh.txt:3 is blank, but en.txt:3 is not");
        assertThatThrownBy(() -> ParallelText.of(en, text("short.txt", "一\n"), fail()))
                .hasMessage("en.txt has 4 lines, short.txt has 1: line n of one must belong to line n of the other");
        assertThatThrownBy(() -> ParallelText.of(text("x", "\n"), text("y", "\n"), fail()))
                .hasMessage("x and y have no line where both say something");
        assertThatThrownBy(() -> new ParallelText(List.of("a"), List.of()))
                .hasMessageContaining("1 lines, the other 0");
    }

    @Test
    void pairsPartedByTabs() throws IOException {
        var pairs = ParallelText.ofTabs(text("pairs.txt", "Hi.\t嗨。\tCC-BY\n\nRun!\t跑！\n"), fail());
        assertThat(pairs.source()).containsExactly("Hi.", "Run!");
        assertThat(pairs.target()).containsExactly("嗨。", "跑！");
        assertThatThrownBy(() -> ParallelText.ofTabs(text("pairs.txt", "Hi.\t嗨。\nRun!\n"), fail()))
                .hasMessage("pairs.txt:2: a line is SOURCE<TAB>TARGET, but this one is: Run!");
    }

    @Test
    void labelsBeforeTexts() throws IOException {
        var spaced = LabelledText.ofLines(text("a.txt", "0 how did it\n\n1 what\tfilms\n"), fail());
        assertThat(spaced.labels()).containsExactly("0", "1");
        assertThat(spaced.texts()).containsExactly("how did it", "what\tfilms");
        var tabbed = LabelledText.ofLines(text("b.txt", "very good\tI like it\nbad\tno\n"), fail());
        assertThat(tabbed.labels()).containsExactly("very good", "bad");
        assertThatThrownBy(() -> LabelledText.ofLines(text("c.txt", "0 how\n1\n"), fail()))
                .hasMessage("c.txt:2: a line is LABEL TEXT, but this one is: 1");
    }

    @Test
    void labelsInColumnsAndFolders() throws IOException {
        Map<String, Cells> columns = new LinkedHashMap<>();
        columns.put("label", Cells.texts("1", "0", "1"));
        columns.put("review", Cells.texts("很快", "", "好吃"));
        var table = LabelledText.ofTable(Table.of(columns), "review", "label");
        assertThat(table).isEqualTo(new LabelledText(List.of("很快", "好吃"), List.of("1", "1")));

        write("set/neg/1.txt", "bad\nfood\n".getBytes(StandardCharsets.UTF_8));
        write("set/pos/1.txt", "good".getBytes(StandardCharsets.UTF_8));
        write("set/pos/2.txt", new byte[] {1, 0});
        var faults = new Faults(OnError.SKIP);
        var byFolder = LabelledText.ofFolder(folder.resolve("set"), Optional.empty(), faults);
        assertThat(byFolder).isEqualTo(new LabelledText(List.of("bad\nfood", "good"), List.of("neg", "pos")));
        assertThat(faults.count()).isEqualTo(1);
        assertThatThrownBy(() -> LabelledText.ofFolder(folder.resolve("set/neg"), Optional.empty(), faults))
                .hasMessageContaining("needs a folder for each class");
    }

    @Test
    void taggedSentences() throws IOException {
        var faults = new Faults(OnError.SKIP);
        var tagged = TaggedText.ofEntities(
                text(
                        "a.conll",
                        "-DOCSTART- -X- O\n\nU.N. NNP B-ORG\nof NN I-ORG\n\t\nin\tO\nPeking\tI-LOC\n\nx\tB-LOC\n\nalone\n"),
                faults);
        assertThat(tagged.sentences())
                .containsExactly(
                        new TaggedText.Sentence(List.of("U.N.", "of"), List.of("B-ORG", "I-ORG")),
                        new TaggedText.Sentence(List.of("x"), List.of("B-LOC")));
        assertThat(tagged.tags()).containsExactly("B-LOC", "B-ORG", "I-ORG");
        assertThat(faults.notices("a.conll", 4).getFirst().toString())
                .contains("2 of 4")
                .contains("a.conll:11: a line is TOKEN<TAB>TAG, but this one is: alone")
                .contains("a.conll:7: I-LOC can't follow O: in BIO an entity begins with B-");
        assertThatThrownBy(() -> TaggedText.ofEntities(text("b", "x\tB-LOC\ny\tLOC\n"), fail()))
                .hasMessage("b:2: LOC is no tag of BIO: O, or B-, I- … and a type, is");
        assertThat(TaggedText.of(text("pos", "the DT\ncat NN\n"), fail()).tags())
                .containsExactly("DT", "NN");
        assertThatThrownBy(() -> TaggedText.of(text("c", "\n"), fail())).hasMessageStartingWith("c has no sentence");
    }

    @Test
    void schemes() {
        var bio = List.of("B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC");
        var iobes = List.of("B-PER", "E-PER", "O", "S-LOC", "B-LOC", "E-LOC");
        assertThat(TagScheme.toIobes(bio)).isEqualTo(iobes);
        assertThat(TagScheme.toBio(iobes)).isEqualTo(bio);
        assertThat(TagScheme.of(bio)).isEqualTo(TagScheme.BIO);
        assertThat(TagScheme.of(iobes)).isEqualTo(TagScheme.IOBES);
        assertThat(TagScheme.BIO.allows("B-PER", "I-LOC")).isFalse();
        assertThat(TagScheme.BIO.allows("B-PER", "O")).isTrue();
        assertThat(TagScheme.IOBES.allows("B-PER", "O")).isFalse();
        assertThat(TagScheme.IOBES.allows("S-PER", "B-PER")).isTrue();
        assertThat(TagScheme.IOBES.allows("I-PER", "E-PER")).isTrue();
        assertThat(TagScheme.IOBES.allows("O", "E-PER")).isFalse();
    }

    private static Faults fail() {
        return new Faults(OnError.FAIL);
    }

    private TextFile text(String name, String text) throws IOException {
        return TextFile.of(write(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }
}
