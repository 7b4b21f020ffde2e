package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on sentences whose words have tags. */
class TagCommandTest {
    @TempDir
    private Path folder;

    private Session train(String file, String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of(
                "train", file, "--runs", folder.resolve("runs").toString()));
        words.addAll(java.util.List.of(more));
        return Session.of(words.toArray(String[]::new));
    }

    @Test
    void sentencesAreLearnedTaggedJudgedAndShown() throws IOException {
        Samples.in(folder);
        var data = folder.resolve("people.conll").toString();
        var session = train(
                data,
                "--set",
                "inputs=[{name: words, encoder: {width: 16, dropout: 0.1}}]",
                "--set",
                "training.epochs=25");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(session.out())
                .startsWith("people.conll")
                .contains("tags: one of 4 tags for each word of words.")
                .contains("(LSTM), because what a word is its neighbours and its letters tell.")
                .contains("Naive        f1 0, precision 0")
                .contains("On 10 cases that it never saw:")
                .containsPattern("f1 +0 +[0-9.]+ +1")
                .contains("f1 of LOC", "f1 of PER");
        assertThat(run.resolve("report.html")).content().contains("What was found in the test rows");
        assertThat(ChinesePage.of(run, "(?s)<tbody>.*?</tbody>")).contains("在测试行里找到了什么", "召回率", "错 0 个标签");
        assertThat(run.resolve("config.yaml")).content().contains("kind: tags").contains("input: words");

        assertThat(Session.of("evaluate", run.toString(), data).result())
                .contains("tags on 48 cases")
                .contains("precision");
        assertThat(Session.of("inspect", run.toString()).result()).contains("tags: one of 4 tags");
        assertThat(Session.of("render", data).result()).contains("kind: tags").contains("type: lstm");

        var asked = Files.writeString(folder.resolve("asked.txt"), "Anna Berg lives in Rome\n");
        assertThat(Session.of("predict", run.toString(), asked.toString()).result())
                .isEqualTo("Anna\tB-PER\nBerg\tI-PER\nlives\tO\nin\tO\nRome\tB-LOC\n\n");
        assertThat(Session.of("predict", run.toString(), asked.toString(), "--format", "jsonl")
                        .result())
                .isEqualToIgnoringNewLines("""
                    {"case":"Anna Berg lives in Rome","tags":["B-PER","I-PER","O","O","B-LOC"]}
                    """);

        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        var resumed = Session.of("train", "--resume", run.toString(), "--quiet");
        assertThat(resumed.code()).describedAs(resumed.err()).isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
    }

    @Test
    void tagsThatCantBeAreOneLine() throws IOException {
        var file = folder.resolve("wrong.conll");
        Files.writeString(file, "in\tO\nRome\tI-LOC\n\nin\tO\nRome\tB-LOC\n\n");
        assertThat(train(file.toString()).refusal()).startsWith("wrong.conll:2: I-LOC can't follow O");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
