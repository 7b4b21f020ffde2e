package hanshu.learn.supervised.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeamTest {
    private static final int END = 0;
    private static final int START = 3;

    /** After the start 1 looks best, but leads nowhere likely; 2 ends well. */
    private static final Chain TRAP = Chain.of(1, 0, 0, 0, 0.3, 0.35, 0.35, 0, 0.9, 0.05, 0.05, 0, 0.02, 0.58, 0.4, 0);

    private static List<Beam.Answer> answers(int width, double alpha, int most) {
        return new Beam(width, alpha, most).answers(TRAP, Chain.start(), new int[] {START}, END);
    }

    @Test
    void aWideBeamFindsWhatGreedMisses() {
        var greedy = answers(1, 0, 3).getFirst();
        var wide = answers(4, 0, 3).getFirst();
        assertThat(wide.tokens()).containsExactly(2);
        assertThat(wide.logProbability()).isEqualTo(Math.log(0.4 * 0.9), within(1e-5));
        assertThat(greedy.logProbability()).isLessThan(wide.logProbability());
    }

    @Test
    void aBeamThatHoldsEverythingFindsTheBestThereAre() {
        for (double alpha : new double[] {0, 0.6, 2}) {
            var all = new ArrayList<Beam.Answer>();
            collect(START, List.of(), 0, alpha, all);
            all.sort(Comparator.comparingDouble(a -> -a.score()));
            var found = answers(60, alpha, 4);
            for (int i = 0; i < 3; i++) {
                assertThat(found.get(i).tokens()).isEqualTo(all.get(i).tokens());
                assertThat(found.get(i).score()).isEqualTo(all.get(i).score(), within(1e-5));
            }
        }
    }

    /** All answers of up to four tokens, the end included. */
    private static void collect(int last, List<Integer> tokens, double log, double alpha, List<Beam.Answer> into) {
        if (tokens.size() == 4) {
            return;
        }
        double ended = log + Math.log(TRAP.of(last, END));
        double penalty = Math.pow((5.0 + tokens.size() + 1) / 6, alpha);
        into.add(new Beam.Answer(tokens, ended, ended / penalty, true));
        for (int token = 1; token < 3; token++) {
            var longer = new ArrayList<>(tokens);
            longer.add(token);
            collect(token, longer, log + Math.log(TRAP.of(last, token)), alpha, into);
        }
    }

    @Test
    void thePenaltyFavoursLongAnswers() {
        assertThat(answers(60, 8, 4).getFirst().tokens().size())
                .isGreaterThan(answers(60, 0, 4).getFirst().tokens().size());
    }

    @Test
    void whatDoesNotEndIsCutOff() {
        var endless = Chain.of(1, 0, 1e-30, 1);
        var answer = new Beam(1, 0, 5)
                .answers(endless, Chain.start(), new int[] {1}, END)
                .getFirst();
        assertThat(answer.ended()).isFalse();
        assertThat(answer.tokens()).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void settingsThatCannotBeAreSaid() {
        assertThatThrownBy(() -> new Beam(0, 0, 1))
                .hasMessage("beam: the width and the most tokens are 1 or more, alpha is 0 or more, got 0, 1 and 0.0");
    }
}
