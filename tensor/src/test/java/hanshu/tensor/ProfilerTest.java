package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Profile.Line;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProfilerTest {
    private static final Key KEY = Key.of(1);
    private static final Tensor X = KEY.at("x").normal(5, 3);
    private static final Tensor W =
            KEY.at("w").normal(3, 4).named("layers.0.weight").tracked();

    /** A loss and its gradient. */
    private static List<Tensor> gradient() {
        var loss =
                Profiler.at("Linear 3 → 4", () -> X.matmul(W)).relu().square().mean();
        return Gradients.grad(loss, List.of(W));
    }

    private static Line line(Profile profile, String op, Stage stage) {
        var found = profile.lines().stream()
                .filter(line -> line.op().equals(op) && line.stage() == stage)
                .toList();
        assertThat(found).describedAs("%s %s of %s", stage, op, profile.lines()).hasSize(1);
        return found.getFirst();
    }

    private static Profile ofSteps(int steps) {
        try (var profiler = Profiler.start()) {
            for (int i = 0; i < steps; i++) {
                gradient();
                profiler.endStep();
            }
            return profiler.profile();
        }
    }

    @Test
    void tellsOperationsByStageShapesAndPlace() {
        var profile = ofSteps(3);
        assertThat(profile.steps()).isEqualTo(3);
        var forward = line(profile, "matMul", Stage.FORWARD);
        assertThat(forward.calls()).isEqualTo(3);
        assertThat(forward.shapes()).isEqualTo("5×3 · 3×4");
        assertThat(forward.place()).isEqualTo("layers.0 Linear 3 → 4");
        assertThat(forward.cost()).isEqualTo(new Cost(3 * 2 * 5 * 3 * 4, 3 * 4 * (15 + 12), 3 * 4 * 20));
        var backward = line(profile, "matMul", Stage.BACKWARD);
        assertThat(backward.shapes()).isEqualTo("3×5 · 5×4");
        assertThat(backward.place()).isEqualTo("layers.0 Linear 3 → 4");
        assertThat(line(profile, "relu", Stage.FORWARD).place()).isEmpty();
    }

    @Test
    void theSameBitsWithAndWithout() {
        var without = gradient().getFirst().toFloats();
        try (var profiler = Profiler.start()) {
            assertThat(gradient().getFirst().toFloats()).isEqualTo(without);
            assertThat(profiler.profile().lines()).isNotEmpty();
        }
        assertThat(gradient().getFirst().toFloats()).isEqualTo(without);
    }

    @Test
    void whatIsNotInAnOperationIsOutside() {
        try (var profiler = Profiler.start()) {
            Profiler.in(Stage.OPTIMISER, () -> pass(20));
            Profiler.in(Stage.DATA, () -> {
                pass(10);
                X.plus(X);
            });
            var profile = profiler.profile();
            assertThat(profile.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.stage()).isEqualTo(Stage.DATA));
            assertThat(profile.outside()).extracting(Profile.Outside::stage).startsWith(Stage.OPTIMISER, Stage.DATA);
            assertThat(profile.outside().getFirst().seconds()).isBetween(0.02, profile.seconds());
            double sum = profile.lines().stream().mapToDouble(Line::seconds).sum()
                    + profile.outside().stream()
                            .mapToDouble(Profile.Outside::seconds)
                            .sum();
            assertThat(sum).isCloseTo(profile.seconds(), within(1e-9));
        }
    }

    private static void pass(int milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRecurrenceGoesBackInLoopsOfItsOwn() {
        var z = KEY.at("z").normal(3, 2, 16).tracked();
        var start = Tensor.zeros(2, 4);
        var wh = KEY.at("wh").normal(4, 16).tracked();
        try (var profiler = Profiler.start()) {
            var y = Interpreter.run(new Op.Lstm(false), z, wh, start, start, Tensor.of(new long[] {3, 3}, 2));
            Gradients.grad(y.sum(), List.of(z, wh));
            var profile = profiler.profile();
            assertThat(line(profile, "lstm", Stage.FORWARD).cost().flops()).isEqualTo(24 * (8 * 4 + 104));
            assertThat(line(profile, "lstm", Stage.BACKWARD).cost().flops()).isEqualTo(24 * (8 * 4 + 44));
            assertThat(profile.lines().stream()
                            .filter(l -> l.op().equals("matMul") && l.stage() == Stage.BACKWARD)
                            .mapToLong(l -> l.cost().flops())
                            .sum())
                    .isEqualTo(2 * 4 * 6 * 16);
        }
    }

    @Test
    void anOperationThatComputesThroughOthersIsOne() {
        var z = Tensor.zeros(3, 2, 16).cast(DType.F64);
        var start = Tensor.zeros(2, 4).cast(DType.F64);
        var wh = Tensor.zeros(4, 16).cast(DType.F64);
        try (var profiler = Profiler.start()) {
            Interpreter.run(new Op.Lstm(false), z, wh, start, start, Tensor.of(new long[] {3, 3}, 2));
            assertThat(profiler.profile().lines()).extracting(Line::op).containsExactly("lstm");
        }
    }

    @Test
    void theWarmUpIsForgotten() {
        try (var profiler = Profiler.start()) {
            gradient();
            profiler.endStep();
            profiler.endStep();
            profiler.endWarmUp();
            assertThat(profiler.profile().lines()).isEmpty();
            gradient();
            profiler.endStep();
            var profile = profiler.profile();
            assertThat(profile.steps()).isEqualTo(1);
            assertThat(profile.warmUp()).isEqualTo(2);
            assertThat(line(profile, "relu", Stage.FORWARD).calls()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsSeenDuringAPause() {
        try (var profiler = Profiler.start()) {
            profiler.pause();
            gradient();
            pass(20);
            profiler.resume();
            var profile = profiler.profile();
            assertThat(profile.lines()).isEmpty();
            assertThat(profile.seconds()).isLessThan(0.02);
        }
    }

    @Test
    void otherThreadsAreNotSeen() {
        try (var profiler = Profiler.start()) {
            var sum = CompletableFuture.supplyAsync(() -> X.plus(X)).join();
            assertThat(sum.toFloats()).isEqualTo(X.times(2).toFloats());
            assertThat(profiler.profile().lines()).extracting(Line::op).containsExactly("times");
        }
    }

    @Test
    void anOperationThatFailsLeavesTheRestInOrder() {
        try (var profiler = Profiler.start()) {
            assertThatThrownBy(() -> Profiler.at("Linear", () -> X.matmul(X))).isInstanceOf(ShapeException.class);
            X.plus(X);
            assertThat(profiler.profile().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.place()).isEmpty());
        }
    }

    @Test
    void oneAtATimeAndNotInside() {
        try (var profiler = Profiler.start()) {
            assertThatThrownBy(Profiler::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("profiler: another one is at work; close it first");
            assertThatThrownBy(() -> Profiler.in(Stage.DATA, profiler::pause))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("profiler: it can't stop inside a stage or a layer; call it where it was started");
            assertThat(profiler.profile().steps()).isZero();
        }
        assertThat(Profiler.active()).isNull();
    }

    @Test
    void whatIsAllocatedOutsideIsCountedAndTheProfilersOwnIsNot() {
        try (var profiler = Profiler.start()) {
            for (int i = 0; i < 10; i++) {
                Profiler.in(Stage.DATA, () -> KEEP[0] = new float[1000]);
            }
            var profile = profiler.profile();
            assertThat(profile.countsAllocation()).isTrue();
            var data = profile.outside().stream()
                    .filter(rest -> rest.stage() == Stage.DATA)
                    .findFirst()
                    .orElseThrow();
            assertThat(data.allocated()).isBetween(40_000L, 42_000L);
        }
    }

    private static final float[][] KEEP = new float[1][];
}
