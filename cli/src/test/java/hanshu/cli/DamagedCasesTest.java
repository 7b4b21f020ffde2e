package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of recordings, one of which is damaged: it is left out of learning, and keeps its line among the answers. */
class DamagedCasesTest {
    private static final String DAMAGED = "tones/low/03.wav";

    @TempDir
    private Path folder;

    private Path list = Path.of("");

    @BeforeEach
    void writeList() throws IOException {
        var samples = Samples.in(folder);
        var lines = new StringBuilder("sound,pitch\n");
        for (int i = 0; i < 12; i++) {
            lines.append("tones/low/%02d.wav,low\ntones/high/%02d.wav,high\n".formatted(i, i));
        }
        list = samples.path("sounds.csv");
        Files.writeString(list, lines);
    }

    private Session train(String onError) {
        return Session.of(
                "train",
                list.toString(),
                "--target",
                "pitch",
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "onError=" + onError,
                "--set",
                "training.epochs=1");
    }

    @Test
    void itIsLeftOutAndKeepsItsLine() throws IOException {
        Files.writeString(folder.resolve(DAMAGED), "no recording");
        var learned = train("skip");
        assertThat(learned.code()).describedAs(learned.err()).isZero();
        assertThat(learned.out()).contains("1 of 24 examples can't be read").contains(DAMAGED);
        var run = Penguins.only(folder.resolve("runs"));
        var answered = Session.of("predict", run.toString(), list.toString());
        assertThat(answered.code()).describedAs(answered.err()).isZero();
        assertThat(answered.out().lines()).hasSize(25);
        assertThat(answered.out().lines().toList().get(7)).endsWith(",,,").doesNotContain("low", "high");
        assertThat(answered.out().lines().toList().get(8)).contains("high");
        assertThat(answered.err()).contains("1 of 24 examples can't be read").contains(DAMAGED);
        var refused = Session.of("predict", run.toString(), list.toString(), "--on-error", "fail");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(DAMAGED).doesNotContain("\tat ");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void itEndsALearningThatIsNotToldToSkip() throws IOException {
        Files.writeString(folder.resolve(DAMAGED), "no recording");
        var session = train("fail");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).contains(DAMAGED).contains("--set onError=skip");
        assertThat(Files.exists(folder.resolve("runs"))).isFalse();
    }

    @Test
    void listsOfNumbersAreSeries() throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            var values = List.of(i % 2 == 0 ? 1 : 9, 5, i % 2 == 0 ? 9 : 1, 5 + i % 3);
            lines.append("{\"wave\": %s, \"way\": \"%s\"}\n".formatted(values, i % 2 == 0 ? "up" : "down"));
        }
        Files.writeString(folder.resolve("waves.jsonl"), lines);
        var session = Session.of(
                "train",
                folder.resolve("waves.jsonl").toString(),
                "--target",
                "way",
                "--runs",
                folder.resolve("runs").toString(),
                "--set",
                "training.epochs=1");
        assertThat(session.code()).describedAs(session.err()).isZero();
        assertThat(session.out()).contains("wave: series of up to 4 steps");
    }
}
