package hanshu.learn.supervised.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final float[] LOGITS = {(float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)};
    private static final int DRAWS = 4000;

    /** How often each token is picked. */
    private static double[] shares(Sampling sampling) {
        var shares = new double[LOGITS.length];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampling.pick(LOGITS, Key.of(3).at(i))] += 1.0 / DRAWS;
        }
        return shares;
    }

    @Test
    void tokensComeAsOftenAsTheyAreProbable() {
        assertThat(shares(Sampling.atTemperature(1))).containsExactly(new double[] {0.1, 0.6, 0.3}, within(0.03));
    }

    @Test
    void aTemperatureIsAPowerOfProbabilities() {
        double sum = 0.01 + 0.36 + 0.09;
        assertThat(shares(Sampling.atTemperature(0.5)))
                .containsExactly(new double[] {0.01 / sum, 0.36 / sum, 0.09 / sum}, within(0.03));
        assertThat(shares(Sampling.greedy())).containsExactly(new double[] {0, 1, 0}, within(1e-9));
    }

    @Test
    void theUnlikelyAreCutOff() {
        assertThat(shares(Sampling.atTemperature(1).withTopK(2)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.03));
        assertThat(shares(Sampling.atTemperature(1).withTopP(0.61)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.03));
        assertThat(shares(Sampling.atTemperature(1).withTopP(0.59)))
                .containsExactly(new double[] {0, 1, 0}, within(1e-9));
        assertThat(shares(Sampling.atTemperature(1).withTopK(2).withTopP(0.95)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.03));
        assertThat(shares(Sampling.atTemperature(1).withTopK(99))[0]).isPositive();
    }

    @Test
    void settingsThatCannotBeAreSaid() {
        assertThatThrownBy(() -> Sampling.atTemperature(-1))
                .hasMessage("sampling: the temperature is 0 or more, got -1.0");
        assertThatThrownBy(() -> Sampling.greedy().withTopK(0)).hasMessage("sampling: top-k is 1 or more, got 0");
        assertThatThrownBy(() -> Sampling.greedy().withTopP(0))
                .hasMessage("sampling: top-p is more than 0 and at most 1, got 0.0");
    }
}
