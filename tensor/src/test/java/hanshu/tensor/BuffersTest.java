package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private final Buffers buffers = new Buffers();

    private static double step(int seed) {
        var w = Key.of(seed).normal(40, 30).tracked();
        var x = Key.of(seed).at("x").normal(20, 40);
        var loss = x.matmul(w).tanh().square().mean();
        return loss.item() + Gradients.grad(loss, w).abs().sum().item();
    }

    @Test
    void stepsGiveTheSameBitsAsWithoutBuffers() {
        for (int i = 0; i < 5; i++) {
            int seed = i;
            assertThat(buffers.step(() -> step(seed))).isEqualTo(step(seed));
        }
    }

    @Test
    void laterStepsReuseWhatTheFirstAllocated() {
        buffers.step(() -> step(0));
        long held = buffers.heldBytes();
        for (int i = 1; i < 20; i++) {
            int seed = i;
            buffers.step(() -> step(seed));
        }
        assertThat(buffers.heldBytes()).isEqualTo(held).isPositive();
    }

    @Test
    void stepsOfAboutTheSameSizeShareTheirArrays() {
        buffers.step(() -> Tensor.range(1024).cast(DType.F32).plus(1).sum().item());
        long held = buffers.heldBytes();
        for (int size = 961; size <= 1024; size++) {
            int n = size;
            double sum = buffers.step(
                    () -> Tensor.range(n).cast(DType.F32).plus(1).sum().item());
            assertThat(sum).isEqualTo(n * (n + 1) / 2.0);
        }
        assertThat(buffers.heldBytes()).isEqualTo(held);
    }

    @Test
    void readingATensorAfterItsStepIsAnErrorThatNamesIt() {
        var escaped = new ArrayList<Tensor>();
        buffers.step(() -> {
            escaped.add(Key.of(1).normal(20, 40).tracked().exp().named("hidden"));
        });
        assertThatThrownBy(() -> escaped.getFirst().sqrt())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "tensor \"hidden\" [20, 40] made by exp was read after its step ended; keep() inside the step"
                                + " what must outlive it");
        assertThat(escaped.getFirst().toString()).contains("released");
    }

    @Test
    void whatIsKeptOutlivesTheStep() {
        var kept = buffers.step(() -> Tensor.ones(100).times(3).keep());
        buffers.step(() -> Tensor.ones(100).times(5).sum());
        assertThat(kept.sum().item()).isEqualTo(300);
    }

    @Test
    void aStepInsideAStepNeedsBuffersOfItsOwn() {
        assertThatThrownBy(() -> buffers.step(() -> buffers.step(() -> step(0))))
                .hasMessageContaining("a step is already under way");
        double inner = buffers.step(() -> new Buffers().step(() -> step(3)));
        assertThat(inner).isEqualTo(step(3));
    }

    @Test
    void anExceptionGivesTheArraysBack() {
        assertThatThrownBy(() -> buffers.step(() -> {
                    step(0);
                    throw new IllegalArgumentException("as planned");
                }))
                .hasMessage("as planned");
        long held = buffers.heldBytes();
        buffers.step(() -> step(0));
        assertThat(buffers.heldBytes()).isEqualTo(held);
    }

    @Test
    void whatStepsOfOtherSizesHadIsLetGo() {
        var buffers = new Buffers(500_000);
        for (int size = 1000; size <= 40_000; size += 1000) {
            int n = size;
            buffers.step(() -> Tensor.range(n).cast(DType.F32).plus(1).sum().item());
            assertThat(buffers.heldBytes()).isLessThanOrEqualTo(500_000);
        }
        long held = buffers.heldBytes();
        buffers.step(() -> Tensor.range(40_000).cast(DType.F32).plus(1).sum().item());
        assertThat(buffers.heldBytes()).isEqualTo(held);
    }

    /** One larger array must not make all others be allocated anew. */
    @Test
    void aNewArrayTakesThePlaceOfAsMuchAsItNeedsOnly() {
        var buffers = new Buffers(50_000);
        buffers.step(() -> {
            for (int i = 0; i < 11; i++) {
                Key.of(1).mask(0.5, 1, 1024);
            }
        });
        assertThat(buffers.heldBytes()).isEqualTo(11 * 4096);
        buffers.step(() -> Key.of(1).mask(0.5, 1, 2048));
        assertThat(buffers.heldBytes()).isEqualTo(10 * 4096 + 8192);
    }

    /** A step may need more than the most: then nothing lies idle beside what it has. */
    @Test
    void aStepMayNeedMoreThanTheMost() {
        var buffers = new Buffers(50_000);
        buffers.step(() -> Key.of(1).mask(0.5, 1, 16_384));
        assertThat(buffers.heldBytes()).isEqualTo(65_536);
        buffers.step(() -> {
            Key.of(1).mask(0.5, 1, 32_768);
            assertThat(buffers.heldBytes()).isZero();
        });
        assertThat(buffers.heldBytes()).isEqualTo(131_072);
    }
}
