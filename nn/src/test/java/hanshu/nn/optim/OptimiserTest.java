package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.nn.Params;
import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimiserTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    record Two(Tensor weight, Tensor bias) {}

    private static Params params() {
        return Params.of(new Two(Tensor.of(new float[] {1, -2}, 2), Tensor.of(new float[] {0.5f}, 1)));
    }

    static List<Optimiser.Config> configs() {
        return List.of(
                new Sgd.Config(),
                new Sgd.Config(0.9, 0.5, false, 0.1),
                new Sgd.Config(0.9, 0, true, 0.1),
                new RmsProp.Config(),
                new RmsProp.Config(0.9, 1e-8, 0.9, true, 0.1),
                new Adagrad.Config(),
                new Adagrad.Config(0.1, 1e-10, 0.5, 0.1),
                new Adam.Config(),
                new Adam.Config(0.9, 0.999, 1e-8, 0.1, true),
                new AdamW.Config(),
                new AdamW.Config(0.8, 0.99, 1e-6, 0.1, true),
                new Adadelta.Config(),
                new Adadelta.Config(0.8, 1e-3, 0.1),
                new Adamax.Config(),
                new Adamax.Config(0.8, 0.9, 1e-6, 0.1),
                new NAdam.Config(),
                new NAdam.Config(0.8, 0.99, 1e-6, 0.1, true, 0.01),
                new RAdam.Config(),
                new RAdam.Config(0.8, 0.9, 1e-6, 0.1, true),
                new Rprop.Config(),
                new Lion.Config(),
                new Lion.Config(0.8, 0.9, 0.1),
                new Lookahead.Config(new Adam.Config(), 2, 0.5));
    }

    /** Those too that look at a tensor as a whole. */
    static List<Optimiser.Config> allConfigs() {
        var all = new ArrayList<>(configs());
        all.add(new Lamb.Config());
        all.add(new Adafactor.Config());
        all.add(new Adafactor.Config(0.5, 1e-2, 0.5, 0.1));
        all.add(new Muon.Config(new Sgd.Config()));
        return all;
    }

    /** Two steps on w = 1 with gradients 2 and −1 at rate 0.1, by the formulas. */
    private static float[] twoSteps(Optimiser.Config config) {
        var params = Params.of(List.of(Tensor.of(new float[] {1})));
        var optimiser = config.on(params);
        optimiser.step(params.theta(), new float[] {2}, 0.1);
        float first = params.theta()[0];
        optimiser.step(params.theta(), new float[] {-1}, 0.1);
        return new float[] {first, params.theta()[0]};
    }

    @Test
    void sgd() {
        assertThat(twoSteps(new Sgd.Config())).containsExactly(new float[] {0.8f, 0.9f}, CLOSE);
        assertThat(twoSteps(new Sgd.Config(0, 0, false, 0.5))).containsExactly(new float[] {0.75f, 0.8125f}, CLOSE);
        // b = 2, then 0.9·2 + 0.5·(−1) = 1.3
        assertThat(twoSteps(new Sgd.Config(0.9, 0.5, false, 0))).containsExactly(new float[] {0.8f, 0.67f}, CLOSE);
        // 2 + 0.9·2 = 3.8; b = 0.8: −1 + 0.9·0.8 = −0.28
        assertThat(twoSteps(new Sgd.Config(0.9, 0, true, 0))).containsExactly(new float[] {0.62f, 0.648f}, CLOSE);
    }

    @Test
    void adam() {
        // m̂ = 2, v̂ = 4; then m = 0.08, v = 0.004996
        float second = (float) (0.9 - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999));
        assertThat(twoSteps(new Adam.Config())).containsExactly(new float[] {0.9f, second}, CLOSE);
        // v falls when β₂ is small: 0.5·4 = 2, then 1.5; AMSGrad keeps 2
        float top = (float) (0.9 - 0.1 * (0.08 / 0.19) / Math.sqrt(2 / 0.75));
        assertThat(twoSteps(new Adam.Config(0.9, 0.5, 1e-8, 0, true))).containsExactly(new float[] {0.9f, top}, CLOSE);
        // g = 2 + 0.5·1 has the same sign and so the same first step
        assertThat(twoSteps(new Adam.Config(0.9, 0.999, 1e-8, 0.5, false))[0]).isCloseTo(0.9f, CLOSE);
    }

    @Test
    void adamW() {
        float first = 1 * (1 - 0.1f * 0.5f) - 0.1f;
        float second = (float) (first * (1 - 0.05) - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999));
        assertThat(twoSteps(new AdamW.Config(0.9, 0.999, 1e-8, 0.5, false)))
                .containsExactly(new float[] {first, second}, CLOSE);
    }

    @Test
    void rmsProp() {
        // v = 0.04, then 0.0496
        float second = (float) (1 - 0.1 * 10 + 0.1 / Math.sqrt(0.0496));
        assertThat(twoSteps(new RmsProp.Config())).containsExactly(new float[] {0, second}, CLOSE);
        // a = 0.02, then 0.0098
        float centered = (float) (1 - 0.2 / Math.sqrt(0.04 - 0.0004));
        assertThat(twoSteps(new RmsProp.Config(0.99, 1e-8, 0, true, 0)))
                .containsExactly(
                        new float[] {centered, (float) (centered + 0.1 / Math.sqrt(0.0496 - 0.0098 * 0.0098))}, CLOSE);
        float heavy = (float) (0 - 0.1 * (0.9 * 10 - 1 / Math.sqrt(0.0496)));
        assertThat(twoSteps(new RmsProp.Config(0.99, 1e-8, 0.9, false, 0)))
                .containsExactly(new float[] {0, heavy}, CLOSE);
    }

    @Test
    void centeredVarianceNeverFallsBelowZero() {
        var params = Params.of(List.of(Tensor.of(new float[] {1})));
        var optimiser = RmsProp.of(params, new RmsProp.Config(0.5, 1e-3, 0, true, 0));
        for (int i = 0; i < 200; i++) {
            optimiser.step(params.theta(), new float[] {0.1f}, 1e-4);
        }
        assertThat(params.theta()[0]).isFinite();
    }

    @Test
    void adagrad() {
        assertThat(twoSteps(new Adagrad.Config()))
                .containsExactly(new float[] {0.9f, (float) (0.9 + 0.1 / Math.sqrt(5))}, CLOSE);
        float first = (float) (1 - 0.2 / Math.sqrt(4.5));
        assertThat(twoSteps(new Adagrad.Config(0.25, 1e-10, 0.5, 0)))
                .containsExactly(new float[] {first, (float) (first + 0.08 / Math.sqrt(5.5))}, CLOSE);
    }

    @ParameterizedTest
    @MethodSource("allConfigs")
    void whatIsNotLearnedIsNotTouched(Optimiser.Config config) {
        var params = params().learning(name -> name.equals("bias"));
        var optimiser = config.on(params);
        for (int i = 0; i < 3; i++) {
            optimiser.step(params.theta(), new float[] {1, 1, 1}, 0.1);
        }
        assertThat(params.get("weight").toFloats()).containsExactly(1, -2);
        assertThat(params.get("bias").item()).isNotEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("allConfigs")
    void goesOnFromItsState(Optimiser.Config config) {
        var params = params();
        var optimiser = config.on(params);
        var other = params();
        for (int i = 0; i < 3; i++) {
            optimiser.step(params.theta(), new float[] {i, 1 - i, 0.3f}, 0.1);
        }
        other.setTheta(params.theta());
        var resumed = config.on(other);
        resumed.restore(optimiser.state());
        for (int i = 0; i < 3; i++) {
            optimiser.step(params.theta(), new float[] {1, -i, 2}, 0.1);
            resumed.step(other.theta(), new float[] {1, -i, 2}, 0.1);
        }
        assertThat(other.theta()).isEqualTo(params.theta());
        assertThatThrownBy(() -> resumed.restore(Map.of("steps", new float[2], "x", new float[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("with 3 numbers each and the count of steps, got "
                        + Map.of("steps", 1, "x", 1).keySet());
    }

    @ParameterizedTest
    @MethodSource("allConfigs")
    void groupsHaveTheirOwnRate(Optimiser.Config config) {
        var params = params();
        var optimiser = config.on(params, new Group(name -> name.equals("weight"), 0, 1));
        optimiser.step(params.theta(), new float[] {1, 1, 1}, 0.1);
        assertThat(params.get("weight").toFloats()).containsExactly(1, -2);
        assertThat(params.get("bias").item()).isNotEqualTo(0.5);
    }

    @Test
    void groupsHaveTheirOwnDecay() {
        var params = params();
        var optimiser = new AdamW.Config(0.9, 0.999, 1e-8, 0.5, false)
                .on(params, Group.withoutDecay(name -> name.endsWith("bias")));
        optimiser.step(params.theta(), new float[3], 0.1);
        assertThat(params.theta()).containsExactly(new float[] {0.95f, -1.9f, 0.5f}, CLOSE);
    }

    /** A range cut into blocks that threads share must give what one block gives. */
    @ParameterizedTest
    @MethodSource("configs")
    void howThetaIsCutMakesNoDifference(Optimiser.Config config) {
        int n = 100_003;
        var start = Key.of(1).normal(n);
        var gradient = Key.of(2).normal(n).toFloats();
        var whole = Params.of(List.of(start));
        var optimiser = config.on(whole);
        var tail = Params.of(List.of(start.slice(0, n - 101, n)));
        var tails = config.on(tail);
        for (int i = 0; i < 3; i++) {
            optimiser.step(whole.theta(), gradient, 0.1);
            tails.step(tail.theta(), java.util.Arrays.copyOfRange(gradient, n - 101, n), 0.1);
        }
        assertThat(java.util.Arrays.copyOfRange(whole.theta(), n - 101, n)).isEqualTo(tail.theta());
    }

    @Test
    void errorsSayWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Sgd.Config(1, 0, false, 0))
                .hasMessage("Sgd: momentum is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> new Sgd.Config(0, 0, true, 0))
                .hasMessage("Sgd: Nesterov needs momentum and no dampening, got momentum 0.0 and dampening 0.0");
        assertThatThrownBy(() -> new Adam.Config(0.9, 0.999, 0, 0, false))
                .hasMessage("Adam: epsilon is more than 0, got 0.0");
        assertThatThrownBy(() -> new AdamW.Config(0.9, 0.999, 1e-8, -1, false))
                .hasMessage("AdamW: weight decay is at least 0, got -1.0");
        var params = params();
        var optimiser = Adam.of(params, new Adam.Config());
        assertThatThrownBy(() -> optimiser.step(params.theta(), new float[2], 0.1))
                .hasMessage("Adam: θ has 3 numbers, got an array of 2");
    }

    @Test
    void errorsOfTheOthers() {
        assertThatThrownBy(() -> new Adadelta.Config(1, 1e-6, 0))
                .hasMessage("Adadelta: rho is from 0 to less than 1, got 1.0");
        assertThatThrownBy(() -> new Rprop.Config(0.5, 1, 1e-4, 5000))
                .hasMessage("Rprop: grow is more than 1, got 1.0");
        assertThatThrownBy(() -> new Lookahead.Config(new Sgd.Config(), 5, 0))
                .hasMessage("Lookahead: share is more than 0 and at most 1, got 0.0");
        var params = params();
        var sam = new Sam.Config(new Sgd.Config()).on(params);
        assertThatThrownBy(() -> sam.step(params.theta(), new float[3], 0.1))
                .hasMessage("Sam: climb() comes before step()");
        sam.climb(params.theta(), new float[3]);
        assertThat(params.theta()).containsExactly(1, -2, 0.5f);
        assertThatThrownBy(() -> sam.climb(params.theta(), new float[3]))
                .hasMessage("Sam: has climbed already; step() comes next");
    }

    /** What decays must reach 0: numbers next to it, which are stuck there, are several times slower. */
    @ParameterizedTest
    @MethodSource("allConfigs")
    void memoriesFade(Optimiser.Config config) {
        var params = params().learning(name -> name.equals("bias"));
        var optimiser = config.on(params, Group.withoutDecay(name -> true));
        optimiser.step(params.theta(), new float[] {0, 0, 1e-15f}, 1e-3);
        for (int i = 0; i < 3000; i++) {
            optimiser.step(params.theta(), new float[3], 1e-3);
        }
        optimiser.state().forEach((name, array) -> {
            for (float x : array) {
                assertThat(x == 0 || Math.abs(x) >= Float.MIN_NORMAL)
                        .as("%s: %s", name, x)
                        .isTrue();
            }
        });
        assertThat(Memory.faded(1e-10f)).isEqualTo(1e-10f);
        assertThat(Memory.faded(1e-40f)).isZero();
        assertThat(Memory.faded(-3)).isEqualTo(-3);
    }

    @Test
    void theCountOfStepsIsExact() {
        var memory = new Memory("m", 0);
        memory.restore(Map.of("steps", new float[] {100_000, 1_048_575}));
        assertThat(memory.nextStep(new float[0], new float[0])).isEqualTo(100_001L << 20);
        assertThat(memory.state().get("steps")).containsExactly(100_001, 0);
    }
}
