package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is given to train, what can't be used ends in one line, exit code 2, and leaves nothing behind. */
class BadInputTest {
    private static final String ROWS = "1,2,a\n2,3,b\n3,4,a\n4,5,b\n5,6,a\n6,7,b\n7,8,a\n8,9,b\n";

    @TempDir
    private Path folder;

    private Path runs() {
        return folder.resolve("runs");
    }

    private String refusal(String file, String... more) {
        var words = new ArrayList<>(List.of("train", file, "--runs", runs().toString()));
        words.addAll(List.of(more));
        if (!words.contains("--target")) {
            words.addAll(List.of("--target", "y"));
        }
        return Session.of(words.toArray(String[]::new)).refusal();
    }

    private String refusalOf(String text, String... more) throws IOException {
        return refusal(Files.writeString(folder.resolve("t.csv"), text).toString(), more);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Files.exists(runs()) && Files.isDirectory(runs()) ? Penguins.list(runs()) : List.of())
                .isEmpty();
    }

    @Test
    void noSuchFile() {
        var none = folder.resolve("none.csv");
        assertThat(refusal(none.toString())).isEqualTo("there is no file " + none + ": check the name and the folder");
    }

    @Test
    void aFolderThatHoldsNothingToLearnFrom() throws IOException {
        var expected =
                ": pictures or recordings (.wav) in a folder for each class, IDX files, or a file of texts (.txt)"
                        + " for each class are expected; name a table or a list itself";
        assertThat(refusal(folder.toString())).isEqualTo(folder + " holds nothing to learn from" + expected);
        Files.writeString(folder.resolve("notes.pdf"), "x");
        assertThat(refusal(folder.toString()))
                .isEqualTo(folder + " holds nothing to learn from, only files such as notes.pdf" + expected);
    }

    @Test
    void anOptionGivenTwice() throws IOException {
        assertThat(refusalOf("x,y\n1,2\n", "--target", "x", "--seed", "1", "--target", "y"))
                .isEqualTo("--target is given twice; give it once");
    }

    @Test
    void noFileAtAll() {
        assertThat(Session.of("train").refusal())
                .isEqualTo("name what to learn from, as in hanshu train examples/data/penguins.csv --target species");
    }

    @Test
    void noTarget() {
        assertThat(Session.of("train", Penguins.FILE, "--runs", runs().toString())
                        .refusal())
                .isEqualTo("name the column to predict with --target; penguins.csv has species, island, bill_length_mm,"
                        + " bill_depth_mm, flipper_length_mm, body_mass_g, sex");
    }

    @Test
    void filesWithoutRows() throws IOException {
        assertThat(refusalOf("")).startsWith("t.csv is empty");
        assertThat(refusalOf("x,y\n")).startsWith("t.csv holds a header and no rows below it");
        assertThat(refusalOf("x,y\n1,2\n"))
                .isEqualTo("t.csv has one row: to learn from it takes 5 rows at the very least");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        var file = Files.write(folder.resolve("t.csv"), new byte[] {1, 2, 'a', ',', 0, 0, 'b', '\n', 0});
        assertThat(refusal(file.toString())).startsWith("t.csv is no table of text: it holds NUL bytes");
        var latin = Files.write(folder.resolve("t.csv"), "x,y\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refusal(latin.toString(), "--encoding", "UTF-8"))
                .isEqualTo("t.csv:2: these bytes are no UTF-8; give another --encoding or none");
    }

    @Test
    void brokenRows() throws IOException {
        assertThat(refusalOf("x,y\n1,2\n3,\"four\n5,6\n")).startsWith("t.csv:3, column 2: a quote \" opens here");
        assertThat(refusalOf("x,w,y\n" + ROWS + "7,8\n" + ROWS))
                .startsWith("t.csv:10: this row has 2 cells, but 3 are expected; 1 of 17 rows are so");
        assertThat(refusalOf("x,w,y\n" + ROWS + "3," + "x".repeat(10_000_000) + ",a\n"))
                .startsWith("t.csv:10, column 2: a cell of more than 1,048,576 characters");
    }

    @Test
    void namesThatAreGivenTwice() throws IOException {
        assertThat(refusalOf("x,x,y\n" + ROWS)).startsWith("t.csv: the header names x more than once");
    }

    @Test
    void targets() throws IOException {
        var text = "x,w,yes\n" + ROWS;
        assertThat(refusalOf(text, "--target", "yse")).isEqualTo("t.csv has no column \"yse\"; did you mean \"yes\"?");
        assertThat(refusalOf(text, "--target", "4"))
                .isEqualTo("t.csv has no column 4: its columns are numbered from 1 to 3");
        assertThat(refusalOf("x,y\n1,7\n2,7\n3,7\n4,7\n5,7\n6,7\n"))
                .isEqualTo("the target y is always 7: there is nothing to learn; choose another column");
        assertThat(refusalOf("x,y\n1,\n2,\n3,\n4,\n5,\n6,\n"))
                .isEqualTo("the target y is missing in every row of t.csv: choose another column");
    }

    @Test
    void nothingToLearnFrom() throws IOException {
        assertThat(refusalOf("x,y\n,1\n,2\n,1\n,2\n,1\n,2\n,3\n,4\n")).startsWith("t.csv has no column to learn from");
    }

    @Test
    void infinities() throws IOException {
        assertThat(refusalOf("x,y\n1,2\ninf,3\n1,2\n3,4\n5,6\n7,8\n9,9\n"))
                .startsWith("t.csv:3, column 1 (x): a finite number is expected, but the cell is infinite");
    }

    @Test
    void kindsThatDoNotFit() throws IOException {
        var text = "x,w,y\n" + ROWS;
        assertThat(refusalOf(text, "--column", "x=nmuber"))
                .startsWith("there is no kind of column \"nmuber\": choose number");
        assertThat(refusalOf(text, "--column", "y=number")).startsWith("column y can't be of the kind number");
        assertThat(refusalOf(text, "--column", "x")).isEqualTo("--column: expected NAME=KIND, got \"x\"");
        assertThat(refusalOf(text, "--ignore", "xx")).isEqualTo("t.csv has no column \"xx\"; did you mean \"x\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "traning: {epochs: 3}|: unknown key traning; did you mean \"training\"?",
                "training: {epoch: 3}|: unknown key training.epoch; did you mean \"epochs\"?",
                "training: {epochs: many}|: training.epochs: expected a whole number, got text \"many\"",
                "training: 3|: training: expected keys and values, got a number \"3\"",
                "split: {kind: tme}|: split.kind: expected one of",
                "training: {epochs: 0}|: training: epochs and patience are 1 or more",
                "- a|: expected keys and values such as",
                "a: [|: not YAML at line"
            })
    void configurations(String yaml, String message) throws IOException {
        var config = Files.writeString(folder.resolve("config.yaml"), yaml);
        assertThat(refusal(Penguins.FILE, "--config", config.toString(), "--target", "species"))
                .startsWith(config + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.rat=1|--set: unknown key training.rat; did you mean \"rate\"?",
                "training.rate=fast|--set: training.rate: expected a number, got text \"fast\"",
                "seed=99999999999999999999|--set: seed: expected a whole number from -9223372036854775808 to",
                "network.width=9999999999|--set: network.width: expected a whole number from -2147483648 to",
                "training|--set: expected KEY=VALUE, got \"training\"",
            })
    void settings(String setting, String message) {
        assertThat(refusal(Penguins.FILE, "--set", setting, "--target", "species"))
                .startsWith(message);
    }

    @Test
    void optionsThatDoNotFit() {
        assertThat(refusal(Penguins.FILE, "--seed", "x"))
                .isEqualTo("--seed: seed: expected a whole number, got text \"x\"");
        assertThat(refusal(Penguins.FILE, "--task", "clas"))
                .startsWith("--task: task: expected one of auto, number, class");
        assertThat(refusal(Penguins.FILE, "--split", "group"))
                .startsWith("--split: split: a split by group needs the column");
        assertThat(refusal(Penguins.FILE, "--lags", "3"))
                .isEqualTo("--lags goes with --time COLUMN, which orders the rows");
        assertThat(refusal(Penguins.FILE, "--time", "a", "--by", "b"))
                .isEqualTo("--time is short for --split time --by; leave out the others");
        assertThat(refusal(Penguins.FILE, "--config", "none.yaml"))
                .isEqualTo("cannot read none.yaml: there is no such file");
    }

    @Test
    void moreThanFitsIntoMemory() {
        assertThat(refusal(
                        Penguins.FILE,
                        "--target",
                        "species",
                        "--json",
                        "--set",
                        "network.members=1500",
                        "--set",
                        "training.batch=220"))
                .startsWith("training needs about ")
                .contains("start it with -Xmx")
                .endsWith("(in the variable HANSHU_JAVA_OPTS)");
        assertThat(refusal(Penguins.FILE, "--target", "species", "--json", "--set", "network.width=60000"))
                .startsWith("training needs about ")
                .contains("make network.width, network.members or training.batch smaller");
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        Files.writeString(runs(), "in the way");
        assertThat(refusal(Penguins.FILE, "--target", "species"))
                .isEqualTo("cannot create %s: there is a file of that name; choose another folder".formatted(runs()));
        Files.delete(runs());
        Files.createDirectory(runs());
        assumeFalse(
                !runs().toFile().setWritable(false) || Files.isWritable(runs()),
                "whoever runs this may write everywhere");
        assertThat(refusal(Penguins.FILE, "--target", "species")).contains("permission denied");
    }

    @Test
    void runsThatAreNone() {
        var none = folder.resolve("none");
        assertThat(Session.of("train", "--resume", none.toString()).refusal()).startsWith("there is no folder " + none);
        assertThat(Session.of("runs", Penguins.FILE).refusal())
                .isEqualTo(Penguins.FILE + " is a file; name the folder in which runs are kept");
        assertThat(Session.of("train", "--resume", Penguins.FILE).refusal())
                .isEqualTo(Penguins.FILE + " is a file; name the folder of a run, which it may lie in");
        assertThat(Session.of("train", "--resume", folder.toString()).refusal())
                .isEqualTo(
                        folder + " is not the folder of a run, or was stopped before it began: it has no config.yaml");
    }
}
