package hanshu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import hanshu.data.table.Notice;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void theFirstEndsTheReading() {
        var faults = new Faults(OnError.of("Fail"));
        assertThatThrownBy(() -> faults.found("a.wav is\nno WAV"))
                .isInstanceOf(DataException.class)
                .hasMessage("a.wav is no WAV");
    }

    @Test
    void skippedOnesAreCountedAndTheFirstThreeNamed() {
        var faults = new Faults(OnError.of("skip"));
        assertThat(faults.notices("set", 5)).isEmpty();
        for (int i = 1; i <= 4; i++) {
            faults.found("fault " + i);
        }
        assertThat(faults.count()).isEqualTo(4);
        assertThat(faults.notices("set", 5))
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(
                        tuple(
                                Notice.Severity.WARNING,
                                "",
                                "set: 4 of 5 examples can't be read and were left out: fault 1; fault 2; fault 3; and 1 more."));
    }

    @Test
    void otherWordsAreRefused() {
        assertThatThrownBy(() -> OnError.of("ignore")).hasMessage("on_error is skip or fail, but is \"ignore\"");
        assertThat(OnError.SKIP).hasToString("skip");
    }
}
