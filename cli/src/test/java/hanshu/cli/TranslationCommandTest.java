package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on two texts that say the same line by line. */
class TranslationCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeSamples() throws IOException {
        Samples.in(folder);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void twoFilesAreLearnedTranslatedJudgedAndShown() throws IOException {
        var session = Session.of(
                "train",
                path("train.en"),
                path("train.de"),
                "--quiet",
                "--runs",
                path("runs"),
                "--set",
                "inputs=[{name: en, encoder: {width: 16, layers: 1}}]",
                "--set",
                "training.epochs=2");
        assertThat(session.code()).describedAs(session.err()).isZero();
        var run = Penguins.only(folder.resolve("runs"));
        assertThat(session.out())
                .startsWith("train.en, train.de")
                .contains("de: a text of up to ", "judged by BLEU (13a) and chrF.")
                .contains("12 for the test (as the data")
                .contains("what is read, copied.", "there is no such line that writes texts.")
                .contains("Read ", "Written ", "True ");
        assertThat(run.resolve("report.html")).content().contains("what is read, copied", "Some test rows");
        assertThat(ChinesePage.of(run, "(?s)<t[dh][^>]*>[^<]*</t[dh]>|<ul class=\"exhibits\">.*?</ul>"))
                .contains("照抄所读", "依次取的一些测试行", "每个词元的交叉熵");

        var asked = Files.writeString(folder.resolve("asked.en"), "the dog eats\n\nthe fish\n");
        var predicted = Session.of("predict", run.toString(), asked.toString());
        assertThat(predicted.result().lines()).hasSize(3).first().isEqualTo("case,prediction");
        var line = predicted.out().lines().skip(1).findFirst().orElseThrow();
        assertThat(Session.reading("\nthe dog eats\n", "predict", run.toString())
                        .result())
                .isEqualTo("case,prediction\n" + line.replace("asked.en:1", "standard input:2") + "\n");
        assertThat(Session.of("predict", run.toString(), asked.toString(), "--beam", "1")
                        .result())
                .startsWith("case,prediction\n");
        assertThat(Session.of("predict", run.toString(), asked.toString(), "--beam", "0")
                        .refusal())
                .startsWith("--beam: expected how many beginnings of a text are kept");
        var evaluated = Session.of("evaluate", run.toString(), path("test_2016.en"), path("test_2016.de"));
        assertThat(evaluated.result()).contains("de on 12 cases of", "bleu", "chrf");
        assertThat(Session.of("evaluate", run.toString(), path("test_2016.en")).refusal())
                .isEqualTo(
                        "test_2016.en says what is read; name the file with what is to be written after each line too,"
                                + " or a table");
        assertThat(Session.of("inspect", run.toString()).result())
                .contains("Transformer of 1 + 1 layers, 16 wide", "de: a text of up to ");
        assertThat(Session.of("render", path("train.en"), path("train.de")).result())
                .contains("kind: text", "lengthPenalty: 0.6", "type: transformer");

        var model = Files.readAllBytes(run.resolve("model.safetensors"));
        var resumed = Session.of("train", "--resume", run.toString(), "--quiet");
        assertThat(resumed.code()).describedAs(resumed.err()).isZero();
        assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isEqualTo(model);
    }

    @Test
    void filesThatAreNotAlignedAreRefused() throws IOException {
        Files.writeString(folder.resolve("short.de"), "Schau .\n");
        assertThat(Session.of("train", path("train.en"), path("short.de")).refusal())
                .isEqualTo("train.en has 60 lines, short.de has 1: line n of one must belong to line n of the other");
        assertThat(Session.of("train", path("train.en"), path("train.de"), "--test", path("test_2016.en"))
                        .refusal())
                .contains("--test is for one file");
    }
}
