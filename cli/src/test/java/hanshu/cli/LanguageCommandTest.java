package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a text without labels: an alphabet that repeats. */
class LanguageCommandTest {
    private static final String LINE = "abcdefghij\n";

    @TempDir
    private Path folder;

    private Path text(int lines) throws IOException {
        return Files.writeString(folder.resolve("letters.txt"), LINE.repeat(lines));
    }

    private Session train(Path text, String architecture) {
        return Session.of(
                "train",
                text.toString(),
                "--quiet",
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "architecture=" + architecture,
                "--set",
                "context=12",
                "--set",
                "layers=1",
                "--set",
                "heads=2",
                "--set",
                "width=16",
                "--set",
                "steps=300",
                "--set",
                "rate=0.01");
    }

    @Test
    void aTextIsLearnedAndGoesOn() throws IOException {
        var text = text(60);
        var session = train(text, "gpt");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(session.out())
                .startsWith("letters")
                .contains("what comes next in a text")
                .contains("594 tokens to learn from")
                .contains("perplexity")
                .contains("generate " + run);

        var greedy = Session.of("generate", run.toString(), "--prompt", "cd", "--temperature", "0", "--length", "20");
        assertThat(greedy.result()).isEqualTo("cdefghij\nabcdefghij\nab" + System.lineSeparator());
        var beam = Session.of("generate", run.toString(), "--beam", "3", "--length", "10");
        assertThat(beam.result()).isEqualTo("abcdefghij" + System.lineSeparator());
        var sampled = Session.of("generate", run.toString(), "--top-k", "2", "--top-p", "0.5", "--length", "4");
        assertThat(sampled.result()).isEqualTo("abcd" + System.lineSeparator());

        var evaluated = Session.of("evaluate", run.toString(), text.toString());
        assertThat(evaluated.result()).contains("what comes next").contains("perplexity");
        assertThat(Session.of("predict", run.toString(), text.toString()).refusal())
                .contains("is a language model")
                .contains("generate");
        assertThat(Session.of("generate", run.toString(), "--prompt", "xyz").refusal())
                .isEqualTo("the prompt has what the text that was learned from never had: \"xyz\"");

        assertThat(Session.of("inspect", run.toString()).result())
                .contains(": a language")
                .contains("Reads     12 tokens at once, of the 15 that it knows (character)")
                .contains("Learned   in 300 steps, seed 0")
                .contains("part of θ");
        assertThat(Session.of("inspect", run.toString(), "--json").result()).contains("\"task\" : \"language\"");
        var report = run.resolve("report.html");
        var page = Files.readString(report);
        assertThat(page).contains("The language of letters", "by frequency", "What it writes", "Loss by step");
        Files.delete(report);
        assertThat(Session.of("report", run.toString()).result()).isEqualTo(report + System.lineSeparator());
        assertThat(Files.readString(report)).isEqualTo(page);
        assertThat(ChinesePage.of(run)).contains("letters 的语言", "困惑度", "它写出什么");

        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        assertThat(Session.of("train", "--resume", run.toString(), "--quiet").code())
                .isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
    }

    @Test
    void anLstmLearnsIt() throws IOException {
        var session = train(text(60), "lstm");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        var greedy = Session.of("generate", run.toString(), "--temperature", "0", "--length", "10");
        assertThat(greedy.result()).isEqualTo("abcdefghij" + System.lineSeparator());
    }

    @Test
    void aRunSaysWhatItLearns() throws IOException {
        assertThat(train(text(60), "gpt").code()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        var source = run.resolve("source.json");
        var told = Files.readString(source);
        assertThat(told).contains("\"kind\":\"language\"");
        Files.writeString(source, told.replace("language", "song"));
        assertThat(Session.of("report", run.toString()).refusal())
                .isEqualTo(source
                        + " can't be understood: the kind of its run is one of table, task, language,"
                        + " forecast, not song");
        Files.writeString(source, told.replace("\"kind\":\"language\",", ""));
        assertThat(Session.of("train", "--resume", run.toString()).refusal())
                .startsWith(source + " can't be understood: ");
    }

    @Test
    void whatCannotBeIsOneLine() throws IOException {
        assertThat(train(text(5), "gpt").refusal()).contains("is too short to learn a language from");
        for (var blank : List.of("\n\n\n", "   \n \t\n")) {
            var file = Files.writeString(folder.resolve("blank.txt"), blank);
            assertThat(train(file, "gpt").refusal()).startsWith("blank.txt: ");
        }
        assertThat(Session.of("generate", folder.toString()).refusal())
                .contains("is neither a model file nor the folder of a run");
        assertThat(Session.of("generate", folder.toString(), "--length", "0").refusal())
                .isEqualTo("--length: expected 1 or more, got 0");
        assertThat(train(text(60), "gpd").refusal()).contains("gpd");
    }
}
