package hanshu.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WarmthTest {
    private static void slow() {
        LockSupport.parkNanos(100_000);
    }

    private static void fast() {}

    @Test
    void vectorsTakeOverOnceTheyAreFaster() throws InterruptedException {
        var runs = new AtomicInteger();
        var warmth = new Warmth(
                Warmth.Choice.MEASURED,
                () -> {
                    if (runs.incrementAndGet() < 200) {
                        slow();
                        slow();
                        slow();
                    }
                },
                WarmthTest::slow);
        assertThat(warmth.isFast(1_000_000)).isFalse();
        for (int i = 0; i < 10_000 && !warmth.isFast(1); i++) {
            Thread.sleep(1);
        }
        assertThat(warmth.isFast(1)).isTrue();
        assertThat(runs.get()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void littleWorkIsNoReasonToStart() throws InterruptedException {
        var started = new CountDownLatch(1);
        var warmth = new Warmth(Warmth.Choice.MEASURED, started::countDown, WarmthTest::fast);
        assertThat(warmth.isFast(100)).isFalse();
        assertThat(started.await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(warmth.isFast(1_000_000)).isFalse();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manySmallPiecesAreAReasonToo() throws InterruptedException {
        var started = new CountDownLatch(1);
        var warmth = new Warmth(Warmth.Choice.MEASURED, started::countDown, WarmthTest::fast);
        for (int i = 0; i < 20_000; i++) {
            warmth.isFast(100);
        }
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void testsMayChoose() {
        assertThat(new Warmth(Warmth.Choice.ALWAYS, WarmthTest::slow, WarmthTest::fast).isFast(1))
                .isTrue();
        assertThat(new Warmth(Warmth.Choice.NEVER, WarmthTest::fast, WarmthTest::slow).isFast(1_000_000))
                .isFalse();
    }
}
