package hanshu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyTest {
    /** The known answers that come with Salmon et al.'s Random123 library, philox4x32 with 10 rounds. */
    @Test
    void isPhilox() {
        assertThat(philox(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(philox(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(philox(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3243f6a88L))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static int[] philox(long key, long high, long low) {
        var random = new int[4];
        Philox.block(key, high, low, random);
        return random;
    }

    @Test
    void aPathIsAKeyOfItsOwn() {
        var key = Key.of(7);
        assertThat(key.at("a").normal(5).toFloats())
                .isEqualTo(Key.of(7).at("a").normal(5).toFloats());
        assertThat(key.at("a")).isNotEqualTo(key.at("b")).isNotEqualTo(Key.of(8).at("a"));
        assertThat(key.at(1)).isNotEqualTo(key.at(2)).isNotEqualTo(key.at("1"));
        assertThat(key.at("a").at("b")).isNotEqualTo(key.at("b").at("a"));
    }

    @Test
    void theSameNumbersAtAnyNumberOfThreads() {
        var one = new float[1][];
        var four = new float[1][];
        Parallel.with(1, () -> one[0] = Key.of(3).normal(100_003).toFloats());
        Parallel.with(4, () -> four[0] = Key.of(3).normal(100_003).toFloats());
        assertThat(four[0]).isEqualTo(one[0]);
    }

    @Test
    void uniformAndNormalNumbersAreSpreadAsTheyShould() {
        var uniform = Key.of(1).uniform(0, 1, 200_000).toDoubles();
        assertThat(Arrays.stream(uniform).average().orElseThrow()).isCloseTo(0.5, within(0.003));
        assertThat(Arrays.stream(uniform).allMatch(u -> u >= 0 && u < 1)).isTrue();
        var normal = Key.of(2).normal(200_000).toDoubles();
        assertThat(Arrays.stream(normal).average().orElseThrow()).isCloseTo(0, within(0.01));
        assertThat(Arrays.stream(normal).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(0.02));
        long inside = Arrays.stream(normal).filter(x -> Math.abs(x) < 1.96).count();
        assertThat(inside / 200_000.0).isCloseTo(0.95, within(0.003));
        assertThat(Key.of(4).bernoulli(0.3, 100_000).cast(DType.F32).mean().item())
                .isCloseTo(0.3, within(0.005));
    }

    @Test
    void uniformNumbersLieBetweenTheirBounds() {
        var numbers = Key.of(1).uniform(-3, 5, 200_001).toDoubles();
        assertThat(Arrays.stream(numbers).allMatch(u -> u >= -3 && u < 5)).isTrue();
        assertThat(Arrays.stream(numbers).average().orElseThrow()).isCloseTo(1, within(0.02));
        assertThat(Key.of(1).uniform(1e8, 1e8 + 16, 10_000).toFloats()).doesNotContain(1e8f + 16);
        assertThat(Key.of(1).uniform(2, 2, 3).toFloats()).containsOnly(2);
        assertThatThrownBy(() -> Key.of(1).uniform(784, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uniform: needs low ≤ high, got 784.0 and 256.0");
    }

    /** Neighbouring elements, and elements a run of words apart, have nothing to do with each other. */
    @Test
    void numbersAreNotCorrelated() {
        var x = Key.of(8).mask(0.5, 2, 40_000).minus(1); // −1 or 1
        for (int apart : new int[] {1, 2, 512, 1024, 2048}) {
            var products = x.slice(0, apart, 40_000).times(x.slice(0, 0, 40_000 - apart));
            assertThat(products.mean().item()).isCloseTo(0, within(0.02));
        }
    }

    @Test
    void aMaskHoldsItsValueAsOftenAsItShould() {
        var mask = Key.of(9).mask(0.9, 1 / 0.9, 100_001);
        assertThat(mask.mean().item()).isCloseTo(1, within(0.005));
        assertThat(mask.ne(0).cast(DType.F32).mean().item()).isCloseTo(0.9, within(0.005));
        assertThat(Key.of(9).mask(1, 2, 1000).min().item()).isEqualTo(2);
        assertThat(Key.of(9).mask(0, 2, 1000).max().item()).isZero();
    }

    @Test
    void aPermutationHoldsEachNumberOnceAndEveryOrderComesUp() {
        assertThat(Key.of(5).permutation(1000))
                .containsExactlyInAnyOrder(
                        java.util.stream.IntStream.range(0, 1000).toArray());
        long orders = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> Arrays.toString(Key.of(6).at(i).permutation(3)))
                .distinct()
                .count();
        assertThat(orders).isEqualTo(6);
    }
}
