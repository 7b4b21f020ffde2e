package hanshu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hanshu.nn.Activation;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Sequential;
import hanshu.nn.loss.Mse;
import hanshu.nn.optim.Adam;
import hanshu.tensor.Key;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Key KEY = Key.of(6);
    private static final long MB = 1 << 20;

    /** A step of it computes in about three megabytes. */
    private static Training<Layer, Examples> wide(int batch) {
        Layer model = Sequential.of(Linear.of(64, 64, KEY.at(0)), Activation.TANH, Linear.of(64, 64, KEY.at(1)));
        var x = KEY.at("x").normal(2048, 64);
        return Training.of(
                model,
                (m, rows, pass) -> new Mse().of(m.apply(rows.x(), pass), rows.y()),
                new Examples(x, x.tanh()).batches(),
                TrainingConfig.of(1000, batch, 1e-3).withOptimiser(new Adam.Config()),
                KEY);
    }

    @Test
    void aStepReusesTheArraysOfTheLast() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var steps = wide(1024).iterator();
        long perStep = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) { // until the compiler is through with most of it
            long before = threads.getCurrentThreadAllocatedBytes();
            take(10, steps);
            perStep = Math.min(perStep, (threads.getCurrentThreadAllocatedBytes() - before) / 10);
        }

        assertThat(perStep).isLessThan(64 << 10);
    }

    private static void take(int n, Iterator<Step> steps) {
        for (int i = 0; i < n; i++) {
            steps.next();
        }
    }

    @Test
    void theHeapStaysFlat() {
        var line = Training.of(
                        Line.start(),
                        Line.SQUARED_ERROR,
                        Line.points(3200, 0.1, KEY).batches(),
                        TrainingConfig.of(1000, 32, 0.01),
                        KEY)
                .iterator();
        take(2_000, line);
        long early = used();
        take(18_000, line);

        assertThat(used() - early).isLessThan(2 * MB);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void theNeedIsKnownBeforeTheFirstStep() {
        var need = wide(1024).memoryNeed(100 * MB);

        assertThat(need.data()).isEqualTo(100 * MB);
        assertThat(need.theta()).isBetween(4L * 8320 * 5, 4L * 8320 * 10);
        assertThat(need.step())
                .isBetween(2 * MB, 6 * MB); // 256 kB each: the rows, ŷ, what is between, and as many gradients
        assertThat(wide(2048).memoryNeed(0).step()).isBetween((long) (1.8 * need.step()), (long) (2.2 * need.step()));
        assertThat(need.available()).isEqualTo(Runtime.getRuntime().maxMemory());
    }

    @Test
    void aStepIsMeasuredOnNoMoreRowsThanItHas() {
        assertThat(wide(2).memoryNeed(0).step())
                .isLessThan(wide(8).memoryNeed(0).step());
    }

    @Test
    void whatFitsIsNotRefused() {
        new MemoryNeed(10 * MB, 10 * MB, 10 * MB, 100 * MB).requireFit("the batch");
    }

    @Test
    void whatDoesNotFitIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> new MemoryNeed(100 * MB, 900 * MB, 3 * MB, 512 * MB).requireFit("the batch"))
                .isInstanceOf(MemoryException.class)
                .hasMessage(
                        "training needs about 1135 MB (the model and its companions 100 MB, a step 900 MB, the data "
                                + "3.0 MB), but this Java process may use 512 MB; make the batch smaller, or start it with "
                                + "-Xmx1278m or more");
        assertThatThrownBy(() -> MemoryNeed.of(1e300, 9, 1e13).requireFit("the network"))
                .hasMessageContaining("the model and its companions 93,132,257 GB, a step 0.0 MB, the data 9,313 GB")
                .hasMessageContaining("make the network smaller");
    }
}
