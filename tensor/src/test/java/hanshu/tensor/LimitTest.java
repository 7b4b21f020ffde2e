package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Limit.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Limit LIMIT =
            new Limit("plain", 2, 100e9, List.of(new Level(1000, 200e9, 400e9), new Level(1_000_000, 10e9, 20e9)));

    @Test
    void arithmeticBinds() {
        var cost = new Cost(1000, 40, 40);
        assertThat(LIMIT.seconds(cost)).isCloseTo(1e-8, within(1e-20));
        assertThat(LIMIT.isArithmetic(cost)).isTrue();
    }

    @Test
    void trafficBinds() {
        var cost = new Cost(1, 400, 100); // 200 are copied, 300 read
        assertThat(LIMIT.seconds(cost)).isCloseTo(200 / 200e9 + 300 / 400e9, within(1e-20));
        assertThat(LIMIT.isArithmetic(cost)).isFalse();
        assertThat(LIMIT.seconds(new Cost(0, 0, 400))).isCloseTo(400 / 200e9, within(1e-20));
    }

    @Test
    void theLargestLevelThatTheBytesFillCounts() {
        assertThat(LIMIT.seconds(new Cost(0, 500_000, 499_999))).isCloseTo(999_999 / 200e9, within(1e-11));
        assertThat(LIMIT.seconds(new Cost(0, 500_000, 500_000))).isCloseTo(1_000_000 / 10e9, within(1e-11));
    }

    @Test
    void inWords() {
        assertThat(LIMIT)
                .hasToString("2 threads, plain: 100 GFLOP/s; copies 200 GB/s within 1.00 kB, 10.0 within 1.00 MB");
    }

    @Test
    void aMeasuredOneIsNotFasterWhereMoreTakesPart() {
        var limit = Limit.measure();
        assertThat(limit.threads()).isEqualTo(Parallel.threads());
        assertThat(limit.flops()).isBetween(1e8, 1e15);
        assertThat(limit.levels()).hasSizeGreaterThan(2);
        for (int i = 1; i < limit.levels().size(); i++) {
            var level = limit.levels().get(i);
            assertThat(level.read()).isGreaterThanOrEqualTo(level.copied());
            assertThat(limit.levels().get(i - 1).copied()).isGreaterThanOrEqualTo(level.copied());
        }
    }
}
