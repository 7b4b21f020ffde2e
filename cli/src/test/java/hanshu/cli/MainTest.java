package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void aloneItSaysWhatToTry() {
        assertThat(Session.of().result())
                .contains("  hanshu train examples/data/penguins.csv --target species")
                .contains("hanshu --help shows what else it can do.");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Session.of("--version").result()).matches("hanshu \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void helpListsEveryCommand() {
        var help = Session.of("--help").result();
        assertThat(Main.commandLine(console(OutputStream.nullOutputStream()))
                        .getSubcommands()
                        .keySet())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(help).contains("\n  " + command + " "));
        assertThat(Session.of("help").result()).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "completion"})
    void helpTeachesByExample(String command) {
        var help = Session.of(command, "--help").result();
        assertThat(help.lines().toList().subList(2, 4))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Examples:"),
                        line -> assertThat(line).startsWith("  ").contains("hanshu " + command));
        assertThat(help.lines()).allMatch(line -> Text.width(line) <= Text.WIDTH);
        assertThat(Session.of("help", command).result()).isEqualTo(help);
    }

    @Test
    void coloursOnlyWhereTheyAreWanted() {
        assertThat(Session.of("--help").out()).doesNotContain("\u001b");
        assertThat(Session.in(Map.of(), true, "", "--help").out()).contains("\u001b");
    }

    @Test
    void anUnknownCommandOrOptionSuggestsTheNearest() {
        assertThat(Session.of("daat").refusal())
                .isEqualTo("there is no command \"daat\"; did you mean \"data\"? (hanshu --help shows how)");
        assertThat(Session.of("--verison").refusal())
                .isEqualTo("there is no option --verison; did you mean \"--version\"? (hanshu --help shows how)");
        assertThat(Session.of("data", "x.csv", "--tarjet=a").refusal())
                .isEqualTo("there is no option --tarjet; did you mean \"--target\"? (hanshu data --help shows how)");
        assertThat(Session.of("data", "a.csv", "b.csv").refusal())
                .isEqualTo("\"b.csv\" is one argument too many (hanshu data --help shows how)");
        assertThat(Session.of("data").refusal()).isEqualTo("missing: FILE (hanshu data --help shows how)");
        assertThat(Session.of("data", "a.csv", "--target").refusal())
                .isEqualTo("missing: --target COLUMN (hanshu data --help shows how)");
    }

    @Test
    void aMistakeInTheProgramIsOneLineAndATraceOnlyOnRequest() {
        var failure = Failure.of(new IllegalStateException("two\nlines"));
        assertThat(failure.code()).isEqualTo(1);
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                new Style(false),
                OptionalInt.empty(),
                "hanshu");
        failure.tell(console, false);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "hanshu: unexpected error, a mistake in this program: java.lang.IllegalStateException: two\\nlines;"
                                + " please report it with what --debug shows" + System.lineSeparator());
        failure.tell(console, true);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat hanshu.cli.MainTest");
    }

    @Test
    void tooLittleMemoryNamesTheRemedy() {
        var failure = Failure.of(new OutOfMemoryError("Java heap space"));
        assertThat(failure.code()).isEqualTo(1);
        assertThat(failure.message()).startsWith("out of memory: the heap of ").contains("HANSHU_JAVA_OPTS=-Xmx");
        assertThat(Failure.outOfMemory(3_715L << 20))
                .contains("the heap of 3,715 MB")
                .endsWith("HANSHU_JAVA_OPTS=-Xmx8g in front of the command gives it 8 GB");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(Main.run(console(failing("Broken pipe")), "--help")).isZero();
    }

    @Test
    void aFullDiskIsAFailure() {
        assertThat(Main.run(console(failing("No space left on device")), "--help"))
                .isEqualTo(1);
    }

    @Test
    void theLocaleThatSaysNothingIsTakenForUtf8() {
        assertThat(StandardOutput.charset("ANSI_X3.4-1968")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(StandardOutput.charset("ISO-8859-1")).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(StandardOutput.charset("x-none")).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        assertThat(Session.of("completion").result())
                .contains(
                        "complete -F _complete_hanshu",
                        "train predict serve workbench generate evaluate",
                        "'--target'");
    }

    private static Console console(OutputStream out) {
        return new Console(
                new ByteArrayInputStream(new byte[0]),
                StandardOutput.over(out, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                new Style(false),
                OptionalInt.empty(),
                "hanshu");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
