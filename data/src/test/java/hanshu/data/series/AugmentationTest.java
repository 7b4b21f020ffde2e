package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hanshu.tensor.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Key KEY = Key.of(5);

    /** Step t holds t and 1000. */
    private static Series line(int steps) {
        var values = new float[2 * steps];
        for (int t = 0; t < steps; t++) {
            values[2 * t] = t;
            values[2 * t + 1] = 1000;
        }
        return new Series(values, 2);
    }

    @Test
    void jitterHasItsDeviation() {
        var noise = new Jitter(0.5).apply(new Series(new float[10_000], 1), KEY).values();
        double squares = IntStream.range(0, noise.length)
                .mapToDouble(i -> noise[i] * noise[i])
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(0.01));
        assertThatThrownBy(() -> new Jitter(-1)).hasMessage("jitter: the deviation is 0 or more, got -1.0");
    }

    @Test
    void rescalingTakesAllStepsOfAChannelTogether() {
        var changed = new Rescaling(0.1).apply(line(5), KEY);
        float factor = changed.at(1, 0);
        assertThat(factor).isNotEqualTo(1).isCloseTo(1, within(0.5f));
        assertThat(changed.at(4, 0)).isCloseTo(4 * factor, within(1e-5f));
        assertThat(changed.at(4, 1)).isEqualTo(changed.at(0, 1)).isNotEqualTo(1000 * factor);
    }

    @Test
    void aSliceIsAStretchFromAnyPlace() {
        var slice = new WindowSlice(0.9);
        int[] starts = IntStream.range(0, 100)
                .map(i -> {
                    var cut = slice.apply(line(10), KEY.at(i));
                    assertThat(cut.length()).isEqualTo(9);
                    assertThat(cut.at(8, 0) - cut.at(0, 0)).isEqualTo(8);
                    return (int) cut.at(0, 0);
                })
                .distinct()
                .sorted()
                .toArray();
        assertThat(starts).containsExactly(0, 1);
        assertThat(new WindowSlice(0.01).apply(line(3), KEY).length()).isEqualTo(1);
        assertThatThrownBy(() -> new WindowSlice(0))
                .hasMessage("window slice: the share is above 0 and at most 1, got 0.0");
    }

    @Test
    void aWarpStretchesOrSqueezesWithoutAJump() {
        int[] lengths = IntStream.range(0, 40)
                .map(i -> {
                    var warped = new WindowWarp(0.2).apply(line(50), KEY.at(i));
                    assertThat(warped.at(warped.length() - 1, 0)).isEqualTo(49);
                    for (int t = 1; t < warped.length(); t++) {
                        assertThat(warped.at(t, 0) - warped.at(t - 1, 0)).isBetween(0.4f, 2.3f);
                        assertThat(warped.at(t, 1)).isEqualTo(1000);
                    }
                    return warped.length();
                })
                .distinct()
                .sorted()
                .toArray();
        assertThat(lengths).containsExactly(45, 60);
        assertThat(new WindowWarp(0.2).apply(line(4), KEY).values()).isEqualTo(line(4).values());
    }

    @Test
    void aChainIsTheSameForTheSameKey() {
        var chain = Augmentation.chain(List.of(new WindowSlice(0.5), new Jitter(1), new Rescaling(1)));
        var once = chain.apply(line(20), KEY);
        assertThat(once.length()).isEqualTo(10);
        assertThat(chain.apply(line(20), KEY).values()).isEqualTo(once.values());
        assertThat(Arrays.equals(chain.apply(line(20), KEY.at(1)).values(), once.values()))
                .isFalse();
    }
}
