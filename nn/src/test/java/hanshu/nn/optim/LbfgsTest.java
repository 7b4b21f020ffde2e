package hanshu.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    @Test
    void findsTheFloorOfRosenbrocksValley() {
        var theta = new float[] {-1.2f, 1};
        double loss = new Lbfgs(10, 200, 0).minimise(theta, (at, gradient) -> {
            double a = 1 - at[0];
            double b = at[1] - (double) at[0] * at[0];
            gradient[0] = (float) (-2 * a - 400 * at[0] * b);
            gradient[1] = (float) (200 * b);
            return a * a + 100 * b * b;
        });
        assertThat(loss).isLessThan(1e-9);
        assertThat(theta).containsExactly(new float[] {1, 1}, within(1e-3f));
    }

    @Test
    void solvesAnIllConditionedQuadraticInFewSteps() {
        var evaluations = new int[1];
        var theta = new float[20];
        new Lbfgs(10, 500, 1e-12).minimise(theta, (at, gradient) -> {
            evaluations[0]++;
            double loss = 0;
            for (int i = 0; i < at.length; i++) {
                double scale = Math.pow(10, i / 10.0); // condition number about 80
                double residual = at[i] - 1;
                loss += scale * residual * residual / 2;
                gradient[i] = (float) (scale * residual);
            }
            return loss;
        });
        for (float value : theta) {
            assertThat(value).isCloseTo(1, within(2e-3f));
        }
        assertThat(evaluations[0]).isLessThan(150);
    }

    @Test
    void refusesAnEmptyMemory() {
        assertThatThrownBy(() -> new Lbfgs(0, 1, 0)).hasMessageContaining("history and iterations are 1 or more");
    }
}
