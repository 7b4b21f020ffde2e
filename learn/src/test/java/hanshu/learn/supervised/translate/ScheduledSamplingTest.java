package hanshu.learn.supervised.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduledSamplingTest {
    @Test
    void ownTokensBecomeMoreProbable() {
        var schedule = ScheduledSampling.over(10_000, 0.5);
        assertThat(schedule.own(0)).isLessThan(0.001);
        assertThat(schedule.own(5_000)).isEqualTo(0.25, within(1e-3));
        assertThat(schedule.own(10_000)).isGreaterThan(0.49).isLessThan(0.5);
        assertThat(schedule.own(Long.MAX_VALUE)).isEqualTo(0.5);
        assertThat(new ScheduledSampling(10, 1).own(20)).isEqualTo(1 - 10 / (10 + Math.exp(2)), within(1e-12));
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThatThrownBy(() -> new ScheduledSampling(0.5, 2))
                .hasMessage("scheduled sampling: k is 1 or more and the most is from 0 to 1, got 0.5 and 2.0");
    }
}
