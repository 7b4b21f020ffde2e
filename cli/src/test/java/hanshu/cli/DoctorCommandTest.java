package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private String trained(String... settings) {
        var words = new ArrayList<>(
                List.of("train", Penguins.FILE, "-t", "species", "--runs", folder.toString(), "--quiet"));
        for (var setting : List.of(
                "model=network", "network.members=2", "network.width=8", "training.batch=32", "training.folds=2")) {
            words.add("--set");
            words.add(setting);
        }
        for (var setting : settings) {
            words.add("--set");
            words.add(setting);
        }
        Session.of(words.toArray(String[]::new)).result();
        try (var runs = Files.list(folder)) {
            return runs.findFirst().orElseThrow().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tooSmallARateIsNamedWithTheCommandThatMendsIt() {
        var run = trained("training.epochs=15", "training.rate=0.0001");
        assertThat(Session.of("doctor", run, "-q").result())
                .startsWith("Finding   a learning rate that is too small (sure)")
                .contains("For it    with a hundred times the rate: loss ")
                .contains("Noted     repeated rows: 0 of 69 unseen rows are learned from too.")
                .contains("Remedy    Take a larger rate.")
                .contains("/examples/data/penguins.csv --config " + run + "/config.yaml --set training.rate=0.01")
                .containsPattern("with a hundred times the rate +0\\.\\d+ +0\\.\\d+");
        assertThat(Session.of("doctor", run, "--json", "-q").result())
                .contains("\"finding\" : \"rate_too_small\"")
                .contains("\"sure\" : true")
                .contains("\"treatment\" : \"far_larger_rate\"");
        var chinese = Session.of("doctor", run, "--language", "zh");
        assertThat(chinese.code()).isZero();
        assertThat(chinese.err()).startsWith("诊断：查看各行").contains("诊断：试一试：学习率取百倍");
        assertThat(chinese.out())
                .startsWith("结论      学习率太小（确定）")
                .contains("证据      学习率取百倍：损失在训练行上 ")
                .contains("办法      取更大的学习率。")
                .contains("--set training.rate=0.01")
                .containsPattern("学习率取百倍 +0\\.\\d+ +0\\.\\d+");
        assertThat(chinese.out().lines().filter(line -> !line.startsWith("试试")))
                .noneMatch(line -> line.matches(".*[A-Za-z]+(?: [A-Za-z]+){3,}.*"))
                .allMatch(line -> Text.width(line) <= Text.WIDTH);
        assertThat(Session.of("doctor", run, "--json", "-q", "--language", "zh").result())
                .contains("\"finding\" : \"rate_too_small\"", "\"words\" : \"学习率太小\"", "\"measured\" : \"学习率取百倍\"");
    }

    @Test
    void whatIsNoTrainingOfANetworkIsRefused() {
        assertThat(Session.of("doctor", trained("model=linear", "training.epochs=1"))
                        .refusal())
                .isEqualTo(
                        "model: linear was asked for, which is solved and not trained; the doctor examines trainings of"
                                + " networks");
        assertThat(Session.of("doctor", folder.resolve("none").toString()).refusal())
                .contains("there is no folder");
    }
}
