package hanshu.learn.supervised.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.learn.supervised.recurrent.RnnStudy.Config;
import hanshu.learn.supervised.recurrent.RnnStudy.Course;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RnnStudyTest {
    private static Config config(int steps, double clip, CellKind... cells) {
        return new Config(new Adding(20), List.of(cells), 16, 16, steps, 0.01, clip, 0, 0.02, 1);
    }

    @Test
    void aGatedCellLearnsWhatThePlainOneDoesNot() {
        var result = RnnStudy.of(config(500, 1, CellKind.GRU, CellKind.RNN), event -> {});
        assertThat(result.courses()).extracting(c -> c.name(true)).containsExactly("gru", "rnn", "rnn, not clipped");
        var gru = result.courses().get(0);
        var rnn = result.courses().get(1);
        assertThat(gru.loss().orElseThrow()).isLessThanOrEqualTo(0.02);
        assertThat(gru.gradients()).hasSizeLessThan(500); // enough came early
        assertThat(rnn.loss().orElseThrow()).isGreaterThan(0.05);
        assertThat(Course.reach(rnn.before())).isLessThan(1e-3);
        assertThat(Course.reach(gru.after())).isGreaterThan(100 * Course.reach(rnn.before()));
        assertThat(new RnnPage(result).html(Map.of("data", "none"))).contains("gru", "rnn, not clipped", "always 1");
    }

    @Test
    void aLargerGainBringsMoreToTheFirstStep() {
        var scaled = RnnStudy.of(config(2, 0, CellKind.RNN), event -> {}).scaled();
        assertThat(scaled).extracting(RnnStudy.Scaled::gain).containsExactly(0.9, 1.0, 1.2, 1.5);
        assertThat(Course.reach(scaled.get(0).slopes())).isLessThan(0.5);
        assertThat(Course.reach(scaled.get(3).slopes()))
                .isGreaterThan(3 * Course.reach(scaled.get(0).slopes()));
    }

    @Test
    void sameSeedSameCourse() {
        var once =
                RnnStudy.of(config(5, 1, CellKind.LSTM), event -> {}).courses().getFirst();
        var twice =
                RnnStudy.of(config(5, 1, CellKind.LSTM), event -> {}).courses().getFirst();
        assertThat(twice.gradients()).isEqualTo(once.gradients());
        assertThat(twice.after()).isEqualTo(once.after());
    }

    @Test
    void settingsThatCannotBeAreSaid() {
        assertThatThrownBy(() -> new Config(new Adding(5), List.of(), 1, 1, 1, 1, 0, 0, 0, 1))
                .hasMessage("rnn study: needs a cell, and 1 or more as hidden, batch and steps, got [], 1, 1 and 1");
        assertThatThrownBy(() -> config(1, -1, CellKind.GRU))
                .hasMessage(
                        "rnn study: the rate is more than 0, clip, stretch and enough are 0 or more, got 0.01, -1.0, 0 and 0.02");
    }
}
