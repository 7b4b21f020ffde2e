package hanshu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RnnCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theStudyIsATableAndAPage() throws IOException {
        var page = folder.resolve("rnn.html");
        var text = Session.of(
                        "rnn", "--time", "10", "--steps", "4", "--hidden", "8", "--batch", "4", "-q", "-o", "" + page)
                .result();
        assertThat(text)
                .startsWith("adding, 10 steps; hidden 8, batch 4, Adam at 0.002:")
                .containsPattern("always 1 +0\\.1667")
                .containsPattern("rnn, not clipped +[0-9.]+")
                .containsPattern("lstm +[0-9.]+")
                .containsPattern("gru +[0-9.]+");
        assertThat(text.lines()).allMatch(line -> Text.width(line) <= Text.WIDTH);
        assertThat(Files.readString(page)).contains("Who still hears the loss", "not clipped: the longest gradient is");
    }

    @Test
    void aSeriesComesFromAColumn() {
        var page = folder.resolve("rnn.html");
        var json = JsonMapper.shared()
                .readTree(Session.of(
                                "rnn",
                                "../examples/data/seattle-weather.csv",
                                "-c",
                                "temp_max",
                                "--time",
                                "12",
                                "--steps",
                                "4",
                                "--hidden",
                                "8",
                                "--batch",
                                "4",
                                "--cells=gru",
                                "--truncate=6",
                                "--json",
                                "-q",
                                "-o",
                                "" + page)
                        .result());
        assertThat(json.at("/problem").asString()).isEqualTo("the next value of temp_max from 12 before it");
        assertThat(json.at("/cells/0/cell").asString()).isEqualTo("gru");
        assertThat(json.at("/cells/0/before").size()).isEqualTo(12);
        assertThat(json.at("/naive").asDouble()).isBetween(0.05, 0.3);
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        var gap = folder.resolve("gap.csv");
        Files.writeString(gap, "day,level\n1,2\n2,\n3,4\n");
        assertThat(Session.of("rnn", "" + gap, "-c", "level").refusal())
                .isEqualTo("gap.csv:3: level has no number there; a series has one in every row");
        assertThat(Session.of("rnn", "" + gap).refusal())
                .isEqualTo("name the series with --column; gap.csv has day, level");
        assertThat(Session.of("rnn", "" + gap, "-c", "day").refusal())
                .isEqualTo(
                        "day has 3 values, too few for windows of 100 steps: it needs more than 127; take a smaller window");
        assertThat(Session.of("rnn", "--problem", "xor").refusal())
                .isEqualTo("--problem: expected adding or copy, got \"xor\"");
        assertThat(Session.of("rnn", "--cells", "rnn,elman").refusal())
                .isEqualTo("--cells: expected rnn, lstm and gru, got \"elman\"");
        assertThat(Session.of("rnn", "--rate", "-1").refusal()).startsWith("rnn study: the rate is more than 0");
    }
}
