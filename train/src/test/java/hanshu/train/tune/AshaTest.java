package hanshu.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class AshaTest {
    private static final Asha RUNGS = new Asha(3, 1, 9);

    private static Trial trial(int number, int rung, double loss) {
        return new Trial(number, new LinkedHashMap<>(), rung, RUNGS.epochs(rung), loss, 1, 0, Trial.End.NONE);
    }

    @Test
    void rungsGrowByTheReduction() {
        assertThat(RUNGS.last()).isEqualTo(2);
        assertThat(List.of(RUNGS.epochs(0), RUNGS.epochs(1), RUNGS.epochs(2))).containsExactly(1, 3, 9);
        assertThat(Asha.of(60).epochs(0)).isEqualTo(3);
        assertThat(Asha.of(60).epochs(Asha.of(60).last())).isEqualTo(60);
        assertThat(Asha.of(1).last()).isZero();
        assertThat(Asha.none(60).last()).isZero();
    }

    /** Of nine at the first rung three go on, of those one. */
    @Test
    void theBestThirdGoesOn() {
        var seen = new ArrayList<Trial>();
        var promoted = new ArrayList<Integer>();
        double[] losses = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
        for (int number = 1; number <= 9; number++) {
            seen.add(trial(number, 0, losses[number - 1]));
            var next = RUNGS.promoted(seen);
            while (next.isPresent()) {
                promoted.add(next.get().number());
                seen.add(trial(
                        next.get().number(), next.get().rung() + 1, next.get().loss()));
                next = RUNGS.promoted(seen);
            }
        }
        // After three trials one of them goes on, after six another, after nine a third, and the best of the three
        // further.
        assertThat(promoted).containsExactly(1, 2, 3, 1);
    }

    @Test
    void whatIsOverIsNotPromoted() {
        var seen = List.of(
                new Trial(1, new LinkedHashMap<>(), 0, 1, 0.1, 1, 0, Trial.End.STOPPED),
                trial(2, 0, 0.2),
                trial(3, 0, 0.3));
        assertThat(RUNGS.promoted(seen)).isEmpty();
    }
}
