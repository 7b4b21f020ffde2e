package hanshu.learn.supervised.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.tensor.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContinuationTest {
    private static final Chain ROUND = Chain.of(0.2, 0.7, 0.1, 0.1, 0.2, 0.7, 0.7, 0.1, 0.2);
    private static final int[] BEGINNING = {2, 0};

    private static List<Integer> tokens(Continuation<?> text) {
        var tokens = new ArrayList<Integer>();
        text.forEachRemaining(tokens::add);
        return tokens;
    }

    @Test
    void eachTokenFollowsTheOneBefore() {
        var text = Continuation.of(ROUND, Chain.start(), BEGINNING, Sampling.greedy(), Key.of(1))
                .upTo(5);
        assertThat(tokens(text)).containsExactly(1, 2, 0, 1, 2);
        assertThatThrownBy(text::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("continuation: it has ended after 5 tokens");
    }

    @Test
    void itEndsBeforeTheTokenThatSaysSo() {
        var text = Continuation.of(ROUND, Chain.start(), BEGINNING, Sampling.greedy(), Key.of(1))
                .until(0);
        assertThat(tokens(text)).containsExactly(1, 2);
    }

    @Test
    void sameKeySameText() {
        var once = tokens(of(Key.of(1)));
        assertThat(tokens(of(Key.of(1)))).isEqualTo(once);
        assertThat(tokens(of(Key.of(2)))).isNotEqualTo(once);
    }

    private static Continuation<?> of(Key key) {
        return Continuation.of(ROUND, Chain.start(), BEGINNING, Sampling.atTemperature(1), key)
                .upTo(40);
    }

    @Test
    void aBeginningIsNeeded() {
        assertThatThrownBy(() -> Continuation.of(ROUND, Chain.start(), new int[0], Sampling.greedy(), Key.of(1)))
                .hasMessage("continuation: a beginning has at least one token, got none");
    }
}
