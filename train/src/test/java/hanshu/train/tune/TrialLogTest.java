package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import hanshu.train.run.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {
    private static final Space SPACE = Space.parse(List.of("rate=1e-4..1:log", "model.kind=a,b"));

    @TempDir
    private Path folder;

    private static Trial trial(int number, double loss) {
        return new Trial(
                number,
                SPACE.random(Key.of(number)),
                number % 3,
                4,
                loss,
                2,
                0.25,
                number % 2 == 0 ? Trial.End.STOPPED : Trial.End.NONE);
    }

    @Test
    void whatIsLoggedIsReadAgainEvenWhatDiverged() {
        var log = new TrialLog(folder.resolve("trials.jsonl"));
        assertThat(log.read()).isEmpty();
        var trials = List.of(trial(1, 0.5), trial(2, Double.POSITIVE_INFINITY), trial(3, 1e-9));
        trials.forEach(log::append);
        assertThat(log.read()).isEqualTo(trials);
    }

    @Test
    void aHalfWrittenLastLineIsCutOffAndWrittenOver() throws IOException {
        var log = new TrialLog(folder.resolve("trials.jsonl"));
        log.append(trial(1, 0.5));
        Files.writeString(log.file(), "{\"number\": 2, \"val", StandardOpenOption.APPEND);
        assertThat(log.read()).containsExactly(trial(1, 0.5));
        log.append(trial(2, 0.4));
        assertThat(log.read()).containsExactly(trial(1, 0.5), trial(2, 0.4));
    }

    @Test
    void whatIsNoLogIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("trials.jsonl"), "number,loss\n1,0.5\n");
        assertThatThrownBy(() -> new TrialLog(file).read())
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is no log of a search");
    }
}
