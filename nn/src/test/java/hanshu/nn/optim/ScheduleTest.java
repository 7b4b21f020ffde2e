package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    private static double[] factors(Schedule schedule, long... steps) {
        return LongStream.of(steps).mapToDouble(schedule::factor).toArray();
    }

    @Test
    void byFormula() {
        assertThat(factors(new Schedule.Constant(), 0, 7)).containsExactly(1, 1);
        assertThat(factors(new Schedule.StepDecay(3, 0.5), 0, 2, 3, 6)).containsExactly(1, 1, 0.5, 0.25);
        assertThat(factors(new Schedule.Exponential(0.5), 0, 1, 3)).containsExactly(1, 0.5, 0.125);
        assertThat(factors(new Schedule.Cosine(4, 0.2), 0, 1, 2, 4, 9))
                .containsExactly(new double[] {1, 0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, 0.6, 0.2, 0.2}, CLOSE);
        assertThat(new Schedule.Cosine(4).factor(4)).isCloseTo(0, CLOSE);
    }

    @Test
    void oneCycle() {
        // top at 0.5·10 − 1 = 4, end at 9
        assertThat(factors(new OneCycle(10, 0.5, 5, 10), 0, 2, 4, 9, 20))
                .containsExactly(new double[] {0.2, 0.6, 1, 0.02, 0.02}, CLOSE);
        assertThat(factors(new OneCycle(3, 0, 5, 10), 0, 2)).containsExactly(new double[] {1, 0.02}, CLOSE);
    }

    @Test
    void warmUpThenAnother() {
        var then = new Schedule.Exponential(0.5);
        assertThat(factors(new Schedule.WarmUp(4, then), 0, 1, 3, 4, 5)).containsExactly(0.25, 0.4375, 0.8125, 1, 0.5);
        assertThat(factors(new Schedule.WarmUp(2, 0, then), 0, 1, 2, 3)).containsExactly(0, 0.5, 1, 0.5);
    }

    @Test
    void aPlateauLowersTheRate() {
        Schedule schedule = new Schedule.WarmUp(1, 0.5, new Plateau(0.5, 1, 0.1, 1, 0.2));
        var losses = new double[] {10, 9.5, 8, 8, 8, 8, 8, 8, 8, 8, 8};
        var factors = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            schedule = schedule.after(losses[i]);
            factors[i] = schedule.factor(i + 1);
        }
        // two bad in a row; then one that does not count, and two bad again
        assertThat(factors).containsExactly(1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2);
        var resumed = new Schedule.WarmUp(1, 0.5, new Plateau(0.5, 1, 0.1, 1, 0.2)).at(schedule.state());
        assertThat(resumed).isEqualTo(schedule);
        assertThat(schedule.factor(0)).isEqualTo(0.5);
    }

    @Test
    void aNegativeLossCanBeBetter() {
        var schedule = new Plateau(0.5, 0, 0.1, 0, 0).after(-1);
        assertThat(schedule.after(-1.2).factor(0)).isEqualTo(1);
        assertThat(schedule.after(-1.05).factor(0)).isEqualTo(0.5);
        assertThat(schedule.after(Double.NaN).factor(0)).isEqualTo(0.5);
    }

    @Test
    void errorsSayWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Schedule.StepDecay(0, 0.5)).hasMessage("StepDecay: every is at least 1, got 0");
        assertThatThrownBy(() -> new OneCycle(1)).hasMessage("OneCycle: steps is at least 2, got 1");
        assertThatThrownBy(() -> new Plateau(1, 1)).hasMessage("Plateau: shrink is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> new Plateau(0.5, 1).at(new double[2]))
                .hasMessage("Plateau: its state is 4 numbers, got 2");
        assertThatThrownBy(() -> new Schedule.Constant().at(new double[2]))
                .hasMessage("Constant: has no state, got 2 numbers");
        assertThat(new Schedule.Constant().at(new double[0])).isEqualTo(new Schedule.Constant());
    }
}
