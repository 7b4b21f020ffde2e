package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Limit.Level;
import hanshu.tensor.Profile.Line;
import hanshu.tensor.Profile.Outside;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTextTest {
    private static final Limit LIMIT = new Limit("plain", 2, 100e9, List.of(new Level(32_000, 200e9, 400e9)));

    private static Profile profile(long steps, long warmUp, boolean countsAllocation) {
        var matMul = new Line(
                Stage.FORWARD,
                "matMul",
                "64×784 · 784×256",
                "0 Linear 784 → 256",
                10,
                0.005,
                new Cost(256_901_120, 10_035_200, 655_360),
                4000);
        var relu = new Line(Stage.BACKWARD, "times", "64×256", "1", 10, 0.002, new Cost(163_840, 655_360, 655_360), 0);
        return new Profile(
                steps,
                warmUp,
                0.01,
                0.001,
                countsAllocation,
                List.of(relu, matMul),
                List.of(new Outside(Stage.OPTIMISER, 0.0025, 100), new Outside(Stage.OTHER, 0.0005, 0)));
    }

    @Test
    void aStepOperationByOperation() {
        assertThat(profile(10, 200, true).table(LIMIT).lines())
                .containsExactly(
                        "Profile  10 steps of 1.00 ms each, after 200 steps of warm-up; to look took 100 µs more",
                        "Limit    2 threads, plain: 100 GFLOP/s; copies 200 GB/s within 32.0 kB",
                        "",
                        "By operation                      µs/step   share     sum calls/step  GFLOP/s    GB/s  of limit     allocated",
                        "matMul, forward                     500.0  50.0 %  50.0 %       1.00     51.4    2.14   51 % flops      400 B",
                        "times, backward                     200.0  20.0 %  70.0 %       1.00     0.08    0.66    0 % memory       0 B",
                        "outside operations, optimiser       250.0  25.0 %  95.0 %                                                10 B  loops over θ",
                        "outside operations, other            50.0   5.0 % 100.0 %                                                 0 B  the loop, listeners, checkpoints",
                        "",
                        "By place                          µs/step   share     sum calls/step  GFLOP/s    GB/s  of limit     allocated  where and on which shapes",
                        "matMul, forward                     500.0  50.0 %  50.0 %       1.00     51.4    2.14   51 % flops      400 B  0 Linear 784 → 256  64×784 · 784×256",
                        "times, backward                     200.0  20.0 %  70.0 %       1.00     0.08    0.66    0 % memory       0 B  1  64×256",
                        "",
                        "Memory   a step touches 1.20 MB in operations and allocates 410 B, 0.0 % of that");
    }

    @Test
    void withoutStepsItIsAllTogether() {
        assertThat(profile(0, 0, true).table(LIMIT).lines())
                .startsWith("Profile  10.0 ms in all; to look took 1.00 ms more")
                .anyMatch(line -> line.contains("         µs   share     sum      calls"))
                .anyMatch(
                        line -> line.startsWith("matMul, forward                   5,000.0  50.0 %  50.0 %       10.0"))
                .last()
                .asString()
                .startsWith("Memory   it touches 12.0 MB in operations");
    }

    @Test
    void saysThatNothingWasLeftOutAndThatNobodyCounts() {
        assertThat(profile(1, 0, false).table(LIMIT))
                .startsWith("Profile  1 step of 10.0 ms each, no warm-up left out")
                .contains("; without the module jdk.management nobody counts what it allocates")
                .doesNotContain("4.00 kB");
    }
}
