package hanshu.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import hanshu.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InitialiserTest {
    private static final int IN = 200;
    private static final int OUT = 100;

    private static Tensor draw(Initialiser initialiser) {
        return initialiser.draw(Key.of(5), IN, OUT, IN, OUT);
    }

    private static void isUniform(Initialiser initialiser, double bound) {
        var x = draw(initialiser);
        assertThat(x.max().item()).isBetween(0.999 * bound, bound * 1.000001);
        assertThat(x.min().item()).isBetween(-bound * 1.000001, -0.999 * bound);
        assertThat(x.mean().item()).isCloseTo(0, within(0.02 * bound));
        assertThat(x.square().mean().item()).isCloseTo(bound * bound / 3, within(0.01 * bound * bound));
    }

    private static void isNormal(Initialiser initialiser, double deviation) {
        var x = draw(initialiser).div(deviation);
        assertThat(x.mean().item()).isCloseTo(0, within(0.03));
        assertThat(x.square().mean().item()).isCloseTo(1, within(0.04));
        assertThat(x.square().square().mean().item()).isCloseTo(3, within(0.3)); // the fourth moment tells it apart
    }

    @Test
    void scales() {
        isUniform(Initialiser.uniformFanIn(), 1 / Math.sqrt(IN));
        isUniform(Initialiser.heUniform(), Math.sqrt(6.0 / IN));
        isUniform(Initialiser.glorotUniform(), Math.sqrt(6.0 / (IN + OUT)));
        isUniform(Initialiser.leCunUniform(), Math.sqrt(3.0 / IN));
        isUniform(Initialiser.uniform(-2, 2), 2);
        isNormal(Initialiser.heNormal(), Math.sqrt(2.0 / IN));
        isNormal(Initialiser.glorotNormal(), Math.sqrt(2.0 / (IN + OUT)));
        isNormal(Initialiser.leCunNormal(), Math.sqrt(1.0 / IN));
        isNormal(Initialiser.normal(0, 3), 3);
        assertThat(draw(Initialiser.normal(5, 0.001)).mean().item()).isCloseTo(5, within(0.001));
    }

    @Test
    void constants() {
        assertThat(draw(Initialiser.zeros()).toFloats()).containsOnly(0);
        assertThat(draw(Initialiser.ones()).toFloats()).containsOnly(1);
        assertThat(draw(Initialiser.constant(0.5)).toFloats()).containsOnly(0.5f);
    }

    @Test
    void orthogonalVectorsAreOrthogonal() {
        var tall = Initialiser.orthogonal(2).draw(Key.of(1), 30, 20, 30, 20);
        isScaledIdentity(tall.transpose().matmul(tall), 20, 4);
        var wide = Initialiser.orthogonal(1).draw(Key.of(1), 20, 30, 20, 30);
        isScaledIdentity(wide.matmul(wide.transpose()), 20, 1);
        assertThatThrownBy(() -> Initialiser.orthogonal(1).draw(Key.of(1), 3, 3, 3))
                .hasMessage("orthogonal: needs a matrix, got [3]");
    }

    private static void isScaledIdentity(Tensor x, int n, double scale) {
        assertThat(x.minus(Tensor.eye(n).times(scale)).abs().max().item()).isLessThan(1e-5);
    }
}
